/** The panel of what is being done or has ended, with what goes on after a failure. */
import { Button } from '@fluentui/react-components'
import type { RegistrationView } from '../../../contract/registration-views.schema.ts'
import type { SetupView } from '../../../contract/views.schema.ts'
import { text } from '../../desk/words.ts'
import { ActPanel } from './act-panel.tsx'
import type { RegistrationWork } from './use-registration.ts'

interface WorkPanelProps {
  readonly view: SetupView
  readonly registration: RegistrationView
  readonly work: RegistrationWork
  readonly onUndo: () => void
}

export function WorkPanel({ view, registration, work, onUndo }: WorkPanelProps) {
  const { act, planned, prepared, made } = registration
  if (act === null || !showsPanel(act, planned !== null || prepared !== null)) return null
  return (
    <ActPanel
      act={act}
      inBrowser={view.practice === null && act.code === null}
      again={againFor(registration, work)}
      onStop={() => work.stop()}
    >
      {act.kind === 'apply' && act.purpose !== 'administration' && made.length > 0 && (
        <Button size="small" onClick={onUndo}>
          {text.registration.undo}
        </Button>
      )}
      <Button size="small" appearance="subtle" onClick={() => work.close()}>
        {text.registration.close}
      </Button>
    </ActPanel>
  )
}

/** A reading that succeeded shows itself; so does a preview, in its dialog. */
function showsPanel(act: NonNullable<RegistrationView['act']>, previewed: boolean): boolean {
  if (act.state === 'running' || act.state === 'stopping') return true
  if (act.error?.code === 'registration-to-choose') return false
  if (act.state === 'done') return act.kind === 'apply' || act.kind === 'revert'
  return act.kind !== 'preview' || act.error !== null || !previewed
}

function againFor(
  { act, planned, made }: RegistrationView,
  work: RegistrationWork,
): { label: string; onPress: () => void } | null {
  if (act === null || act.state === 'done') return null
  const { goOn, tryAgain, readAgain } = text.registration
  const { prepared: errand } = work
  if (act.purpose !== 'apply') {
    // What was added and not proven is gone on with where it stands, in the second stage.
    const added = act.kind === 'apply' && errand?.errand === 'rollover-start'
    return errand === null || added ? null : { label: tryAgain, onPress: () => work.prepare(errand) }
  }
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
