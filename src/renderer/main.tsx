/** Starts the page: hands Fluent the nonce of this load, then renders the frame. */
import { createDOMRenderer, RendererProvider } from '@fluentui/react-components'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './shell/app.tsx'
import './base.css'
import { Drafts, nothingBegun } from './data/drafts.ts'
import { connect, type Desktop } from './desk/desktop.ts'
import { text } from './desk/words.ts'

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } })
const root = document.getElementById('root')

if (root !== null) {
  if (window.desktop === undefined) root.textContent = text.error.noBridge
  else void start(root, connect(window.desktop))
}

/** What was begun is asked for first: the page that is drawn is the one that was left. */
async function start(element: HTMLElement, desktop: Desktop): Promise<void> {
  const begun = await desktop.call('draft.get', null)
  const drafts = new Drafts(desktop, begun.ok ? begun.value : nothingBegun)
  createRoot(element).render(
    <StrictMode>
      <RendererProvider renderer={renderer} targetDocument={document}>
        <App desktop={desktop} drafts={drafts} />
      </RendererProvider>
    </StrictMode>,
  )
}
