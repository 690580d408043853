/** The two buttons of a question: leave everything as it is, or go ahead. */
import { Button } from '@fluentui/react-components'
import { text } from '../desk/words.ts'

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
