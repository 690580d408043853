/** Who read Exchange and when, and what can be done next: the one that comes first is the page's primary button. */
import { Button } from '@fluentui/react-components'
import type { Errand, ExchangeView, SignInWishView } from '../../../contract/exchange-views.schema.ts'
import { text } from '../../desk/words.ts'
import { clockTime, fullDate, isSameDay } from '../../kit/dates.ts'
import { MenuButton, type MenuChoice } from '../../kit/menu-button.tsx'
import { StateWord } from '../../kit/state-icon.tsx'
import { useNow } from '../../kit/surroundings.ts'
import styles from './exchange.module.css'

interface ExchangeStripProps {
  readonly known: ExchangeView
  readonly busy: boolean
  readonly practice: boolean
  readonly way: SignInWishView
  readonly chooseWay: () => void
  readonly start: (errand: Errand) => void
  readonly handOver: (what: 'read' | 'set') => void
  readonly take: () => void
}

export function ExchangeStrip({
  known,
  busy,
  practice,
  way,
  chooseWay,
  start,
  handOver,
  take,
}: ExchangeStripProps) {
  const said = text.exchange
  const { reading, planned, previewedAt, unfinished } = known
  const here = known.powershell !== null
  const first = firstThing(known)
  const look = (errand: Errand) => (first === errand ? ({ appearance: 'primary' } as const) : {})
  const more: MenuChoice[] = [
    { key: 'read', label: said.handOver.read, onChoose: () => handOver('read') },
    ...(planned.length > 0
      ? [{ key: 'set', label: said.handOver.set, onChoose: () => handOver('set') }]
      : []),
    { key: 'take', label: said.take, onChoose: take },
    { key: 'way', label: said.signIn.open, onChoose: chooseWay },
  ]
  return (
    <div className={styles.strip}>
      <div className={styles.said}>
        {reading === null ? (
          <p>{here ? said.notReadYet : practice ? said.noPowerShellPractice : said.noPowerShell}</p>
        ) : (
          <ReadLine reading={reading} />
        )}
        {unfinished && (
          <StateWord tone="wait" whole>
            {said.unfinished}
          </StateWord>
        )}
        <WayLine way={way} />
        {reading !== null && !here && (
          <p className={styles.quiet}>{practice ? said.noPowerShellPractice : said.noPowerShell}</p>
        )}
      </div>
      <div className={styles.buttons}>
        {here && (
          <Button {...look('read')} disabledFocusable={busy} onClick={() => start('read')}>
            {reading === null ? said.read : said.readAgain}
          </Button>
        )}
        {here && unfinished && (
          <Button {...look('finish')} disabledFocusable={busy} onClick={() => start('finish')}>
            {said.finish}
          </Button>
        )}
        {here && !unfinished && planned.length > 0 && (
          <>
            <Button {...look('preview')} disabledFocusable={busy} onClick={() => start('preview')}>
              {said.preview}
            </Button>
            <Button
              {...look('set')}
              disabledFocusable={busy || previewedAt === null}
              title={previewedAt === null ? said.previewFirst : undefined}
              onClick={() => start('set')}
            >
              {said.change(planned.length)}
            </Button>
          </>
        )}
        <MenuButton label={said.more} choices={more} />
      </div>
    </div>
  )
}

/** Nothing while it is the usual way. */
function WayLine({ way: { by, account, partnerOf } }: { readonly way: SignInWishView }) {
  const said = text.exchange.signIn
  if (by === 'browser' && account === null && partnerOf === null) return null
  return (
    <p className={styles.quiet}>
      {said.chosen[by](account)}
      {partnerOf !== null && ` ${said.forCustomer(partnerOf)}`}
    </p>
  )
}

function firstThing({ reading, planned, previewedAt, unfinished }: ExchangeView): Errand | null {
  if (unfinished) return 'finish'
  if (reading === null || reading.changedSince) return 'read'
  if (planned.length === 0) return null
  return previewedAt === null ? 'preview' : 'set'
}

function ReadLine({ reading }: { readonly reading: NonNullable<ExchangeView['reading']> }) {
  const said = text.exchange
  const now = useNow(60_000)
  const { at, by } = reading.evidence
  const time = isSameDay(at, now) ? text.time.today(clockTime(at, false)) : fullDate(at)
  const good = reading.rows.filter(({ state }) => state === 'good').length
  return (
    <>
      <p>
        <strong>{said.ready(good, reading.rows.length)}</strong>{' '}
        <span className={styles.quiet}>{said.readBy(by, time)}</span>
      </p>
      {reading.changedSince && <p className={styles.quiet}>{said.changedSince}</p>}
      {reading.cutShort.length > 0 && <p className={styles.quiet}>{said.cutShort}</p>}
    </>
  )
}
