/** What the window does with a registration that a recipe asks for: read it, preview, carry out, take back. */
import type {
  ActView,
  AdminWishView,
  DoorsView,
  PlannedView,
  RegistrationView,
} from '../../../contract/registration-views.schema.ts'
import { administrationScript } from '../../../documents/files/administration-script.ts'
import { doorFor } from '../../../domain/entra/admin/doors.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { ok, type Result } from '../../../domain/result.ts'
import type { SetupDesk } from '../desk/setup-desk.ts'
import type { RecipeSource, SetupStore } from '../desk/stores.port.ts'
import type { Ids } from '../surroundings/surroundings.port.ts'
import type { AdminSettingsSource } from './admin-settings.port.ts'
import type { AdminWish } from './admin-sign-in.ts'
import type { ApplyService } from './apply-service.ts'
import type { AuditService, AuditView } from './audit-service.ts'
import type { RegistrationAct } from './registration-act.ts'
import type { ActAbout, Planned, RegistrationBoard } from './registration-board.ts'
import type { RevertService } from './revert-service.ts'

export interface RegistrationPorts {
  readonly setups: SetupStore
  readonly recipes: RecipeSource
  readonly adminSettings: AdminSettingsSource
  readonly ids: Ids
  readonly desk: Pick<SetupDesk, 'open' | 'connect'>
  readonly audits: Pick<AuditService, 'audit' | 'rightsAhead'>
  readonly applies: Pick<ApplyService, 'preview' | 'apply'>
  readonly reverts: Pick<RevertService, 'preview' | 'revert'>
  readonly board: RegistrationBoard
}

export class RegistrationService {
  readonly #ports: RegistrationPorts

  constructor(ports: RegistrationPorts) {
    this.#ports = ports
  }

  view(setupId: string): Result<RegistrationView, AppError> {
    return this.#ports.board.view(setupId)
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
      last: this.#ports.board.readings.get(setupId).wish,
    })
  }

  read(setupId: string, wish: AdminWishView): Result<null, AppError> {
    return this.#begin(setupId, 'read', wish, async (act, admin) => {
      const read = await this.#ports.audits.audit(setupId, admin)
      if (read.ok) this.#ports.board.readings.keepReading(setupId, read.value)
      act.end(read.ok ? null : read.error)
    })
  }

  preview(setupId: string, wish: AdminWishView, clientId: string | null): Result<null, AppError> {
    return this.#begin(setupId, 'preview', wish, async (act, admin) => {
      this.#ports.board.plan(setupId, null)
      const preview = await this.#ports.applies.preview(setupId, admin, clientId)
      if (preview.ok) {
        const { plan, view } = preview.value
        this.#ports.board.readings.keepReading(setupId, view)
        const { changes, left, rights } = plan
        const id = this.#ports.ids.uuid()
        const object = this.#objectOf(setupId, view)
        this.#ports.board.plan(setupId, { plan, view: { id, object, changes, left, rights } })
      }
      act.end(preview.ok ? null : preview.error)
    })
  }

  /** What was shown under this id, as long as nothing else was previewed since. */
  planned(setupId: string, id: string): Result<Planned, AppError> {
    return this.#ports.board.planned(setupId, id)
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
        if (view !== null) this.#ports.board.readings.keepReading(setupId, view)
        if (stopped === null) this.#ports.board.plan(setupId, null)
        act.end(stopped, entries, already)
      },
      plan.changes,
    )
  }

  /** Of these entries, those that can be taken back still, newest first. */
  undo(setupId: string, entries: ReadonlySet<string>): Result<RegistrationView['made'], AppError> {
    const opened = this.#ports.desk.open(setupId)
    if (!opened.ok) return opened
    return ok(this.#ports.board.made(setupId).filter(({ id, undo }) => undo !== null && entries.has(id)))
  }

  revert(setupId: string, only: ReadonlySet<string>, wish: AdminWishView): Result<null, AppError> {
    const changes = this.#ports.board
      .made(setupId)
      .flatMap(({ id, undo }) => (undo !== null && only.has(id) ? [undo] : []))
    return this.#begin(
      setupId,
      'revert',
      wish,
      async (act, admin) => {
        this.#ports.board.plan(setupId, null)
        this.#ports.board.prepare(setupId, null)
        const reverted = await this.#ports.reverts.revert(setupId, admin, act.heard, only, act)
        if (!reverted.ok) return act.end(reverted.error)
        const { entries, changedSince, stopped, view } = reverted.value
        if (view !== null) this.#ports.board.readings.keepReading(setupId, view)
        act.end(stopped, entries, [], changedSince)
      },
      changes,
    )
  }

  stop(setupId: string): void {
    this.#ports.board.stop(setupId)
  }

  close(setupId: string): void {
    this.#ports.board.close(setupId)
  }

  #begin(
    setupId: string,
    kind: ActView['kind'],
    wish: AdminWishView,
    run: (act: RegistrationAct, admin: AdminWish) => Promise<void>,
    changes: ActAbout['changes'] = [],
  ): Result<null, AppError> {
    return this.#ports.board.begin(setupId, { kind, purpose: 'apply', changes }, wish, run)
  }

  #objectOf(setupId: string, { checks }: AuditView): PlannedView['object'] {
    const registered = checks.find(({ id }) => id === 'registered')
    const { clientId = null } = this.#ports.setups.getSetup(setupId) ?? {}
    return registered?.id === 'registered' && registered.facts !== null
      ? { name: registered.facts.name, clientId: registered.facts.clientId ?? clientId }
      : { name: '', clientId }
  }
}
