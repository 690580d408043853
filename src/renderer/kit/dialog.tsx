/**
 * A modal question in the window, on the browser's own dialog element: it holds the focus, closes with Escape,
 * hides the rest from screen readers and gives the focus back, with nothing of ours to get wrong.
 */
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { Button } from '@fluentui/react-components'
import { text } from '../desk/words.ts'
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

interface ActionsProps {
  /** What going ahead does, in one or two words. */
  readonly label: string
  readonly disabled?: boolean
  readonly onClose: () => void
}

/** For a dialog that is a form: Enter in a field does the same. */
export function SubmitActions({ label, disabled = false, onClose }: ActionsProps) {
  return (
    <>
      <Button onClick={onClose}>{text.form.cancel}</Button>
      <Button appearance="primary" type="submit" disabledFocusable={disabled}>
        {label}
      </Button>
    </>
  )
}

/** For a dialog that only asks, or where Enter has another meaning. */
export function ConfirmActions({
  label,
  disabled = false,
  onClose,
  onConfirm,
}: ActionsProps & { readonly onConfirm: () => void }) {
  return (
    <>
      <Button onClick={onClose}>{text.form.cancel}</Button>
      <Button appearance="primary" disabledFocusable={disabled} onClick={onConfirm}>
        {label}
      </Button>
    </>
  )
}

/** Ends a dialog that only tells something. */
export function CloseButton({ onClose }: { readonly onClose: () => void }) {
  return (
    <Button appearance="primary" onClick={onClose}>
      {text.transfer.close}
    </Button>
  )
}
