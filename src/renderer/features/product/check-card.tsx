/** Somebody types back what stands in the product; what is wrong with it is said while they type, offline. */
import { Field, Input, Select } from '@fluentui/react-components'
import {
  CheckmarkCircle16Filled,
  ErrorCircle16Filled,
  Info16Regular,
  Warning16Filled,
} from '@fluentui/react-icons'
import { useMemo, useState, type ReactNode } from 'react'
import type { FieldSheetView, SetupView } from '../../../contract/views.schema.ts'
import { checkTyped, type TypedCheck } from '../../../domain/field-sheet/check-typed.ts'
import type { Finding } from '../../../domain/problem/finding.ts'
import { sayFinding } from '../../../words/shape/say-finding.ts'
import { text, words } from '../../desk/words.ts'
import { Address } from '../../kit/values.tsx'
import { CopyButton } from '../../kit/copy-button.tsx'
import { checkables, lintContext, type Checkable } from './sheet-state.ts'
import styles from './check-card.module.css'
import productParts from './product.module.css'

interface CheckCardProps {
  readonly view: SetupView
  readonly sheet: FieldSheetView
}

const longestTyped = 4_000

export function CheckCard({ view, sheet }: CheckCardProps) {
  const fields = useMemo(() => checkables(sheet), [sheet])
  const [chosen, setChosen] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const field = fields.find(({ key }) => key === chosen) ?? fields[0]
  if (field === undefined) return null
  const secret = field.kind === 'client-secret'
  const check = typed === '' ? null : checkTyped(field, typed, lintContext(view, field))
  return (
    <section className={productParts.card} aria-label={text.fieldSheet.check}>
      <h2 className={productParts.cardTitle}>{text.fieldSheet.check}</h2>
      <p className={productParts.quietText}>{text.fieldSheet.checkHow}</p>
      <Field label={text.fieldSheet.checkField}>
        <Select
          value={field.key}
          onChange={(_, data) => {
            setChosen(data.value)
            // What was typed belongs to the field it was typed for; a secret must not turn readable either.
            setTyped('')
          }}
        >
          {fields.map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={text.fieldSheet.checkTyped}>
        <Input
          className={styles.typed}
          type={secret ? 'password' : 'text'}
          value={typed}
          maxLength={longestTyped}
          spellCheck={false}
          autoComplete="off"
          onChange={(_, data) => setTyped(data.value)}
        />
      </Field>
      <div role="status" className={styles.result}>
        {check !== null && <Verdict field={field} check={check} />}
      </div>
    </section>
  )
}

function Verdict({ field, check }: { readonly field: Checkable; readonly check: TypedCheck }) {
  const { comparison, findings } = check
  const form = field.kind === 'client-secret' ? text.fieldSheet.secretForm : text.fieldSheet.formGood
  return (
    <>
      {comparison === null ? (
        <>
          {findings.length === 0 && field.kind !== null && <Line tone="good">{form}</Line>}
          {field.kind !== 'client-secret' && <Line tone="note">{text.fieldSheet.wantedUnknown}</Line>}
        </>
      ) : comparison.kind === 'same' || comparison.kind === 'same-but-case' ? (
        <Line tone="good">{words.fieldSheet.comparison(comparison)}</Line>
      ) : (
        <Line tone="error">
          <strong>{text.fieldSheet.different}</strong> {words.fieldSheet.comparison(comparison)}
        </Line>
      )}
      {findings.map((finding) => (
        <FindingLine key={finding.code} finding={finding} />
      ))}
    </>
  )
}

function FindingLine({ finding }: { readonly finding: Finding }) {
  const { what, next } = sayFinding(words, finding, 'window')
  return (
    <Line tone={finding.severity}>
      <strong>{text.fieldSheet.severity[finding.severity]}:</strong> {what} {next}
      {finding.suggestion !== undefined && (
        <span className={styles.suggestion}>
          {text.fieldSheet.suggestion} <Address>{finding.suggestion}</Address>
          <CopyButton value={finding.suggestion} what={finding.suggestion} />
        </span>
      )}
    </Line>
  )
}

const icons = {
  good: CheckmarkCircle16Filled,
  error: ErrorCircle16Filled,
  warning: Warning16Filled,
  note: Info16Regular,
} as const

function Line({ tone, children }: { readonly tone: keyof typeof icons; readonly children: ReactNode }) {
  const Icon = icons[tone]
  return (
    <div className={styles.verdict} data-tone={tone}>
      <Icon aria-hidden />
      <div>{children}</div>
    </div>
  )
}
