/** What the window does with a registration: one act at a time for each setup, which goes on whatever page is looked at. */
import type {
  ActView,
  AdminWishView,
  DoorsView,
  PlannedView,
  RegistrationView,
} from '../../../contract/registration-views.schema.ts'
import { administrationScript } from '../../../documents/files/administration-script.ts'
import { doorFor } from '../../../domain/entra/admin/doors.ts'
import { ownChanges, reversal } from '../../../domain/entra/apply/reversals.ts'
import type { EntraPlan } from '../../../domain/entra/plan/entra-plan.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { SetupDesk } from '../desk/setup-desk.ts'
import type { RecipeSource, SetupStore } from '../desk/stores.port.ts'
import { StoreFailure } from '../surroundings/store-failure.port.ts'
import type { Clock, Ids, Log } from '../surroundings/surroundings.port.ts'
import type { AdminSettingsSource } from './admin-settings.port.ts'
import type { AdminWish } from './admin-sign-in.ts'
import type { ApplyService } from './apply-service.ts'
import type { AuditService, AuditView } from './audit-service.ts'
import type { ChangeJournal } from './change-journal.port.ts'
import { ReadingStore } from './reading-store.ts'
import { RegistrationAct } from './registration-act.ts'
import type { RevertService } from './revert-service.ts'

export interface RegistrationPorts {
  readonly setups: SetupStore
  readonly recipes: RecipeSource
  readonly changes: ChangeJournal
  readonly adminSettings: AdminSettingsSource
  readonly clock: Clock
  readonly ids: Ids
  readonly desk: Pick<SetupDesk, 'open' | 'connect'>
  readonly audits: Pick<AuditService, 'audit' | 'rightsAhead'>
  readonly applies: Pick<ApplyService, 'preview' | 'apply'>
  readonly reverts: Pick<RevertService, 'preview' | 'revert'>
  readonly announcer: Announcer
  readonly log: Log
}

/** What a person was shown before they agree to it. */
export interface Planned {
  readonly view: PlannedView
  readonly plan: EntraPlan
}

export class RegistrationService {
  readonly #ports: RegistrationPorts
  readonly #readings: ReadingStore
  readonly #acts = new Map<string, RegistrationAct>()
  readonly #planned = new Map<string, Planned>()

  constructor(ports: RegistrationPorts) {
    this.#ports = ports
    this.#readings = new ReadingStore(ports.setups)
  }

  view(setupId: string): Result<RegistrationView, AppError> {
    const opened = this.#ports.desk.open(setupId)
    return opened.ok ? ok(this.#viewOf(setupId)) : opened
  }

  /** Which applications may sign an administrator in. In a practice tenant its administrator signs in by itself. */
  async doors(setupId: string): Promise<Result<DoorsView, AppError>> {
    const { desk, audits, recipes, adminSettings } = this.#ports
    const opened = desk.open(setupId)
    if (!opened.ok) return opened
    const settings = adminSettings.read()
    if (!settings.ok) return settings
    const rights = audits.rightsAhead(setupId)
    if (!rights.ok) return rights
    const isPractice = opened.value.setup.practice !== null
    const connected = isPractice ? await desk.connect(setupId) : null
    if (connected !== null && !connected.ok) return connected
    const { cloud, tenantId } = connected?.value.setup ?? opened.value.setup
    const door = doorFor(connected?.value.cloud ?? cloud, settings.value, {
      clientId: null,
      commandLineTools: false,
    })
    return ok({
      configured:
        door === null || door.name === 'command-line-tools'
          ? null
          : { door: door.name, clientId: door.clientId },
      deviceCode: settings.value.deviceCode || isPractice,
      administrator: connected?.value.practice?.administrator ?? null,
      script:
        tenantId === null
          ? ''
          : administrationScript({
              cloud,
              tenantId,
              rights: rights.value,
              permissions: recipes.permissions(),
            }),
      rights: rights.value,
      last: this.#readings.get(setupId).wish,
    })
  }

  read(setupId: string, wish: AdminWishView): Result<null, AppError> {
    return this.#begin(setupId, 'read', wish, async (act, admin) => {
      const read = await this.#ports.audits.audit(setupId, admin)
      if (read.ok) this.#readings.keepReading(setupId, read.value)
      act.end(read.ok ? null : read.error)
    })
  }

  preview(setupId: string, wish: AdminWishView, clientId: string | null): Result<null, AppError> {
    return this.#begin(setupId, 'preview', wish, async (act, admin) => {
      this.#planned.delete(setupId)
      const preview = await this.#ports.applies.preview(setupId, admin, clientId)
      if (preview.ok) {
        const { plan, view } = preview.value
        this.#readings.keepReading(setupId, view)
        const { changes, left, rights } = plan
        const id = this.#ports.ids.uuid()
        const object = this.#objectOf(setupId, view)
        this.#planned.set(setupId, { plan, view: { id, object, changes, left, rights } })
      }
      act.end(preview.ok ? null : preview.error)
    })
  }

  /** What was shown under this id, as long as nothing else was previewed since. */
  planned(setupId: string, id: string): Result<Planned, AppError> {
    const planned = this.#planned.get(setupId)
    return planned?.view.id === id ? ok(planned) : err({ code: 'plan-gone' })
  }

  apply(setupId: string, plannedId: string, wish: AdminWishView): Result<null, AppError> {
    const planned = this.planned(setupId, plannedId)
    if (!planned.ok) return planned
    const { plan } = planned.value
    return this.#begin(
      setupId,
      'apply',
      wish,
      async (act, admin) => {
        const carried = await this.#ports.applies.apply(setupId, plan, admin, act.heard, act)
        if (!carried.ok) return act.end(carried.error)
        const { entries, already, stopped, view } = carried.value
        if (view !== null) this.#readings.keepReading(setupId, view)
        if (stopped === null) this.#planned.delete(setupId)
        act.end(stopped, entries, already)
      },
      plan.changes,
    )
  }

  /** Of these entries, those that can be taken back still, newest first. */
  undo(setupId: string, entries: ReadonlySet<string>): Result<RegistrationView['made'], AppError> {
    const opened = this.#ports.desk.open(setupId)
    if (!opened.ok) return opened
    return ok(this.#made(setupId).filter(({ id, undo }) => undo !== null && entries.has(id)))
  }

  revert(setupId: string, only: ReadonlySet<string>, wish: AdminWishView): Result<null, AppError> {
    const changes = this.#made(setupId).flatMap(({ id, undo }) =>
      undo !== null && only.has(id) ? [undo] : [],
    )
    return this.#begin(
      setupId,
      'revert',
      wish,
      async (act, admin) => {
        this.#planned.delete(setupId)
        const reverted = await this.#ports.reverts.revert(setupId, admin, act.heard, only, act)
        if (!reverted.ok) return act.end(reverted.error)
        const { entries, changedSince, stopped, view } = reverted.value
        if (view !== null) this.#readings.keepReading(setupId, view)
        act.end(stopped, entries, [], changedSince)
      },
      changes,
    )
  }

  stop(setupId: string): void {
    this.#acts.get(setupId)?.stop()
  }

  /** What has ended is put away, with a preview that nobody carried out. */
  close(setupId: string): void {
    if (this.#acts.get(setupId)?.isRunning === true) return
    this.#acts.delete(setupId)
    this.#planned.delete(setupId)
    this.#tell(setupId)
  }

  isBusy(): boolean {
    return [...this.#acts.values()].some(({ isRunning }) => isRunning)
  }

  breakOffAll(): void {
    for (const act of this.#acts.values()) act.breakOff()
  }

  #begin(
    setupId: string,
    kind: ActView['kind'],
    wish: AdminWishView,
    run: (act: RegistrationAct, admin: AdminWish) => Promise<void>,
    changes: EntraPlan['changes'] = [],
  ): Result<null, AppError> {
    const opened = this.#ports.desk.open(setupId)
    if (!opened.ok) return opened
    if (this.#acts.get(setupId)?.isRunning === true) return err({ code: 'registration-busy' })
    const { ids, clock } = this.#ports
    const about = { id: ids.uuid(), kind, startedAt: clock.now().toISOString() }
    const act = new RegistrationAct(about, changes, () => this.#tell(setupId))
    this.#acts.set(setupId, act)
    this.#readings.keepWish(setupId, wish)
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

  #tell(setupId: string): void {
    const { announcer, setups } = this.#ports
    // Its setup may have been removed meanwhile.
    if (setups.getSetup(setupId) !== null) announcer.emit('registration.progress', this.#viewOf(setupId))
  }

  #viewOf(setupId: string): RegistrationView {
    return {
      setupId,
      reading: this.#readingOf(setupId),
      act: this.#acts.get(setupId)?.view ?? null,
      planned: this.#planned.get(setupId)?.view ?? null,
      made: this.#made(setupId),
    }
  }

  /** A setup may be given another tenant: what was read in the one before says nothing of it. */
  #readingOf(setupId: string): RegistrationView['reading'] {
    const setup = this.#ports.setups.getSetup(setupId)
    const { reading } = this.#readings.get(setupId)
    if (reading === null || setup === null || setup.practice !== null) return reading
    return reading.tenant.id.toLowerCase() === setup.tenantId?.toLowerCase() ? reading : null
  }

  #made(setupId: string): RegistrationView['made'] {
    const own = ownChanges(this.#ports.changes.listChanges(setupId))
    return own
      .map((entry) => reversal(entry, own))
      .map(({ entry: { id, act, change, at, who }, change: undo }) => ({ id, act, change, at, who, undo }))
  }

  #objectOf(setupId: string, { checks }: AuditView): PlannedView['object'] {
    const registered = checks.find(({ id }) => id === 'registered')
    const { clientId = null } = this.#ports.setups.getSetup(setupId) ?? {}
    return registered?.id === 'registered' && registered.facts !== null
      ? { name: registered.facts.name, clientId: registered.facts.clientId ?? clientId }
      : { name: '', clientId }
  }
}
