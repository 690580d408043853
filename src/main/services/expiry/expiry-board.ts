/** The window's list of what expires: what this PC knows, and what was last read from each setup's tenant. */
import type { ExpiryListView } from '../../../contract/expiry-calls.schema.ts'
import type { AdminWishView, ShownCodeView } from '../../../contract/registration-views.schema.ts'
import { calendarOf } from '../../../documents/files/calendar.ts'
import { soonestFirst } from '../../../domain/expiry/expiry-list.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { Words } from '../../../words/words.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { SetupStore } from '../desk/stores.port.ts'
import { ReadingStore } from '../entra/reading-store.ts'
import type { Files } from '../surroundings/files.port.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'
import type { ExpiryService } from './expiry-service.ts'
import type { TenantExpiryService } from './tenant-expiry-service.ts'
import { TenantExpiryStore } from './tenant-expiry-store.ts'

interface ExpiryBoardPorts {
  readonly expiries: Pick<ExpiryService, 'list' | 'people' | 'setPeople'>
  readonly tenantExpiries: Pick<TenantExpiryService, 'read'>
  readonly setups: SetupStore
  readonly files: Files
  readonly clock: Clock
  readonly announcer: Announcer
  readonly words: Words
}

export class ExpiryBoard {
  readonly #ports: ExpiryBoardPorts
  readonly #kept: TenantExpiryStore
  readonly #reading = new Map<string, AbortController>()

  constructor(ports: ExpiryBoardPorts) {
    this.#ports = ports
    this.#kept = new TenantExpiryStore(ports.setups)
  }

  list(): ExpiryListView {
    const now = this.#now()
    const { items, damaged } = this.#ports.expiries.list()
    const read = this.#ports.setups.listSetups().flatMap((setup) => this.#kept.get(setup, now))
    // Two setups of one tenant read the same credential: it is on the list once, with both.
    const once = new Map<string, (typeof read)[number]>()
    for (const item of read) {
      const known = once.get(item.id)
      const newest = known === undefined || known.readAt < item.readAt ? item : known
      once.set(item.id, { ...newest, setups: [...(known?.setups ?? []), ...item.setups] })
    }
    const people = this.#ports.expiries.people()
    return { items: soonestFirst([...items, ...once.values()]), damaged, people }
  }

  /** How many credentials with an expiry date the tenant showed. One reading of a setup's tenant at a time. */
  async read(setupId: string, wish: AdminWishView, every: boolean): Promise<Result<number, AppError>> {
    if (this.#reading.has(setupId)) return err({ code: 'registration-busy' })
    const { tenantExpiries, setups, announcer } = this.#ports
    const stop = new AbortController()
    this.#reading.set(setupId, stop)
    try {
      const { code, ...asked } = wish
      const tell = (shown: ShownCodeView | null) =>
        announcer.emit('expiry.code', { setup: setupId, code: shown })
      const admin = {
        ...asked,
        showCode: code ? tell : null,
        signal: stop.signal,
        ...(code ? { signedIn: () => tell(null) } : {}),
      }
      const read = await tenantExpiries.read(setupId, admin, every)
      if (code && !read.ok) tell(null)
      if (!read.ok) return read
      new ReadingStore(setups).keepWish(setupId, wish)
      this.#kept.put(setupId, read.value)
      announcer.emit('setup.changed', { setup: setupId })
      return ok(read.value.length)
    } finally {
      this.#reading.delete(setupId)
    }
  }

  setPeople(setupId: string, text: string): Result<null, AppError> {
    const set = this.#ports.expiries.setPeople(setupId, text)
    if (set.ok) this.#ports.announcer.emit('setup.changed', { setup: setupId })
    return set.ok ? ok(null) : set
  }

  stop(setupId: string): void {
    this.#reading.get(setupId)?.abort()
  }

  stopAll(): void {
    for (const stop of this.#reading.values()) stop.abort()
  }

  async writeCalendar(file: string, ids: readonly string[]): Promise<Result<null, AppError>> {
    const wanted = new Set(ids)
    const { items, people } = this.list()
    const chosen = items.filter(({ id }) => wanted.has(id))
    return this.#ports.files.write(file, calendarOf(chosen, this.#now(), this.#ports.words, people))
  }

  #now(): string {
    return this.#ports.clock.now().toISOString()
  }
}
