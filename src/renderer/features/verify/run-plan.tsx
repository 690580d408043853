/** Before sending: what goes from whom to whom, how many, and what is in the way. */
import { Button, Select } from '@fluentui/react-components'
import { Send20Regular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import type { CallOutput } from '../../../contract/calls.schema.ts'
import type { PlannedProbeView, RunPlanView, SetupView } from '../../../contract/views.schema.ts'
import { useAction, useSnapshot } from '../../data/use-desktop.ts'
import { useLocation } from '../../data/use-location.ts'
import { isReading, serviceOf } from '../../../domain/transport/transports.ts'
import { sayMissing, sayObstacle } from '../../../words/say-attempt.ts'
import { text, words } from '../../desk/words.ts'
import { Address } from '../../kit/values.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { NoteBox } from '../../kit/note-box.tsx'
import { StateWord } from '../../kit/state-icon.tsx'
import type { GridColumn } from '../../kit/grid-row.tsx'
import { VirtualGrid } from '../../kit/virtual-grid.tsx'
import { EarlierRuns } from './run-head.tsx'
import { needsMatrix } from './matrix-rows.ts'
import { attemptColumn, fromColumn } from './sender-columns.tsx'
import styles from './run-plan.module.css'
import verifyParts from './verify.module.css'

const atOnce = [1, 2, 4, 8, 16, 32] as const

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
  const toMailboxes = (mailbox: string | null) =>
    move({ type: 'setup', setup: view.id, page: 'mailboxes', open: { mailbox }, focus: true })
  const toCredential = () => move({ type: 'setup', setup: view.id, page: 'credential', focus: true })
  const start = async () => {
    const reply = await action.run('run.start', { setup: view.id, only: 'all', parallel })
    if (reply.ok && reply.value !== null) onOpenRun(reply.value.run)
  }
  if (plan.error !== undefined && plan.value === undefined) return <ErrorNote error={plan.error} />
  const value = plan.value
  if (value !== undefined && value.probes.length === 0)
    return (
      <section className={styles.card} aria-label={text.verify.plan}>
        <EmptyState
          title={text.verify.emptyTitle}
          action={
            <Button appearance="primary" onClick={() => toMailboxes(null)}>
              {text.next.goTo.mailboxes}
            </Button>
          }
        >
          {text.verify.empty}
        </EmptyState>
      </section>
    )
  const able = value?.probes.filter((probe) => probe.obstacle === null) ?? []
  const ready = able.length
  const looks = able.filter((probe) => isReading(probe.transport)).length
  return (
    <section className={styles.card} aria-label={text.verify.plan}>
      <div className={styles.planHead}>
        <div className={styles.planWords}>
          <h2 className={verifyParts.title}>
            {value === undefined
              ? ''
              : text.verify.ready(ready, value.probes.length, needsMatrix(value.probes))}
          </h2>
          {value !== undefined && <WhatIsSent plan={value} view={view} />}
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
          <Button
            appearance="primary"
            icon={<Send20Regular />}
            disabledFocusable={ready === 0 || action.busy}
            onClick={() => void start()}
          >
            {text.verify.send(ready, looks)}
          </Button>
        </div>
      </div>
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
      {value !== undefined && ready < value.probes.length && (
        <div className={styles.obstacles}>
          <NoteBox tone="caution">
            {value.needsCredential
              ? text.verify.needsCredential
              : text.verify.obstacles(value.probes.length - ready, ready)}{' '}
            {value.needsCredential ? (
              <Button size="small" onClick={toCredential}>
                {text.next.goTo.credential}
              </Button>
            ) : (
              <Button size="small" onClick={() => toMailboxes(null)}>
                {text.next.goTo.mailboxes}
              </Button>
            )}
          </NoteBox>
        </div>
      )}
      {value !== undefined && value.missing.length > 0 && (
        <div className={styles.obstacles}>
          <NoteBox tone="caution">
            {text.verify.missing} {value.missing.map((check) => sayMissing(words, check)).join(' ')}{' '}
            <Button size="small" onClick={() => toMailboxes(null)}>
              {text.next.goTo.mailboxes}
            </Button>
          </NoteBox>
        </div>
      )}
      <PlannedTable probes={value?.probes ?? []} onOpen={toMailboxes} />
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

const columns: readonly GridColumn<PlannedProbeView>[] = [
  fromColumn,
  attemptColumn,
  {
    key: 'state',
    title: text.verify.columns.state,
    cell: (probe) =>
      probe.obstacle === null ? (
        <StateWord tone="good">{text.verify.canBeSent}</StateWord>
      ) : (
        <StateWord tone="wait">{sayObstacle(words, probe.obstacle, 'window')}</StateWord>
      ),
    whole: ({ obstacle }) =>
      obstacle === null ? text.verify.canBeSent : sayObstacle(words, obstacle, 'window'),
  },
]

function PlannedTable({
  probes,
  onOpen,
}: {
  readonly probes: readonly PlannedProbeView[]
  readonly onOpen: (mailbox: string) => void
}) {
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
