/** One setup as a card; its name opens it. */
import { Beaker16Filled, Delete20Regular, MoreHorizontal20Regular } from '@fluentui/react-icons'
import type { SetupCardView } from '../../../contract/views.ts'
import { daysInWords, daysUntil } from '../../../domain/expiry/days.ts'
import { useAction, useAgain } from '../../app/use-desktop.ts'
import { useLocation } from '../../app/use-location.ts'
import { text } from '../../text/en.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { MenuButton } from '../../ui/menu-button.tsx'
import { ProgressRing } from '../../ui/progress-ring.tsx'
import { StateWord } from '../../ui/state-icon.tsx'
import { Timestamp } from '../../ui/timestamp.tsx'
import { endTone } from '../../ui/tones.ts'
import { useNow } from '../../ui/use-now.ts'
import styles from './setups.module.css'

export function SetupCard({ setup }: { readonly setup: SetupCardView }) {
  const { move } = useLocation()
  const action = useAction()
  const again = useAgain()
  const remove = async () => {
    const reply = await action.run('setup.remove', { setup: setup.id })
    if (reply.ok && reply.value.removed) again()
  }
  return (
    <li className={styles['card']} data-practice={setup.practice}>
      <div className={styles['head']}>
        <ProgressRing done={setup.steps.done} total={setup.steps.total} />
        <div className={styles['names']}>
          <h2>
            <button
              type="button"
              className={styles['open']}
              dir="auto"
              onClick={() => move({ type: 'setup', setup: setup.id, focus: true })}
            >
              {setup.name}
            </button>
          </h2>
          <p className={styles['over']}>{setup.recipeName}</p>
          <p className={styles['over']}>
            {setup.tenantName ?? text.frame.noTenant} · {text.cloud[setup.cloud.kind]}
          </p>
        </div>
        <MenuButton
          iconOnly
          className={styles['more'] ?? ''}
          icon={<MoreHorizontal20Regular />}
          label={text.setups.more(setup.name)}
          choices={[
            {
              key: 'remove',
              label: text.setups.remove,
              icon: <Delete20Regular />,
              onChoose: () => void remove(),
            },
          ]}
        />
      </div>
      <dl className={styles['facts']}>
        <div>
          <dt>{text.setups.next}</dt>
          <dd dir="auto">{setup.next ?? text.next.done}</dd>
        </div>
        <div>
          <dt>{text.setups.lastRun}</dt>
          <dd>
            <LastRun setup={setup} />
          </dd>
        </div>
        {setup.expiry !== null && <Expiry {...setup.expiry} />}
      </dl>
      {setup.practice && (
        <p className={styles['practice']}>
          <Beaker16Filled aria-hidden />
          {text.setups.practiceNote}
        </p>
      )}
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
    </li>
  )
}

function Expiry({ what, at }: { readonly what: string; readonly at: string }) {
  const days = daysUntil(at, new Date(useNow(60_000)).toISOString())
  return (
    <div>
      <dt>{text.setups.expiry}</dt>
      <dd className={styles['run']}>
        <StateWord tone={endTone(days)}>{daysInWords(days)}</StateWord>
        <span dir="auto">{what}</span>
      </dd>
    </div>
  )
}

function LastRun({ setup: { lastRun } }: { readonly setup: SetupCardView }) {
  if (lastRun === null) return text.setups.neverRun
  const { planned, received, unexpected } = lastRun.summary
  const running = lastRun.state === 'running'
  return (
    <span className={styles['run']}>
      <StateWord tone={running ? 'busy' : unexpected === 0 ? 'good' : 'bad'}>
        {text.setups.received(received, planned)}
      </StateWord>
      <Timestamp iso={lastRun.at} />
    </span>
  )
}
