/**
 * A modal question in the window, on the browser's own dialog element: it holds the focus, closes with Escape,
 * hides the rest from screen readers and gives the focus back, with nothing of ours to get wrong.
 */
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import styles from './dialog.module.css'

interface DialogProps {
  readonly title: string
  readonly children: ReactNode
  readonly actions: ReactNode
  readonly onClose: () => void
  /** Makes the dialog a form: Enter in a field does the same as its submit button. */
  readonly onSubmit?: () => void
  readonly wide?: boolean
  /** A question that must be answered, not a form to fill in. */
  readonly alert?: boolean
}

/** Rendered while it is open; whoever renders it decides when that is. */
export function Dialog({
  title,
  children,
  actions,
  onClose,
  onSubmit,
  wide = false,
  alert = false,
}: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const name = useId()
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  const body = (
    <>
      <h2 id={name} className={styles.title}>
        {title}
      </h2>
      <div className={styles.content}>{children}</div>
      <div className={styles.actions}>{actions}</div>
    </>
  )
  return (
    <dialog
      ref={dialog}
      className={`${styles.dialog} ${wide ? styles.wide : ''}`}
      aria-labelledby={name}
      {...(alert ? { role: 'alertdialog' } : {})}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      // Chromium closes without asking when Escape is pressed twice.
      onClose={(event) => !event.currentTarget.open && onClose()}
    >
      {onSubmit === undefined ? (
        body
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            onSubmit()
          }}
        >
          {body}
        </form>
      )}
    </dialog>
  )
}
