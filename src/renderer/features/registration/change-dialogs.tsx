/** What would be changed, in plain words, before and after, before anybody is asked; and the same for what is undone. */
import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import { useState, type ReactNode } from 'react'
import type { PlannedView, RegistrationView } from '../../../contract/registration-views.schema.ts'
import { changeTable } from '../../../domain/entra/plan/change-table.ts'
import type { Change } from '../../../domain/entra/plan/change.schema.ts'
import { text, words } from '../../desk/words.ts'
import { CloseButton, ConfirmActions, Dialog } from '../../kit/dialog.tsx'
import type { SettingRow } from './setting-rows.ts'
import styles from './change-dialogs.module.css'

interface PreviewDialogProps {
  readonly planned: PlannedView
  readonly tenant: string
  readonly rows: readonly SettingRow[]
  readonly busy: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}

export function PreviewDialog({ planned, tenant, rows, busy, onConfirm, onClose }: PreviewDialogProps) {
  const { preview } = text.registration
  const { changes, left, rights } = planned
  const count = changes.length
  const titles = new Map(rows.map(({ check }) => [check.id, words.entra.title(check)]))
  return (
    <Dialog
      wide
      title={preview.title(count, tenant)}
      onClose={onClose}
      actions={
        count === 0 ? (
          <CloseButton onClose={onClose} />
        ) : (
          <ConfirmActions label={preview.go(count)} disabled={busy} onConfirm={onConfirm} onClose={onClose} />
        )
      }
    >
      <p>{count === 0 ? preview.nothing : preview.what}</p>
      <ChangeList changes={changes} />
      {left.length > 0 && (
        <section>
          <h3 className={styles.heading}>{preview.left}</h3>
          <ul className={styles.left}>
            {left.map(({ check, why }) => (
              <li key={check}>
                {titles.get(check) ?? words.entra.checkTitle(check)}: {preview.leftWhy[why]}
              </li>
            ))}
          </ul>
        </section>
      )}
      {rights.length > 0 && <p className={styles.quiet}>{preview.rights(rights)}</p>}
    </Dialog>
  )
}

interface UndoDialogProps {
  readonly made: RegistrationView['made']
  readonly tenant: string
  /** What all of it is called. */
  readonly all?: (count: number) => string
  readonly busy: boolean
  readonly onConfirm: (entries: readonly string[]) => void
  readonly onClose: () => void
}

/** What was changed last, or everything that Sendproof ever changed here. */
export function UndoDialog({
  made,
  tenant,
  all: nameAll = text.registration.preview.undoAll,
  busy,
  onConfirm,
  onClose,
}: UndoDialogProps) {
  const { preview } = text.registration
  const last = made.filter(({ act }) => act === made[0]?.act)
  const [all, setAll] = useState(false)
  const chosen = all ? made : last
  const undone = chosen.flatMap(({ undo }) => undo ?? [])
  const stays = chosen.filter(({ undo }) => undo === null)
  return (
    <Dialog
      wide
      title={preview.undoTitle(undone.length, tenant)}
      onClose={onClose}
      actions={
        <ConfirmActions
          label={preview.undoGo(undone.length)}
          disabled={busy || undone.length === 0}
          onConfirm={() => onConfirm(chosen.map(({ id }) => id))}
          onClose={onClose}
        />
      }
    >
      <p>{preview.undoWhat}</p>
      {last.length < made.length && (
        <Field label={preview.undoWhich}>
          <RadioGroup
            layout="horizontal"
            value={all ? 'all' : 'last'}
            onChange={(_, data) => setAll(data.value === 'all')}
          >
            <Radio value="last" label={preview.undoLast(last.length)} />
            <Radio value="all" label={nameAll(made.length)} />
          </RadioGroup>
        </Field>
      )}
      <ChangeList changes={undone} />
      {stays.length > 0 && (
        <section>
          <h3 className={styles.heading}>{preview.stays}</h3>
          <ul className={styles.left}>
            {stays.map(({ id, change }) => (
              <li key={id}>{words.entra.sayChange(change)}</li>
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  )
}

interface ChangeListProps {
  readonly changes: readonly Change[]
  /** Stands below a change. */
  readonly below?: (change: Change) => ReactNode
  /** Nothing of it can be undone here, whatever its kind. */
  readonly final?: boolean
}

/** `before → after` beside each sentence, and whether it can be taken back. */
export function ChangeList({ changes, below, final = false }: ChangeListProps) {
  const { preview } = text.registration
  return (
    <ol className={styles.changes}>
      {changes.map((change, index) => {
        const { before, after } = words.entra.changeSides(change)
        const undone = !final && changeTable[change.kind].revertedBy !== null
        return (
          <li key={`${index} ${change.kind}`}>
            <p className={styles.change}>{words.entra.sayChange(change)}</p>
            <div className={styles.about}>
              <dl className={styles.sides}>
                <Values name={preview.before} values={before} />
                <Values name={preview.after} values={after} />
              </dl>
              <p className={styles.undone} data-final={!undone}>
                {words.entra.revert[undone ? 'undone' : 'final']}
              </p>
            </div>
            {below?.(change)}
          </li>
        )
      })}
    </ol>
  )
}

function Values({ name, values }: { readonly name: string; readonly values: readonly string[] }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {values.length === 0 ? (
          <span className={styles.none}>{text.registration.preview.nothingThere}</span>
        ) : (
          values.map((value) => (
            <span key={value} className={styles.value} dir="auto">
              {value}
            </span>
          ))
        )}
      </dd>
    </div>
  )
}
