/** Replaces the credential in four stages. Where it stands comes from main, so it can be left and resumed, here or on the command line. */
import { Button, Checkbox } from '@fluentui/react-components'
import { useState, type RefObject } from 'react'
import type { RolloverView } from '../../../contract/errand-views.schema.ts'
import type { SetupView } from '../../../contract/views.schema.ts'
import { useAction, useSnapshot } from '../../data/use-desktop.ts'
import { text, words } from '../../desk/words.ts'
import { ErrorNote } from '../../kit/error-note.tsx'
import { LoadError } from '../../pieces/load-error.tsx'
import { Address, Timestamp } from '../../kit/values.tsx'
import { AdministrationQuestion } from './administration-question.tsx'
import { RolloverPlaces } from './rollover-places.tsx'
import { Quiet, Stage, StageButtons, Stages, type StageState } from './stages.tsx'
import type { RegistrationWork } from './use-registration.ts'

interface RolloverWizardProps {
  readonly view: SetupView
  readonly work: RegistrationWork
  /** Something is being done in the tenant. */
  readonly busy: boolean
  readonly heading: RefObject<HTMLHeadingElement | null>
  readonly onBack: () => void
}

/** How many of the four stages are over. */
const over = { none: 0, prove: 1, enter: 2, remove: 3, done: 4 } as const

export function RolloverWizard({ view, work, busy, heading, onBack }: RolloverWizardProps) {
  const { value: rollover, error } = useSnapshot('rollover.get', { setup: view.id })
  const [logs, setLogs] = useState(true)
  if (rollover === undefined) return error === undefined ? null : <LoadError error={error} />
  const { stage, places } = rollover
  const say = text.rollover
  const state = (at: number): StageState => (at < over[stage] ? 'done' : at === over[stage] ? 'now' : 'later')
  const locked = busy || !work.ready
  const add = (again: boolean) => work.prepare({ errand: 'rollover-start', again })
  const missing = places.filter(({ entered }) => entered === null).length
  return (
    <Stages title={say.title} what={say.what} label={say.steps} heading={heading} onBack={onBack}>
      <Stage title={say.add.title} state={state(0)}>
        {stage === 'none' ? (
          <>
            <Quiet>{say.add.what}</Quiet>
            <Button appearance="primary" disabledFocusable={locked} onClick={() => add(false)}>
              {say.add.go}
            </Button>
          </>
        ) : (
          <Added rollover={rollover} />
        )}
      </Stage>
      <Stage title={say.prove.title} state={state(1)}>
        <Proof
          setup={view.id}
          rollover={rollover}
          busy={locked}
          onAnother={() => add(true)}
          onProven={() => work.close()}
        />
      </Stage>
      <Stage title={say.enter.title} state={state(2)}>
        {stage === 'none' || stage === 'prove' ? (
          <Quiet>{say.enter.later}</Quiet>
        ) : (
          <RolloverPlaces view={view} rollover={rollover} open={stage !== 'done'} />
        )}
      </Stage>
      <Stage title={say.remove.title} state={state(3)}>
        {stage === 'done' ? (
          <>
            <Quiet>{say.remove.done}</Quiet>
            <Button disabledFocusable={locked} onClick={() => add(false)}>
              {say.add.another}
            </Button>
            <AdministrationQuestion work={work} busy={locked} onKeep={onBack} />
          </>
        ) : stage === 'remove' ? (
          <>
            <Quiet>{say.remove.what}</Quiet>
            <LogsChoice hint={say.remove.logsHint} logs={logs} onChange={setLogs} />
            <Button
              appearance="primary"
              disabledFocusable={locked}
              onClick={() => work.prepare({ errand: 'rollover-finish', logs })}
            >
              {say.remove.go}
            </Button>
          </>
        ) : (
          <Quiet>{say.remove.later(missing)}</Quiet>
        )}
      </Stage>
    </Stages>
  )
}

function Added({ rollover: { added } }: { readonly rollover: RolloverView }) {
  if (added === null) return null
  const { add } = text.rollover
  const { credential, kind, by, at, keyId } = added
  return (
    <p>
      {credential === null ? add.added(kind) : words.credential.title(credential)}, {add.by(by)}{' '}
      <Timestamp iso={at} /> · {add.keyId} <Address>{keyId}</Address>
    </p>
  )
}

interface ProofProps {
  readonly setup: string
  readonly rollover: RolloverView
  readonly busy: boolean
  readonly onAnother: () => void
  readonly onProven: () => void
}

function Proof({ setup, rollover: { stage, added }, busy, onAnother, onProven }: ProofProps) {
  const { add, prove } = text.rollover
  const action = useAction()
  if (added === null) return <Quiet>{prove.later}</Quiet>
  const { credential } = added
  if (stage !== 'prove')
    return (
      <p>
        {prove.done}{' '}
        {credential !== null && credential.provenAt !== null && <Timestamp iso={credential.provenAt} />}
      </p>
    )
  const ask = async (id: string) => {
    const reply = await action.run('credential.prove', { setup, credential: id })
    if (reply.ok) onProven()
  }
  const failed = credential === null || credential.refused !== null
  return (
    <>
      <p>
        {credential === null ? prove.notHeld : credential.refused === null ? prove.waiting : prove.refused}
      </p>
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
      <StageButtons>
        {credential !== null && (
          <Button
            appearance="primary"
            disabledFocusable={busy || action.busy}
            onClick={() => void ask(credential.id)}
          >
            {prove.go}
          </Button>
        )}
        {failed && (
          <Button
            appearance={credential === null ? 'primary' : 'secondary'}
            disabledFocusable={busy || action.busy}
            onClick={onAnother}
          >
            {add.another}
          </Button>
        )}
      </StageButtons>
    </>
  )
}

interface LogsChoiceProps {
  readonly hint: string
  readonly logs: boolean
  readonly onChange: (logs: boolean) => void
}

export function LogsChoice({ hint, logs, onChange }: LogsChoiceProps) {
  return (
    <div>
      <Checkbox
        label={text.rollover.remove.logs}
        checked={logs}
        onChange={(_, data) => onChange(data.checked === true)}
      />
      <Quiet>{hint}</Quiet>
    </div>
  )
}
