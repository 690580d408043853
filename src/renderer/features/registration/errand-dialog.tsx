/** What a rollover or a decommission would change, with what the sign-in logs tell, before main asks natively. */
import { Checkbox } from '@fluentui/react-components'
import { useState, type ReactNode } from 'react'
import type { PreparedView } from '../../../contract/errand-views.schema.ts'
import type { Change } from '../../../domain/entra/plan/change.schema.ts'
import { text, words } from '../../desk/words.ts'
import { CloseButton, ConfirmActions, Dialog } from '../../kit/dialog.tsx'
import { NoteBox } from '../../kit/note-box.tsx'
import { ChangeList } from './change-dialogs.tsx'
import { Quiet } from './stages.tsx'
import type { Agreement } from './use-registration.ts'
import styles from './change-dialogs.module.css'

interface ErrandDialogProps {
  readonly prepared: PreparedView
  readonly tenant: string
  readonly busy: boolean
  readonly onConfirm: (agreement: Agreement) => void
  readonly onClose: () => void
}

export function ErrandDialog({ prepared, tenant, busy, onConfirm, onClose }: ErrandDialogProps) {
  const { changes, found } = prepared
  const [keep, setKeep] = useState<readonly string[]>([])
  const [evenIfUsed, setEvenIfUsed] = useState(false)
  const due = changes.filter((change) => !keep.includes(keyIdOf(change)))
  const used = isUsed(prepared, keep)
  const ready = due.length > 0 && (!used || evenIfUsed)
  const keeps = found.errand === 'rollover-finish' && changes.length > 1
  const { dialog } = text.rollover
  return (
    <Dialog
      wide
      title={titleOf(prepared, tenant, due.length)}
      onClose={onClose}
      actions={
        changes.length === 0 ? (
          <CloseButton onClose={onClose} />
        ) : (
          <ConfirmActions
            label={text.registration.preview.go(due.length)}
            disabled={busy || !ready}
            onConfirm={() => onConfirm({ keep, evenIfUsed })}
            onClose={onClose}
          />
        )
      }
    >
      <About prepared={prepared} />
      {keeps && <Quiet>{dialog.keepHint}</Quiet>}
      <ChangeList
        changes={changes}
        final={found.errand === 'administration'}
        {...(keeps
          ? {
              below: (change: Change) => (
                <Checkbox
                  label={dialog.keep}
                  aria-label={dialog.keepOne(words.entra.sayChange(change))}
                  checked={keep.includes(keyIdOf(change))}
                  onChange={(_, data) =>
                    setKeep([
                      ...keep.filter((one) => one !== keyIdOf(change)),
                      ...(data.checked === true ? [keyIdOf(change)] : []),
                    ])
                  }
                />
              ),
            }
          : {})}
      />
      <Behind prepared={prepared} />
      {used && <EvenIfUsed prepared={prepared} checked={evenIfUsed} onChange={setEvenIfUsed} />}
    </Dialog>
  )
}

/** What is said before the changes. */
function About({ prepared: { changes, found } }: { readonly prepared: PreparedView }): ReactNode {
  const { dialog } = text.rollover
  switch (found.errand) {
    case 'rollover-start':
      return <p>{changes.length === 0 ? dialog.goesOn : text.rollover.add.what}</p>
    case 'rollover-finish':
      return changes.length === 0 ? (
        <p>{dialog.nothingOld}</p>
      ) : (
        <NoteBox tone={found.use.kind === 'used' ? 'caution' : 'info'}>
          <p>{words.entra.rollover.use(found.use)}</p>
        </NoteBox>
      )
    case 'decommission':
      return changes.length === 0 ? (
        <p>{text.decommission.dialog.nothing}</p>
      ) : (
        <NoteBox tone={found.use.kind === 'signed-in' && found.step !== 'deactivate' ? 'caution' : 'info'}>
          <p>{words.entra.decommission.use(found.use)}</p>
        </NoteBox>
      )
    case 'administration':
      return changes.length === 0 ? <p>{text.administration.gone}</p> : null
  }
}

/** What stays, and what is still to be done elsewhere. */
function Behind({ prepared: { changes, found } }: { readonly prepared: PreparedView }): ReactNode {
  if (changes.length === 0) return null
  if (found.errand === 'rollover-start' && found.there.length > 0)
    return (
      <section>
        <h3 className={styles.heading}>{text.rollover.dialog.stays}</h3>
        <ul className={styles.left}>
          {found.there.map(({ keyId, kind, displayName, hint, endsAt }) => (
            <li key={keyId} dir="auto">
              {text.rollover.dialog.staysOne(
                `${words.terms.credentialKinds[kind]} ${displayName ?? hint ?? keyId}`,
                endsAt === null ? null : endsAt.slice(0, 10),
              )}
            </li>
          ))}
        </ul>
      </section>
    )
  const deletes =
    found.errand === 'administration' || (found.errand === 'decommission' && found.step === 'delete')
  if (!deletes) return null
  const left = found.errand === 'decommission' ? found.leftovers : []
  const { dialog } = text.decommission
  return (
    <>
      <p>{dialog.restorable}</p>
      {left.length > 0 && (
        <NoteBox tone="caution">
          <p>{dialog.left}</p>
          <ul className={styles.left}>
            {left.map((one) => (
              <li key={JSON.stringify(one)}>{words.entra.decommission.left(one)}</li>
            ))}
          </ul>
        </NoteBox>
      )}
    </>
  )
}

interface EvenIfUsedProps {
  readonly prepared: PreparedView
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

function EvenIfUsed({ prepared: { found }, checked, onChange }: EvenIfUsedProps) {
  const { evenIfUsed, evenIfUsedHint } =
    found.errand === 'rollover-finish' ? text.rollover.dialog : text.decommission.dialog
  return (
    <div>
      <Checkbox
        label={evenIfUsed}
        checked={checked}
        onChange={(_, data) => onChange(data.checked === true)}
      />
      <Quiet>{evenIfUsedHint}</Quiet>
    </div>
  )
}

function titleOf({ found }: PreparedView, tenant: string, count: number): string {
  const { dialog } = text.rollover
  switch (found.errand) {
    case 'rollover-start':
      return dialog.addTitle(tenant)
    case 'rollover-finish':
      return dialog.removeTitle(count, tenant)
    case 'decommission':
      return found.step === null ? '' : text.decommission.dialog.title[found.step](tenant)
    case 'administration':
      return text.administration.dialogTitle(tenant)
  }
}

/** Main refuses it then, unless the person says that they know. */
function isUsed({ found }: PreparedView, keep: readonly string[]): boolean {
  if (found.errand === 'rollover-finish') return found.use.kind === 'used' && !keep.includes(found.use.keyId)
  return found.errand === 'decommission' && found.step !== 'deactivate' && found.use.kind === 'signed-in'
}

const keyIdOf = ({ kind, before }: Change) =>
  kind === 'remove-secret' || kind === 'remove-certificate' ? (before.keyId ?? '') : ''
