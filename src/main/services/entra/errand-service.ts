/** Rollover and decommission as the window does them: previewed, agreed to under an id, carried out, one act at a time. */
import type { ErrandView, PreparedView } from '../../../contract/errand-views.schema.ts'
import type { ActView, AdminWishView } from '../../../contract/registration-views.schema.ts'
import { administrationName } from '../../../domain/entra/admin/doors.ts'
import type { DecommissionStage } from '../../../domain/entra/decommission/decommission.ts'
import type { Change } from '../../../domain/entra/plan/change.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { SetupStore } from '../desk/stores.port.ts'
import type { Clock, Ids } from '../surroundings/surroundings.port.ts'
import type { AdminWish } from './admin-sign-in.ts'
import type { AdministrationService } from './administration-service.ts'
import type { DecommissionService } from './decommission-service.ts'
import type { RegistrationBoard } from './registration-board.ts'
import type { RolloverService } from './rollover-service.ts'
import type { Done } from './tenant-acts.ts'

export interface ErrandPorts {
  readonly setups: SetupStore
  readonly clock: Clock
  readonly ids: Ids
  readonly announcer: Announcer
  readonly board: RegistrationBoard
  readonly rollovers: Pick<RolloverService, 'previewStart' | 'start' | 'previewFinish' | 'finish'>
  readonly decommissions: Pick<DecommissionService, 'look' | 'carryOut'>
  readonly administrations: Pick<AdministrationService, 'preview' | 'remove'>
}

/** What a person agrees to besides the changes they were shown. */
export interface Agreement {
  /** Key ids of credentials that are left alone. */
  readonly keep: readonly string[]
  /** The person knows that something still signs in. */
  readonly evenIfUsed: boolean
}

type Found = Omit<PreparedView, 'id'>

export class ErrandService {
  readonly #ports: ErrandPorts

  constructor(ports: ErrandPorts) {
    this.#ports = ports
  }

  /** Reads the tenant and changes nothing in it. */
  prepare(setupId: string, wish: AdminWishView, errand: ErrandView): Result<null, AppError> {
    const { board, ids } = this.#ports
    const looks = errand.errand === 'decommission' && errand.step === null
    const about = {
      kind: looks ? 'read' : 'preview',
      purpose: purposeOf(errand.errand),
      changes: [],
    } as const
    return board.begin(setupId, about, wish, async (act, admin) => {
      const found = await this.#find(setupId, admin, errand)
      if (found.ok) board.prepare(setupId, { id: ids.uuid(), ...found.value })
      act.end(found.ok ? null : found.error)
    })
  }

  /** What would be carried out of what was shown, or why it would not. */
  agreed(setupId: string, id: string, { keep, evenIfUsed }: Agreement): Result<PreparedView, AppError> {
    const shown = this.#ports.board.prepared(setupId, id)
    if (!shown.ok) return shown
    const kept = new Set(keep.map((one) => one.toLowerCase()))
    const changes = shown.value.changes.filter((change) => !kept.has(keyIdOf(change)))
    const { found } = shown.value
    if (found.errand === 'rollover-finish' && found.use.kind === 'used' && !evenIfUsed) {
      const { keyId, at } = found.use
      if (!kept.has(keyId.toLowerCase())) return err({ code: 'rollover-still-used', keyId, at })
    }
    // Deactivating is how it is found out, and undone at once; what comes after is not.
    if (found.errand === 'decommission' && found.step !== 'deactivate' && !evenIfUsed) {
      const { use } = found
      if (use.kind === 'signed-in')
        return err({ code: 'decommission-still-used', at: use.lastAt, signIns: use.people + use.application })
    }
    return ok({ ...shown.value, changes })
  }

  carryOut(setupId: string, id: string, wish: AdminWishView, agreement: Agreement): Result<null, AppError> {
    const agreed = this.agreed(setupId, id, agreement)
    if (!agreed.ok) return agreed
    const { board, announcer } = this.#ports
    const { changes, found } = agreed.value
    const about = { kind: 'apply', purpose: purposeOf(found.errand), changes } as const
    return board.begin(setupId, about, wish, async (act, admin) => {
      const done = await this.#carry(setupId, agreed.value, admin, agreement, act.heard)
      if (done.ok) {
        board.prepare(setupId, done.value.stopped === null ? this.#afterwards(agreed.value) : null)
        act.end(done.value.stopped, done.value.entries)
      } else act.end(done.error)
      // What stands in the journal, on this PC and in the plan is not what it was.
      announcer.emit('setup.changed', { setup: setupId })
    })
  }

  async #find(setupId: string, admin: AdminWish, errand: ErrandView): Promise<Result<Found, AppError>> {
    const { rollovers, decommissions, administrations, clock } = this.#ports
    const object = () => this.#objectOf(setupId)
    switch (errand.errand) {
      case 'rollover-start': {
        const found = await rollovers.previewStart(setupId, admin, errand.again)
        if (!found.ok) return found
        const { tenant, change, there } = found.value
        return ok({
          ...{ tenant, object: object(), changes: change === null ? [] : [change] },
          found: { errand: errand.errand, again: errand.again, there: [...there] },
        })
      }
      case 'rollover-finish': {
        const found = await rollovers.previewFinish(setupId, { ...admin, keep: [], logs: errand.logs })
        if (!found.ok) return found
        const { tenant, removals, use } = found.value
        return ok({
          ...{ tenant, object: object(), changes: [...removals] },
          found: { errand: errand.errand, use },
        })
      }
      case 'decommission': {
        const { step, logs } = errand
        const found = await decommissions.look(setupId, step, { ...admin, logs })
        if (!found.ok) return found
        const { tenant, standing, use, leftovers, changes } = found.value
        const { stage, grants, roles, application, servicePrincipal } = standing
        const named = application ?? servicePrincipal
        return ok({
          tenant,
          object: named === null ? object() : { name: named.displayName, clientId: named.appId },
          changes: [...changes],
          found: {
            ...{ errand: errand.errand, step, at: clock.now().toISOString(), stage, grants, roles, use },
            leftovers: [...leftovers],
          },
        })
      }
      case 'administration': {
        const found = await administrations.preview(setupId, admin)
        if (!found.ok) return found
        const { tenantId, tenantName } = this.#ports.setups.getSetup(setupId) ?? {}
        return ok({
          tenant: { id: tenantId ?? '', name: tenantName ?? null },
          object: { name: administrationName, clientId: admin.clientId },
          changes: found.value === null ? [] : [found.value],
          found: { errand: errand.errand },
        })
      }
    }
  }

  async #carry(
    setupId: string,
    { found, changes }: PreparedView,
    admin: AdminWish,
    { keep }: Agreement,
    heard: (change: Change) => void,
  ): Promise<Result<Done, AppError>> {
    const { rollovers, decommissions, administrations } = this.#ports
    switch (found.errand) {
      case 'rollover-start': {
        const started = await rollovers.start(setupId, admin, found.again, heard)
        if (!started.ok) return started
        const { entries, stopped, unproven } = started.value
        return ok({ entries, stopped: stopped ?? unproven })
      }
      case 'rollover-finish':
        return rollovers.finish(setupId, changes, { ...admin, keep: [...keep], logs: false }, heard)
      case 'decommission':
        return found.step === null
          ? ok({ entries: [], stopped: null })
          : decommissions.carryOut(setupId, found.step, changes, admin, heard)
      case 'administration': {
        for (const change of changes) heard(change)
        const removed = await administrations.remove(setupId, admin)
        return removed.ok ? ok({ entries: [], stopped: null }) : removed
      }
    }
  }

  /** The tenant was read until it showed every change: where the application stands now follows from them. */
  #afterwards({ found, ...prepared }: PreparedView): PreparedView | null {
    if (found.errand !== 'decommission' || found.step === null) return null
    const left =
      found.step === 'revoke' ? { grants: 0, roles: 0 } : { grants: found.grants, roles: found.roles }
    const stage: DecommissionStage =
      found.step === 'delete' ? 'gone' : left.grants + left.roles > 0 ? 'deactivated' : 'revoked'
    const { ids, clock } = this.#ports
    return {
      ...prepared,
      id: ids.uuid(),
      changes: [],
      found: {
        ...found,
        ...left,
        stage,
        step: null,
        at: clock.now().toISOString(),
        use: { kind: 'not-asked' },
      },
    }
  }

  /** As it was read last; a rollover needs no reading before it, so the name may not be known. */
  #objectOf(setupId: string): PreparedView['object'] {
    const { setups, board } = this.#ports
    const { clientId = null } = setups.getSetup(setupId) ?? {}
    const rows = board.readings.get(setupId).reading?.rows ?? []
    for (const { check } of rows)
      if (check.id === 'registered' && check.facts !== null)
        return { name: check.facts.name, clientId: check.facts.clientId ?? clientId }
    return { name: '', clientId }
  }
}

function purposeOf(errand: ErrandView['errand']): ActView['purpose'] {
  return errand === 'rollover-start' || errand === 'rollover-finish' ? 'rollover' : errand
}

const keyIdOf = ({ kind, before }: Change) =>
  kind === 'remove-secret' || kind === 'remove-certificate' ? (before.keyId ?? '').toLowerCase() : ''
