/** The registration in the tenant: read, compared setting by setting, repaired after a preview, and undone. */
import { Button } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import type { RegistrationView } from '../../../contract/registration-views.schema.ts'
import type { SetupView } from '../../../contract/views.schema.ts'
import { useSnapshot } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { ConsentDialog } from '../../pieces/consent-dialog.tsx'
import { SavedNote } from '../../pieces/saved-note.tsx'
import { ActPanel } from './act-panel.tsx'
import { PreviewDialog, UndoDialog } from './change-dialogs.tsx'
import { ChooseDialog } from './choose-dialog.tsx'
import { headline } from './reading-head.tsx'
import { RegistrationHead } from './registration-head.tsx'
import { candidatesOf } from './setting-rows.ts'
import { SettingPanes } from './setting-panes.tsx'
import { SignInDialog } from '../../pieces/sign-in-dialog.tsx'
import { useRegistration } from './use-registration.ts'
import styles from './registration-page.module.css'

export function RegistrationPage({ view }: { readonly view: SetupView }) {
  const registration = useSnapshot('registration.get', { setup: view.id })
  if (registration.value === undefined)
    return registration.error === undefined ? null : <ErrorNote error={registration.error} />
  return <Loaded view={view} registration={registration.value} />
}

interface LoadedProps {
  readonly view: SetupView
  readonly registration: RegistrationView
}

function Loaded({ view, registration }: LoadedProps) {
  const { reading, act, planned, made } = registration
  const work = useRegistration(view)
  const [undoing, setUndoing] = useState(false)
  const [consenting, setConsenting] = useState(false)
  const rows = reading?.rows ?? []
  const running = act?.state === 'running' || act?.state === 'stopping'
  const tenant = reading?.tenant.name ?? view.tenantName ?? view.tenantId ?? view.name
  const undo = () => setUndoing(true)
  const heading = useRef<HTMLHeadingElement>(null)
  // The button that was used may be gone with what it began: the focus must not get lost with it.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus()
  }, [running, reading?.at])
  const failure = work.action.error ?? work.doorsError ?? null
  return (
    <>
      <span className="visually-hidden" role="status">
        {act?.kind === 'read' && act.state === 'done' && reading !== null ? headline(reading) : ''}
      </span>
      {failure !== null && <ErrorNote error={failure} onDismiss={work.action.clear} />}
      {work.saved !== null && <SavedNote path={work.saved} />}
      {consenting && (
        <ConsentDialog
          setup={view.id}
          practice={view.practice !== null}
          onClose={() => setConsenting(false)}
        />
      )}
      {reading !== null && (
        <RegistrationHead
          view={view}
          registration={registration}
          busy={running}
          work={work}
          heading={heading}
          onUndo={undo}
          onConsent={() => setConsenting(true)}
        />
      )}
      {act !== null && showsPanel(act, planned !== null) && (
        <ActPanel
          act={act}
          inBrowser={view.practice === null && act.code === null}
          again={againFor(registration, work)}
          onStop={() => work.stop()}
        >
          {act.kind === 'apply' && made.length > 0 && (
            <Button size="small" onClick={undo}>
              {text.registration.undo}
            </Button>
          )}
          <Button size="small" appearance="subtle" onClick={() => work.close()}>
            {text.registration.close}
          </Button>
        </ActPanel>
      )}
      {reading === null ? (
        !running && (
          <div className={styles.empty}>
            <EmptyState
              title={text.registration.emptyTitle}
              action={
                <Button
                  appearance="primary"
                  disabledFocusable={!work.ready}
                  onClick={() => work.ask({ then: 'read' })}
                >
                  {text.registration.read}
                </Button>
              }
            >
              {text.registration.empty}
            </EmptyState>
          </div>
        )
      ) : (
        <SettingPanes view={view} rows={rows} onOpenPortal={work.openLink} />
      )}
      {work.asking !== null && work.doors !== undefined && (
        <SignInDialog
          doors={work.doors}
          label={
            work.asking.then === 'read' || work.asking.then === 'preview'
              ? text.registration.signIn.read
              : text.registration.signIn.go
          }
          onSignIn={work.signIn}
          onClose={() => work.ask(null)}
        />
      )}
      {act?.kind === 'preview' && act.state === 'done' && planned !== null && (
        <PreviewDialog
          planned={planned}
          tenant={tenant}
          rows={rows}
          busy={work.action.busy}
          onConfirm={() => work.apply(planned.id)}
          onClose={() => work.close()}
        />
      )}
      {act?.error?.code === 'registration-to-choose' && !running && (
        <ChooseDialog
          name={act.error.name}
          candidates={candidatesOf(act.error.clientIds, rows)}
          onChoose={(clientId) => work.preview(clientId)}
          onClose={() => work.close()}
        />
      )}
      {undoing && (
        <UndoDialog
          made={made}
          tenant={tenant}
          busy={work.action.busy}
          onConfirm={(entries) => {
            setUndoing(false)
            work.revert(entries)
          }}
          onClose={() => setUndoing(false)}
        />
      )}
    </>
  )
}

/** A reading that succeeded shows itself; so does a preview, in its dialog. */
function showsPanel(act: NonNullable<RegistrationView['act']>, planned: boolean): boolean {
  if (act.state === 'running' || act.state === 'stopping') return true
  if (act.error?.code === 'registration-to-choose') return false
  if (act.state === 'done') return act.kind === 'apply' || act.kind === 'revert'
  return act.kind !== 'preview' || act.error !== null || !planned
}

function againFor(
  { act, planned, made }: RegistrationView,
  work: ReturnType<typeof useRegistration>,
): { label: string; onPress: () => void } | null {
  if (act === null || act.state === 'done') return null
  const { goOn, tryAgain, readAgain } = text.registration
  const outdated = act.error?.code === 'plan-out-of-date' || act.error?.code === 'plan-gone'
  switch (act.kind) {
    case 'read':
      return { label: tryAgain, onPress: () => work.read() }
    case 'preview':
      return { label: tryAgain, onPress: () => work.preview(null) }
    case 'apply':
      return outdated || planned === null
        ? { label: readAgain, onPress: () => work.preview(null) }
        : { label: goOn, onPress: () => work.apply(planned.id) }
    case 'revert':
      return made.length === 0 ? null : { label: goOn, onPress: () => work.revert(leftToUndo(act, made)) }
  }
}

/** Of what was to be undone, the entries that stand still; where none is known any more, all of the last act. */
function leftToUndo(
  { changes }: NonNullable<RegistrationView['act']>,
  made: RegistrationView['made'],
): readonly string[] {
  const wanted = new Set(changes.map(({ change }) => JSON.stringify(change)))
  const left = made.filter(({ undo }) => undo !== null && wanted.has(JSON.stringify(undo)))
  const [newest] = made
  return (left.length > 0 ? left : made.filter(({ act }) => act === newest?.act)).map(({ id }) => id)
}
