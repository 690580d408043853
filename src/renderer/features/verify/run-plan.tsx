/** Before sending: what goes from whom to whom, how many, and what is in the way. */
import { Button, Select } from '@fluentui/react-components'
import { Send20Regular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import type { CallInput, CallOutput } from '../../../contract/calls.schema.ts'
import type { SetupView } from '../../../contract/views.schema.ts'
import type { PlannedProbeView, RunPlanView } from '../../../contract/run-views.schema.ts'
import { useAction, useSnapshot } from '../../data/use-desktop.ts'
import { ActionError } from '../../pieces/action-error.tsx'
import { useLocation } from '../../data/use-location.ts'
import { openBeforeSending } from '../../../domain/checklist/what-is-left.ts'
import { isReading, serviceOf } from '../../../domain/transport/transports.ts'
import { sayObstacle } from '../../../words/say-attempt.ts'
import { text, words } from '../../desk/words.ts'
import { Address } from '../../kit/values.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { StateWord } from '../../kit/state-icon.tsx'
import type { GridColumn } from '../../kit/grid-row.tsx'
import { VirtualGrid } from '../../kit/virtual-grid.tsx'
import { EarlierRuns } from './run-head.tsx'
import { PlanNotes } from './plan-notes.tsx'
import { needsMatrix } from './matrix-rows.ts'
import { attemptColumn, fromColumn } from './sender-columns.tsx'
import styles from './run-plan.module.css'
import verifyParts from './verify.module.css'

const atOnce = [1, 2, 4, 8, 16, 32] as const

type SendChoice = Pick<CallInput<'run.start'>, 'addresses'>

interface RunPlanProps {
  readonly view: SetupView
  readonly runs: CallOutput<'run.list'>
  readonly onOpenRun: (run: string | null) => void
}

export function RunPlan({ view, runs, onOpenRun }: RunPlanProps) {
  const { move } = useLocation()
  const plan = useSnapshot('run.plan', { setup: view.id })
  const [parallel, setParallel] = useState(8)
  const action = useAction()
  /** What was asked for last. */
  const [choice, setChoice] = useState<SendChoice>({})
  const toMailboxes = (mailbox: string | null) =>
    move({ type: 'setup', setup: view.id, page: 'mailboxes', open: { mailbox }, focus: true })
  const start = async (choice: SendChoice) => {
    setChoice(choice)
    const reply = await action.run('run.start', { setup: view.id, only: 'all', parallel, ...choice })
    if (reply.ok && reply.value !== null) onOpenRun(reply.value.run)
  }
  const open = openBeforeSending(view.checklist)
  // Seen a while ago, perhaps: it is said, and whoever knows better may still send.
  const hosts = useSnapshot('app.status', null).value?.signIn ?? []
  const unreachable =
    view.practice === null &&
    hosts.some(({ host, state }) => host === view.cloud.signIn && state === 'not-reachable')
  if (plan.error !== undefined && plan.value === undefined) return <ErrorNote error={plan.error} />
  const value = plan.value
  if (value !== undefined && value.probes.length === 0)
    return (
      <section className={styles.card} aria-label={text.verify.plan}>
        <EmptyState
          title={value.triesNothing ? text.verify.unableTitle : text.verify.emptyTitle}
          action={
            value.triesNothing ? undefined : (
              <Button appearance="primary" onClick={() => toMailboxes(null)}>
                {text.next.goTo.mailboxes}
              </Button>
            )
          }
        >
          {value.triesNothing ? text.verify.unable : text.verify.empty}
        </EmptyState>
      </section>
    )
  const able = value?.probes.filter((probe) => probe.obstacle === null) ?? []
  const ready = able.length
  const looks = able.filter((probe) => isReading(probe.transport)).length
  const sure = open.length === 0 && !unreachable
  const first = runs.length === 0 && view.practice === null ? firstSender(able) : null
  return (
    <section className={styles.card} aria-label={text.verify.plan}>
      <div className={styles.planHead}>
        <div className={styles.planWords}>
          <h2 className={verifyParts.title}>
            {value === undefined
              ? ''
              : text.verify.ready(ready, value.probes.length, { mixed: needsMatrix(value.probes), sure })}
          </h2>
          {value !== undefined && <WhatIsSent plan={value} view={view} />}
          {first !== null && <p className={verifyParts.quiet}>{text.verify.firstHow}</p>}
        </div>
        <div className={styles.planButtons}>
          <EarlierRuns runs={runs} onOpenRun={onOpenRun} />
          <label className={styles.atOnce}>
            <span>{text.verify.atOnce}</span>
            <Select value={String(parallel)} onChange={(_, data) => setParallel(Number(data.value))}>
              {atOnce.map((count) => (
                <option key={count} value={count}>
                  {count}
                </option>
              ))}
            </Select>
          </label>
          {first !== null && (
            <Button
              appearance="primary"
              icon={<Send20Regular />}
              disabledFocusable={action.busy}
              onClick={() => void start({ addresses: [first] })}
            >
              {text.verify.sendFirst}
            </Button>
          )}
          <Button
            appearance={first === null ? 'primary' : 'secondary'}
            {...(first === null ? { icon: <Send20Regular /> } : {})}
            disabledFocusable={ready === 0 || action.busy}
            onClick={() => void start({})}
          >
            {text.verify.send(ready, looks)}
          </Button>
        </div>
      </div>
      <ActionError view={view} action={action} onRetry={() => void start(choice)} />
      {value !== undefined && <PlanNotes view={view} plan={value} open={open} unreachable={unreachable} />}
      <PlannedTable
        probes={value?.probes ?? []}
        doubt={unreachable ? 'unreachable' : open.length > 0 ? 'open' : null}
        onOpen={toMailboxes}
      />
    </section>
  )
}

function WhatIsSent({ plan, view }: { readonly plan: RunPlanView; readonly view: SetupView }) {
  const first = plan.probes.find(({ transport }) => !isReading(transport))?.transport
  const looks = plan.probes.filter(({ transport }) => isReading(transport)).length
  const refusals = plan.probes.filter(({ expected }) => expected === 'refused').length
  const server = first !== undefined && serviceOf(first) === 'smtp' ? view.cloud.smtp : null
  return (
    <>
      {first !== undefined && (
        <p className={verifyParts.quiet}>
          {text.verify.from(text.transports[first], server)}{' '}
          {plan.to === null ? text.recipient.nobody : <Address>{plan.to}</Address>}. {arrivals(plan, view)}
        </p>
      )}
      {looks + refusals > 0 && <p className={verifyParts.quiet}>{text.verify.kinds(looks, refusals)}</p>}
    </>
  )
}

function arrivals(plan: RunPlanView, view: SetupView): string {
  if (plan.readsBack) return text.verify.readsBack
  return view.signIns.senders ? text.verify.byCode : text.verify.byApp
}

/** Whose message goes first where nothing was ever sent; null where there is nobody else to wait for. */
function firstSender(able: readonly PlannedProbeView[]): string | null {
  const senders = new Set(able.filter(({ expected }) => expected === 'accepted').map(({ from }) => from))
  const [first] = senders
  return first === undefined || senders.size < 2 ? null : first
}

/** Why an attempt with no obstacle of its own may fail all the same. */
type Doubt = 'unreachable' | 'open' | null

function PlannedState({ probe, doubt }: { readonly probe: PlannedProbeView; readonly doubt: Doubt }) {
  const said = saidOf(probe, doubt)
  if (probe.obstacle !== null) return <StateWord tone="wait">{said}</StateWord>
  if (doubt === null) return <StateWord tone="good">{said}</StateWord>
  return <StateWord tone={doubt === 'unreachable' ? 'off' : 'todo'}>{said}</StateWord>
}

function saidOf({ obstacle }: PlannedProbeView, doubt: Doubt): string {
  if (obstacle !== null) return sayObstacle(words, obstacle, 'window')
  if (doubt === null) return text.verify.canBeSent
  return doubt === 'unreachable' ? text.verify.unreachableState : text.verify.planOpen
}

const columnsWith = (doubt: Doubt): readonly GridColumn<PlannedProbeView>[] => [
  fromColumn,
  attemptColumn,
  {
    key: 'state',
    title: text.verify.columns.state,
    cell: (probe) => <PlannedState probe={probe} doubt={doubt} />,
    whole: (probe) => saidOf(probe, doubt),
  },
]

function PlannedTable({
  probes,
  doubt,
  onOpen,
}: {
  readonly probes: readonly PlannedProbeView[]
  readonly doubt: Doubt
  readonly onOpen: (mailbox: string) => void
}) {
  const columns = useMemo(() => columnsWith(doubt), [doubt])
  const ordered = useMemo(
    () => probes.toSorted((a, b) => Number(a.obstacle === null) - Number(b.obstacle === null)),
    [probes],
  )
  return (
    <VirtualGrid
      label={text.verify.planned}
      rows={ordered}
      keyOf={(probe) => `${probe.mailboxId} ${probe.check ?? ''} ${probe.transport}`}
      columns={columns}
      template={styles.planColumns}
      opened={null}
      onOpen={(probe) => onOpen(probe.mailboxId)}
      empty=""
    />
  )
}
