/** The time line: months one below the other on an axis, and what ends in each. */
import { Button } from '@fluentui/react-components'
import type { SetupCardView } from '../../../contract/views.schema.ts'
import type { ExpiryListView } from '../../../contract/expiry-calls.schema.ts'
import { responsibleFor, type ExpiryItem } from '../../../domain/expiry/expiry-item.ts'
import { useLocation } from '../../data/use-location.ts'
import { text, words } from '../../desk/words.ts'
import { StateIcon } from '../../kit/state-icon.tsx'
import { useNow } from '../../kit/surroundings.ts'
import { groupsOf, isMonthless, stateOf, stateTones, whereToFix } from './expiry-rows.ts'
import styles from './time-line.module.css'

interface TimeLineProps {
  readonly items: readonly ExpiryItem[]
  readonly setups: readonly Pick<SetupCardView, 'id' | 'name'>[]
  readonly people: ExpiryListView['people']
  readonly onTable: () => void
}

/** What a tenant of thousands has more is in the table, which draws only what is seen. */
const mostLines = 200

export function TimeLine({ items, setups, people, onTable }: TimeLineProps) {
  const say = text.expiries
  const now = new Date(useNow(60_000)).toISOString()
  if (items.length === 0) return <p className={styles.quiet}>{say.noneFits}</p>
  return (
    <>
      <ol className={styles.line} aria-label={say.timeLine}>
        {groupsOf(items.slice(0, mostLines)).map(({ key, items: own }) => (
          <li key={key}>
            <h2 className={styles.month}>{isMonthless(key) ? say.groups[key] : say.month(key)}</h2>
            <ul className={styles.items}>
              {own.map((item) => (
                <Line key={item.id} item={item} setups={setups} people={people} now={now} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {items.length > mostLines && (
        <p className={styles.quiet}>
          {say.more(items.length - mostLines)}{' '}
          <Button size="small" onClick={onTable}>
            {say.asTable}
          </Button>
        </p>
      )}
    </>
  )
}

function Line({
  item,
  setups,
  people,
  now,
}: Pick<TimeLineProps, 'setups' | 'people'> & { readonly item: ExpiryItem; readonly now: string }) {
  const say = text.expiries
  const { move } = useLocation()
  const state = stateOf(item)
  const { page, open } = whereToFix(item)
  const evidence = words.calendar.evidence(item)
  const named = responsibleFor(item, people)
  return (
    <li className={styles.item}>
      <span className={styles.mark}>
        <StateIcon tone={stateTones[state]} />
      </span>
      <div className={styles.body}>
        <p className={styles.head}>
          <span className={styles.what} dir="auto">
            {words.calendar.what(item)}
          </span>
          <span className={styles.state} data-state={state}>
            {say.states[state]}
          </span>
        </p>
        <p>{words.calendar.left(item, now)}</p>
        {evidence !== null && <p className={styles.quiet}>{say.saidBy(evidence)}</p>}
        {named.length > 0 && (
          <p className={styles.quiet} dir="auto">
            {words.calendar.responsible(named)}
          </p>
        )}
        <details className={styles.advice}>
          <summary>{say.whatToDo}</summary>
          <p>{words.calendar.advice(item)}</p>
        </details>
        <p className={styles.links}>
          {setups
            .filter(({ name }) => item.setups.includes(name))
            .map(({ id, name }) => (
              <Button
                key={id}
                size="small"
                onClick={() => move({ type: 'setup', setup: id, page, open, focus: true })}
              >
                <span dir="auto">{say.inSetup(name, text.pages[page])}</span>
              </Button>
            ))}
        </p>
      </div>
    </li>
  )
}
