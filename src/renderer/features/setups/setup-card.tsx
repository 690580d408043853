/** One setup as a card; its name opens it. */
import {
  ArrowExportLtr20Regular,
  Beaker16Filled,
  Building20Regular,
  Delete20Regular,
  DocumentCopy20Regular,
  MoreHorizontal20Regular,
} from '@fluentui/react-icons'
import { useState } from 'react'
import type { SetupCardView } from '../../../contract/views.schema.ts'
import { minutesOfWait } from '../../../domain/checklist/waiting.ts'
import { ExportDialog } from '../../pieces/export-dialog.tsx'
import { duplicateOf, forReal } from '../../data/like-setup.ts'
import { nextDeadline } from '../../data/next-step.ts'
import { daysUntil } from '../../../domain/expiry/days.ts'
import { useAction, useAgain } from '../../data/use-desktop.ts'
import { useLocation } from '../../data/use-location.ts'
import { text, words } from '../../desk/words.ts'
import { ErrorNote } from '../../kit/error-note.tsx'
import { MenuButton } from '../../kit/menu-button.tsx'
import { StateWord } from '../../kit/state-icon.tsx'
import { Timestamp } from '../../kit/values.tsx'
import { endTone } from '../../kit/tones.ts'
import { useNow } from '../../kit/surroundings.ts'
import styles from './setup-card.module.css'

export function SetupCard({ setup }: { readonly setup: SetupCardView }) {
  const { move } = useLocation()
  const action = useAction()
  const again = useAgain()
  const [exporting, setExporting] = useState(false)
  const deadline = nextDeadline(setup.deadlines)
  const today = new Date(useNow(60_000)).toISOString()
  const remove = async () => {
    const reply = await action.run('setup.remove', { setup: setup.id })
    if (reply.ok && reply.value.removed) again()
  }
  const beginLike = async (pattern: typeof duplicateOf) => {
    const reply = await action.run('setup.get', { setup: setup.id })
    if (reply.ok) move({ type: 'go', place: 'new-setup', like: pattern(reply.value), focus: true })
  }
  return (
    <li className={styles.card} data-practice={setup.practice}>
      <div className={styles.head}>
        <ProgressRing done={setup.steps.done} total={setup.steps.total} />
        <div className={styles.names}>
          <h2>
            <button
              type="button"
              className={styles.open}
              dir="auto"
              onClick={() => move({ type: 'setup', setup: setup.id, focus: true })}
            >
              {setup.name}
            </button>
          </h2>
          <p className={styles.over}>{setup.recipeName}</p>
          <p className={styles.over}>
            {setup.tenantName ?? text.frame.noTenant} · {text.cloud[setup.cloud.kind]}
          </p>
        </div>
        <MenuButton
          iconOnly
          className={styles.more}
          icon={<MoreHorizontal20Regular />}
          label={text.setups.more(setup.name)}
          choices={[
            ...(setup.practice
              ? [
                  {
                    key: 'for-real',
                    label: text.setups.forReal,
                    icon: <Building20Regular />,
                    onChoose: () => void beginLike(forReal),
                  },
                ]
              : []),
            {
              key: 'duplicate',
              label: text.setups.duplicate,
              icon: <DocumentCopy20Regular />,
              onChoose: () => void beginLike(duplicateOf),
            },
            {
              key: 'export',
              label: text.transfer.choices.export,
              icon: <ArrowExportLtr20Regular />,
              onChoose: () => setExporting(true),
            },
            {
              key: 'remove',
              label: text.setups.remove,
              icon: <Delete20Regular />,
              onChoose: () => void remove(),
            },
          ]}
        />
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>{text.setups.next}</dt>
          <dd dir="auto">{setup.next ?? text.next.done}</dd>
        </div>
        {setup.waiting !== null && <Waiting waiting={setup.waiting} />}
        <div>
          <dt>{text.setups.lastRun}</dt>
          <dd>
            <LastRun setup={setup} />
          </dd>
        </div>
        {setup.expiry !== null && <Expiry {...setup.expiry} />}
        {deadline !== null && (
          <div>
            <dt>{text.setups.deadline}</dt>
            <dd>
              {deadline.title}: {words.dates.when(deadline, today)}
            </dd>
          </div>
        )}
      </dl>
      {setup.practice && (
        <p className={styles.practice}>
          <Beaker16Filled aria-hidden />
          {text.setups.practiceNote}
        </p>
      )}
      {exporting && <ExportDialog setup={setup.id} onClose={() => setExporting(false)} />}
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
    </li>
  )
}

function Expiry({ what, at, refused }: NonNullable<SetupCardView['expiry']>) {
  const now = new Date(useNow(60_000)).toISOString()
  const days = at === null ? null : daysUntil(at, now)
  return (
    <div>
      <dt>{refused ? text.setups.credential : text.setups.expiry}</dt>
      <dd className={styles.run}>
        <StateWord tone={refused ? 'bad' : days === null ? 'wait' : endTone(days)}>
          {refused
            ? text.credentials.refused
            : days === null
              ? words.dates.noExpiryDate
              : words.dates.daysLeft(days)}
        </StateWord>
        <span dir="auto">{what}</span>
      </dd>
    </div>
  )
}

function Waiting({ waiting }: { readonly waiting: NonNullable<SetupCardView['waiting']> }) {
  const left = minutesOfWait(waiting, useNow())
  return (
    <div>
      <dt>{text.setups.waiting}</dt>
      <dd className={styles.wait} dir="auto">
        {text.setups.waits(waiting.title, left)}
      </dd>
    </div>
  )
}

/** A run that was stopped has failed at nothing: what it did not try is not counted against it. */
function runTone(state: string, unexpected: number): 'busy' | 'wait' | 'good' | 'bad' {
  if (state === 'running') return 'busy'
  if (unexpected === 0) return 'good'
  return state === 'finished' ? 'bad' : 'wait'
}

function LastRun({ setup: { lastRun } }: { readonly setup: SetupCardView }) {
  if (lastRun === null) return text.setups.neverRun
  const { planned, unexpected } = lastRun.summary
  const { state, imported, letIn } = lastRun
  const proven = planned - unexpected
  return (
    <span className={styles.run}>
      <StateWord tone={imported ? 'off' : runTone(state, unexpected)}>
        {imported
          ? text.setups.lastRunImported(proven, planned)
          : text.setups.lastRunSaid(state, proven, planned, letIn)}
      </StateWord>
      <Timestamp iso={lastRun.at} />
    </span>
  )
}

/** How much of a setup is done, as a ring with the numbers beside it in words. */
function ProgressRing({
  done,
  total,
  size = 44,
}: {
  readonly done: number
  readonly total: number
  readonly size?: number
}) {
  const radius = 17
  const around = 2 * Math.PI * radius
  const share = total === 0 ? 0 : Math.min(1, done / total)
  return (
    <svg
      className={styles.ring}
      width={size}
      height={size}
      viewBox="0 0 40 40"
      role="img"
      aria-label={text.steps(done, total)}
    >
      <circle className={styles.track} cx="20" cy="20" r={radius} />
      {share > 0 && (
        <circle
          className={share === 1 ? styles.full : styles.part}
          cx="20"
          cy="20"
          r={radius}
          strokeDasharray={`${share * around} ${around}`}
          transform="rotate(-90 20 20)"
        />
      )}
      <text className={styles.number} x="20" y="24" textAnchor="middle">
        {total === 0 ? '–' : `${Math.floor(share * 100)}%`}
      </text>
    </svg>
  )
}
