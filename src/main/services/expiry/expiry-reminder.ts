/** While the window is open: a notification, once a day at most, when something is about to expire. */
import { responsibleFor, type ExpiryItem } from '../../../domain/expiry/expiry-item.ts'
import type { Words } from '../../../words/words.ts'
import type { SetupStore } from '../desk/stores.port.ts'
import type { Attention } from '../surroundings/person.port.ts'
import { asFailure } from '../surroundings/store-failure.port.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'
import type { ExpiryService } from './expiry-service.ts'

interface ExpiryReminderPorts {
  readonly expiries: Pick<ExpiryService, 'list' | 'people'>
  readonly attention: Attention
  readonly setups: Pick<SetupStore, 'listSetups' | 'getSetting' | 'setSetting'>
  readonly clock: Clock
  readonly words: Words
}

/** Days ahead that are near enough to interrupt somebody. */
const nearDays = 14
const lookEveryMs = 3_600_000
const toldSetting = 'reminder.told'

export class ExpiryReminder {
  readonly #ports: ExpiryReminderPorts
  #timer: ReturnType<typeof setInterval> | null = null

  constructor(ports: ExpiryReminderPorts) {
    this.#ports = ports
  }

  start(): void {
    this.#timer ??= setInterval(() => this.look(), lookEveryMs)
    this.#timer.unref()
    this.look()
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
  }

  /** A look that fails is made up for by the next; one that nobody saw does not count as the day's. */
  look(): void {
    try {
      this.#remind()
    } catch (thrown) {
      asFailure(thrown)
    }
  }

  #remind(): void {
    const { expiries, attention, setups, clock, words } = this.#ports
    const today = clock.now().toISOString().slice(0, 10)
    if (setups.getSetting(toldSetting) === today) return
    const rehearsals = new Set(
      setups.listSetups().flatMap(({ name, practice }) => (practice === null ? [] : [name])),
    )
    const [first, ...others] = expiries.list().items.filter((item) => isNear(item, rehearsals))
    if (first === undefined) return
    const { title, text } = words.native.expiring(
      words.calendar.what(first),
      words.calendar.when(first, clock.now().toISOString()),
      others.length,
      responsibleFor(first, expiries.people()),
    )
    if (attention.tell({ title, text })) setups.setSetting(toldSetting, today)
  }
}

/** What has expired already is no reminder any more, and a rehearsal stops nobody's mail. */
function isNear({ daysLeft, setups }: ExpiryItem, rehearsals: ReadonlySet<string>): boolean {
  return (
    daysLeft !== null &&
    daysLeft >= 0 &&
    daysLeft <= nearDays &&
    !setups.every((name) => rehearsals.has(name))
  )
}
