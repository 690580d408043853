/** Starts the page: hands Fluent the nonce of this load, then renders the frame. */
import { createDOMRenderer, RendererProvider } from '@fluentui/react-components'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './shell/app.tsx'
import './base.css'
import { connect } from './desktop.ts'
import { text } from './words.ts'

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } })
const root = document.getElementById('root')

if (root !== null) {
  if (window.desktop === undefined) root.textContent = text.error.noBridge
  else
    createRoot(root).render(
      <StrictMode>
        <RendererProvider renderer={renderer} targetDocument={document}>
          <App desktop={connect(window.desktop)} />
        </RendererProvider>
      </StrictMode>,
    )
}
