/** One field: ticked or not, its name, what to type in, and the button that copies it. A secret is never shown. */
import { Button, Checkbox } from '@fluentui/react-components'
import { Copy16Regular, LockClosed16Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { SheetField } from '../../../domain/field-sheet/field-sheet.schema.ts'
import { text } from '../../desk/words.ts'
import { Address, Timestamp } from '../../kit/values.tsx'
import { CopyButton } from '../../kit/copy-button.tsx'
import { ManualRemarks } from './sheet-notes.tsx'
import { noSecretId } from '../../pieces/copy-secret.tsx'
import { valuesOf } from './sheet-state.ts'
import styles from './field-row.module.css'
import productParts from './product.module.css'

export interface SecretButton {
  readonly kept: boolean
  readonly copy: () => void
}

interface FieldRowProps {
  readonly field: SheetField
  readonly typed: boolean
  readonly screen: string
  /** Null: there is nothing that could be copied. */
  readonly secret: SecretButton | null
  readonly onTick: (places: readonly string[], typed: boolean) => void
}

export function FieldRow({ field, typed, screen, secret, onTick }: FieldRowProps) {
  const { name, place, note, manual, missing, ticked } = field
  return (
    <li className={styles.field} data-typed={typed}>
      <Checkbox
        aria-label={text.fieldSheet.tick(name, screen)}
        checked={typed}
        disabled={missing.length > 0 && ticked === null}
        onChange={(_, data) => onTick([place], data.checked === true)}
      />
      <div className={styles.name}>
        <span dir="auto">{name}</span>
        {note !== null && <span className={productParts.note}>{note}</span>}
      </div>
      <div className={styles.value}>
        <Values field={field} screen={screen} secret={secret} />
        {ticked !== null && (
          <span className={productParts.who} data-changed={ticked.changed}>
            {ticked.changed ? text.fieldSheet.changed(ticked.who) : text.fieldSheet.by(ticked.who)}{' '}
            <Timestamp iso={ticked.at} />
          </span>
        )}
      </div>
      {manual.length > 0 && (
        <div className={styles.fieldRemarks}>
          <ManualRemarks notes={manual} />
        </div>
      )}
    </li>
  )
}

/** A product takes one sender where the sheet knows many: a few are shown, the others on request. */
const shownAtOnce = 2

function Values({ field, screen, secret }: Omit<FieldRowProps, 'typed' | 'onTick'>) {
  const [all, setAll] = useState(false)
  if (field.secret)
    return (
      <div className={styles.line}>
        <span className={styles.quiet}>
          <LockClosed16Regular aria-hidden className={styles.lock} />
          {field.value}, {text.fieldSheet.keptOut}
        </span>
        {secret !== null && (
          <Button
            size="small"
            icon={<Copy16Regular />}
            aria-label={text.fieldSheet.copySecretFor(text.fieldSheet.value(field.name, screen))}
            aria-describedby={secret.kept ? undefined : noSecretId}
            disabled={!secret.kept}
            onClick={secret.copy}
          >
            {text.fieldSheet.copySecret}
          </Button>
        )}
      </div>
    )
  if (field.instruction)
    return (
      <div className={styles.line}>
        <span dir="auto">{field.value}</span>
      </div>
    )
  const values = valuesOf(field)
  const shown = all ? values : values.slice(0, shownAtOnce)
  return (
    <>
      {values.length > 1 && <span className={productParts.note}>{text.fieldSheet.oneOf(values.length)}</span>}
      <div className={styles.lines} data-many={all && values.length > 8}>
        {shown.map((value) => (
          <div key={value} className={styles.line}>
            <Address>{value}</Address>
            {field.missing.length === 0 && (
              <CopyButton
                value={value}
                what={
                  values.length > 1 ? `${field.name}, ${value}` : text.fieldSheet.value(field.name, screen)
                }
              />
            )}
          </div>
        ))}
      </div>
      {values.length > shownAtOnce && (
        <Button
          size="small"
          appearance="subtle"
          className={styles.more}
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all ? text.fieldSheet.fewer : text.fieldSheet.more(values.length - shownAtOnce)}
        </Button>
      )}
    </>
  )
}
