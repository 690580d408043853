/** The text fields of forms: one whose value is looked at while it is filled in, and one nobody may read. */
import { Field, Input, type FieldProps } from '@fluentui/react-components'
import { useState } from 'react'
import { worstOf, type Finding } from '../../domain/problem/finding.ts'
import { sayFinding } from '../../words/shape/say-finding.ts'
import { text, words } from '../desk/words.ts'

interface LintedInputProps {
  readonly label: string
  readonly hint?: string | undefined
  readonly required?: boolean
  readonly value: string
  readonly placeholder?: string | undefined
  readonly maxLength: number
  /** What main refused; it counts before the findings. */
  readonly refused: string | undefined
  readonly findings: readonly Finding[]
  readonly onChange: (value: string) => void
}

/** A text field whose value is looked at offline: what is wrong is said when the person leaves it, never while a word is half typed. */
export function LintedInput({
  label,
  hint,
  required = false,
  value,
  placeholder,
  maxLength,
  refused,
  findings,
  onChange,
}: LintedInputProps) {
  const [left, setLeft] = useState(value !== '')
  return (
    <Field
      label={label}
      required={required}
      {...(hint === undefined ? {} : { hint })}
      {...(refused === undefined ? (left ? saidOf(value, required, findings) : {}) : problem(refused))}
    >
      <Input
        value={value}
        placeholder={placeholder}
        maxLength={maxLength}
        spellCheck={false}
        autoComplete="off"
        onBlur={({ relatedTarget }) => {
          // A message that appears under the mouse would move the button away before it is pressed.
          if (!(relatedTarget instanceof HTMLButtonElement)) setLeft(true)
        }}
        onChange={(_, data) => onChange(data.value)}
      />
    </Field>
  )
}

type Said = { validationMessage?: string; validationState?: 'error' | 'warning' | 'none' }

const states = { error: 'error', warning: 'warning', note: 'none' } as const

function saidOf(value: string, required: boolean, findings: readonly Finding[]): Said {
  return required && value.trim() === '' ? problem(text.form.required) : findingOf(findings)
}

/** The first finding that matters most: one thing at a time can be put right. */
function findingOf(findings: readonly Finding[]): Said {
  const worst = worstOf(findings)
  if (worst === null) return {}
  const { what, next } = sayFinding(words, worst, 'window')
  return { validationMessage: `${what} ${next}`, validationState: states[worst.severity] }
}

/** Props of a Field that shows what is wrong with it. */
export function problem(message: string | undefined): {
  validationMessage?: string
  validationState?: 'error'
} {
  return message === undefined ? {} : { validationMessage: message, validationState: 'error' }
}

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

/** Takes what nobody may read over a shoulder: never shown, never completed, never corrected. */
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
