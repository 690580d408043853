/** What the window is shown of registrations: one act at a time for each setup, which goes on whatever page is looked at. */
import type {
  ActView,
  AdminWishView,
  PlannedView,
  RegistrationView,
} from '../../../contract/registration-views.schema.ts'
import type { PreparedView } from '../../../contract/errand-views.schema.ts'
import { ownChanges, reversal } from '../../../domain/entra/apply/reversals.ts'
import type { Change } from '../../../domain/entra/plan/change.schema.ts'
import type { EntraPlan } from '../../../domain/entra/plan/entra-plan.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { SetupDesk } from '../desk/setup-desk.ts'
import type { SetupStore } from '../desk/stores.port.ts'
import { StoreFailure } from '../surroundings/store-failure.port.ts'
import type { Clock, Ids, Log } from '../surroundings/surroundings.port.ts'
import type { AdminWish } from './admin-sign-in.ts'
import type { ChangeJournal } from './change-journal.port.ts'
import { ReadingStore } from './reading-store.ts'
import { RegistrationAct } from './registration-act.ts'

export interface BoardPorts {
  readonly setups: SetupStore
  readonly changes: ChangeJournal
  readonly clock: Clock
  readonly ids: Ids
  readonly desk: Pick<SetupDesk, 'open'>
  readonly announcer: Announcer
  readonly log: Log
}

/** What a person was shown before they agree to it. */
export interface Planned {
  readonly view: PlannedView
  readonly plan: EntraPlan
}

/** What an act is for, before anybody has signed in for it. */
export type ActAbout = Pick<ActView, 'kind' | 'purpose'> & { readonly changes: readonly Change[] }

export class RegistrationBoard {
  readonly readings: ReadingStore
  readonly #ports: BoardPorts
  readonly #acts = new Map<string, RegistrationAct>()
  readonly #planned = new Map<string, Planned>()
  readonly #prepared = new Map<string, PreparedView>()

  constructor(ports: BoardPorts) {
    this.#ports = ports
    this.readings = new ReadingStore(ports.setups)
  }

  view(setupId: string): Result<RegistrationView, AppError> {
    const opened = this.#ports.desk.open(setupId)
    return opened.ok ? ok(this.#viewOf(setupId)) : opened
  }

  /** What was shown under this id, as long as nothing else was previewed since. */
  planned(setupId: string, id: string): Result<Planned, AppError> {
    const planned = this.#planned.get(setupId)
    return planned?.view.id === id ? ok(planned) : err({ code: 'plan-gone' })
  }

  /** The same for what no recipe asks for. */
  prepared(setupId: string, id: string): Result<PreparedView, AppError> {
    const prepared = this.#prepared.get(setupId)
    return prepared?.id === id ? ok(prepared) : err({ code: 'plan-gone' })
  }

  /** Null: nothing is to be agreed to any more. */
  plan(setupId: string, planned: Planned | null): void {
    if (planned === null) this.#planned.delete(setupId)
    else this.#planned.set(setupId, planned)
  }

  prepare(setupId: string, prepared: PreparedView | null): void {
    if (prepared === null) this.#prepared.delete(setupId)
    else this.#prepared.set(setupId, prepared)
  }

  made(setupId: string): RegistrationView['made'] {
    const own = ownChanges(this.#ports.changes.listChanges(setupId))
    return own
      .map((entry) => reversal(entry, own))
      .map(({ entry: { id, act, purpose, change, at, who }, change: undo }) => ({
        ...{ id, act, purpose, change, at, who, undo },
      }))
  }

  begin(
    setupId: string,
    { kind, purpose, changes }: ActAbout,
    wish: AdminWishView,
    run: (act: RegistrationAct, admin: AdminWish) => Promise<void>,
  ): Result<null, AppError> {
    const opened = this.#ports.desk.open(setupId)
    if (!opened.ok) return opened
    if (this.#acts.get(setupId)?.isRunning === true) return err({ code: 'registration-busy' })
    const { ids, clock } = this.#ports
    const about = { id: ids.uuid(), kind, purpose, startedAt: clock.now().toISOString() }
    const act = new RegistrationAct(about, changes, () => this.#tell(setupId))
    this.#acts.set(setupId, act)
    this.readings.keepWish(setupId, wish)
    this.#tell(setupId)
    void run(act, {
      clientId: wish.clientId,
      commandLineTools: wish.commandLineTools,
      account: wish.account,
      browser: wish.browser,
      showCode: wish.code ? act.showCode : null,
      signal: act.signal,
      signedIn: act.signedIn,
    }).catch((thrown: unknown) => {
      // Nobody waits for the end: a disk that fails is said on the page, a bug is logged besides.
      if (!(thrown instanceof StoreFailure))
        this.#ports.log.warn('registration.broke', {
          failure: thrown instanceof Error ? thrown.message : String(thrown),
        })
      act.end(thrown instanceof StoreFailure ? thrown.error : { code: 'inside-failed' })
    })
    return ok(null)
  }

  stop(setupId: string): void {
    this.#acts.get(setupId)?.stop()
  }

  /** What has ended is put away, with a preview that nobody carried out. */
  close(setupId: string): void {
    if (this.#acts.get(setupId)?.isRunning === true) return
    this.#acts.delete(setupId)
    this.#planned.delete(setupId)
    this.prepare(setupId, lookedAt(this.#prepared.get(setupId)))
    this.#tell(setupId)
  }

  isBusy(): boolean {
    return [...this.#acts.values()].some(({ isRunning }) => isRunning)
  }

  breakOffAll(): void {
    for (const act of this.#acts.values()) act.breakOff()
  }

  #tell(setupId: string): void {
    const { announcer, setups } = this.#ports
    // Its setup may have been removed meanwhile.
    if (setups.getSetup(setupId) !== null) announcer.emit('registration.progress', this.#viewOf(setupId))
  }

  /** A setup may be given another tenant: what was read in the one before says nothing of it. */
  #readingOf(setupId: string): RegistrationView['reading'] {
    const setup = this.#ports.setups.getSetup(setupId)
    const { reading } = this.readings.get(setupId)
    if (reading === null || setup === null || setup.practice !== null) return reading
    return reading.tenant.id.toLowerCase() === setup.tenantId?.toLowerCase() ? reading : null
  }

  #viewOf(setupId: string): RegistrationView {
    return {
      setupId,
      reading: this.#readingOf(setupId),
      act: this.#acts.get(setupId)?.view ?? null,
      planned: this.#planned.get(setupId)?.view ?? null,
      prepared: this.#prepared.get(setupId) ?? null,
      made: this.made(setupId),
    }
  }
}

/** Where an application stands on its way out stays true when the preview of its next step is put away. */
function lookedAt(prepared: PreparedView | undefined): PreparedView | null {
  if (prepared?.found.errand !== 'decommission') return null
  return { ...prepared, changes: [], found: { ...prepared.found, step: null } }
}
