/** When drawing a page fails: say so, keep the frame usable, and offer the way on. */
import { Button } from '@fluentui/react-components'
import { Component, type ReactNode } from 'react'
import type { AppError } from '../../domain/problem/app-error.ts'
import { text } from '../desk/words.ts'
import { ErrorNote } from '../kit/error-note.tsx'
import styles from '../pieces/page.module.css'

interface State {
  readonly failure: AppError | null
}

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failure: null }

  static getDerivedStateFromError(reason: unknown): State {
    const details = reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason)
    return { failure: { code: 'internal', what: text.error.page, next: text.error.pageNext, details } }
  }

  override render(): ReactNode {
    if (this.state.failure === null) return this.props.children
    return (
      <div className={styles.body}>
        <h1 className="visually-hidden">{text.error.page}</h1>
        <ErrorNote
          error={this.state.failure}
          actions={
            <>
              <Button size="small" onClick={() => this.setState({ failure: null })}>
                {text.error.tryAgain}
              </Button>
              <Button size="small" appearance="subtle" onClick={() => window.location.reload()}>
                {text.error.reload}
              </Button>
            </>
          }
        />
      </div>
    )
  }
}
