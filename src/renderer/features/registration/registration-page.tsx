/** The registration in the tenant: read, compared setting by setting, repaired after a preview, undone, replaced and removed. */
import { Button } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import type { RegistrationView } from '../../../contract/registration-views.schema.ts'
import type { SetupView } from '../../../contract/views.schema.ts'
import { useSnapshot } from '../../data/use-desktop.ts'
import { useLocation, useOpened } from '../../data/use-location.ts'
import { text } from '../../desk/words.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { ConsentDialog } from '../../pieces/consent-dialog.tsx'
import { RolloverNote } from '../../pieces/rollover-note.tsx'
import { SavedNote } from '../../pieces/saved-note.tsx'
import { UndoDialog } from './change-dialogs.tsx'
import { DecommissionSteps } from './decommission-steps.tsx'
import { headline } from './reading-head.tsx'
import { RegistrationHead } from './registration-head.tsx'
import { RolloverWizard } from './rollover-wizard.tsx'
import { SettingPanes } from './setting-panes.tsx'
import { useRegistration } from './use-registration.ts'
import { tenantName, WorkDialogs } from './work-dialogs.tsx'
import { WorkPanel } from './work-panel.tsx'
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
  const { reading, act, prepared, made } = registration
  const work = useRegistration(view)
  const [consenting, setConsenting] = useState(false)
  const { move } = useLocation()
  const { errand } = useOpened(view.id)
  const [undoing, setUndoing] = useState<'all' | 'decommission' | null>(null)
  const running = act?.state === 'running' || act?.state === 'stopping'
  const heading = useRef<HTMLHeadingElement>(null)
  // The button that was used may be gone with what it began: the focus must not get lost with it.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus()
  }, [running, reading?.at, errand])
  const failure = work.action.error ?? work.doorsError ?? null
  const open = (next: typeof errand) =>
    move({ type: 'setup', setup: view.id, page: 'registration', open: { errand: next } })
  const decommissioned = made.filter(({ purpose }) => purpose === 'decommission')
  const undoable = undoing === 'decommission' ? decommissioned : made
  return (
    <>
      <span className="visually-hidden" role="status">
        {act?.kind === 'read' && act.state === 'done' && act.purpose === 'apply' && reading !== null
          ? headline(reading)
          : ''}
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
      {errand === null && <RolloverNote setup={view.id} />}
      {errand === null && reading !== null && (
        <RegistrationHead
          view={view}
          registration={registration}
          busy={running}
          work={work}
          heading={heading}
          onUndo={() => setUndoing('all')}
          onErrand={open}
          onConsent={() => setConsenting(true)}
        />
      )}
      <WorkPanel
        view={view}
        registration={registration}
        work={work}
        onUndo={() => setUndoing(errand === 'decommission' ? errand : 'all')}
      />
      {errand === 'rollover' ? (
        <RolloverWizard view={view} work={work} busy={running} heading={heading} onBack={() => open(null)} />
      ) : errand === 'decommission' ? (
        <DecommissionSteps
          view={view}
          work={work}
          prepared={prepared}
          busy={running}
          heading={heading}
          onUndo={decommissioned.length === 0 ? null : () => setUndoing('decommission')}
          onBack={() => open(null)}
        />
      ) : reading !== null ? (
        <SettingPanes
          view={view}
          rows={reading.rows}
          onOpenPortal={work.openLink}
          onReplace={() => open('rollover')}
        />
      ) : (
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
      )}
      <WorkDialogs view={view} registration={registration} work={work} />
      {undoing !== null && (
        <UndoDialog
          made={undoable}
          {...(undoing === 'decommission' ? { all: text.decommission.undoAll } : {})}
          tenant={tenantName(view, registration)}
          busy={work.action.busy}
          onConfirm={(entries) => {
            setUndoing(null)
            work.revert(entries)
          }}
          onClose={() => setUndoing(null)}
        />
      )}
    </>
  )
}
