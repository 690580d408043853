/** Takes what nobody may read over a shoulder: never shown, never completed, never corrected. */
import { Field, Input, type FieldProps } from '@fluentui/react-components'

interface PasswordFieldProps {
  readonly label: string
  readonly hint?: string
  readonly required?: boolean
  readonly value: string
  readonly maxLength: number
  /** What is wrong with it, as a Field takes it. */
  readonly said?: Pick<FieldProps, 'validationMessage' | 'validationState'>
  readonly onChange: (value: string) => void
}

export function PasswordField({
  label,
  hint,
  required = false,
  value,
  maxLength,
  said,
  onChange,
}: PasswordFieldProps) {
  return (
    <Field label={label} required={required} {...(hint === undefined ? {} : { hint })} {...said}>
      <Input
        type="password"
        value={value}
        maxLength={maxLength}
        spellCheck={false}
        autoComplete="off"
        onChange={(_, data) => onChange(data.value)}
      />
    </Field>
  )
}
