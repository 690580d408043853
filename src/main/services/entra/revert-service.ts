/** Takes back what Sendproof changed in a tenant, newest first, as far as it can be taken back. */
import type { ChangeEntry } from '../../../domain/entra/apply/change-entry.schema.ts'
import {
  ownChanges,
  reversal,
  within,
  type Reversal,
  type RevertScope,
} from '../../../domain/entra/apply/reversals.ts'
import { stands } from '../../../domain/entra/apply/stands.ts'
import type { EntraFacts } from '../../../domain/entra/facts/entra-facts.ts'
import type { Change } from '../../../domain/entra/plan/change.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { ok, type Result } from '../../../domain/result.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { ConnectedSetup, SetupDesk } from '../desk/setup-desk.ts'
import type { SetupStore } from '../desk/stores.port.ts'
import type { CredentialService } from '../credential/credential-service.ts'
import type { Clock, Ids, Surroundings } from '../surroundings/surroundings.port.ts'
import type { AdminSession, AdminSignIn, AdminWish } from './admin-sign-in.ts'
import { rightsToApply } from './apply-service.ts'
import type { AuditService, AuditView } from './audit-service.ts'
import type { ChangeJournal } from './change-journal.port.ts'
import type { Act, ChangeRunner, Watch } from './change-runner.ts'
import { idOf, objectsOf, type OpenChanges } from './open-changes.ts'
import { Pace, twice } from './pace.ts'

export interface RevertPorts {
  readonly changes: ChangeJournal
  readonly setups: SetupStore
  readonly clock: Clock
  readonly ids: Ids
  readonly surroundings: Surroundings
  readonly desk: SetupDesk
  readonly admins: AdminSignIn
  readonly audits: Pick<AuditService, 'readIn' | 'keep'>
  readonly open: OpenChanges
  readonly runner: ChangeRunner
  readonly keeper: Pick<CredentialService, 'forget'>
  readonly announcer: Announcer
}

export interface Reverted {
  readonly entries: readonly ChangeEntry[]
  /** What cannot be taken back. */
  readonly final: readonly Change[]
  /** What somebody has changed again since: left as it is. */
  readonly changedSince: readonly Change[]
  readonly stopped: AppError | null
  /** The tenant afterwards; null where it stopped, or could not be read any more. */
  readonly view: AuditView | null
}

/** As long as a replica may lag behind before it counts as somebody else's change. */
const lookMs = 30_000

export class RevertService {
  readonly #ports: RevertPorts

  constructor(ports: RevertPorts) {
    this.#ports = ports
  }

  /** Out of the journal alone: nobody signs in for it. Newest first. */
  preview(setupId: string, scope: RevertScope = 'everything'): Result<Reversal[], AppError> {
    const opened = this.#ports.desk.open(setupId)
    return opened.ok ? ok(this.#planned(setupId, scope)) : opened
  }

  /** `heard` is told of each change before it is tried. */
  async revert(
    setupId: string,
    wish: AdminWish,
    heard: (change: Change) => void,
    scope: RevertScope = 'everything',
    watch?: Watch,
  ): Promise<Result<Reverted, AppError>> {
    const connected = await this.#ports.desk.connect(setupId)
    if (!connected.ok) return connected
    const planned = this.#planned(setupId, scope)
    const undo = planned.flatMap(({ change }) => change ?? [])
    if (undo.length === 0)
      return ok({
        entries: [],
        final: planned.map(({ entry }) => entry.change),
        changedSince: [],
        stopped: null,
        view: null,
      })
    return this.#ports.admins.during(connected.value, rightsToApply(undo), wish, async (session) => {
      const settled = await this.#ports.open.settle(connected.value, session)
      return settled.ok ? this.#takeBack(settled.value.connected, session, heard, scope, watch) : settled
    })
  }

  #planned(setupId: string, scope: RevertScope): Reversal[] {
    const own = ownChanges(this.#ports.changes.listChanges(setupId))
    const chosen = within(own, scope)
    return chosen.map((entry) => reversal(entry, own, chosen))
  }

  async #takeBack(
    connected: ConnectedSetup,
    session: AdminSession,
    heard: (change: Change) => void,
    scope: RevertScope,
    watch: Watch | undefined,
  ): Promise<Result<Reverted, AppError>> {
    const { audits, ids, runner, changes } = this.#ports
    const setupId = connected.setup.id
    const read = await audits.readIn(connected, session, null)
    if (!read.ok) return read
    const act: Act = { id: ids.uuid(), connected, session, ...(watch === undefined ? {} : { watch }) }
    const done: ChangeEntry[] = []
    const final: Change[] = []
    const changedSince: Change[] = []
    const stop = (stopped: AppError | null, view: AuditView | null = null): Result<Reverted, AppError> =>
      ok({ entries: done, final, changedSince, stopped, view })
    const own = ownChanges(changes.listChanges(setupId))
    const chosen = within(own, scope)
    for (const entry of chosen) {
      const { facts } = read.value
      const made = entry.made?.id ?? idOf(entry.change, facts)
      const withId = { ...entry, made: entry.made === null ? null : { ...entry.made, id: made } }
      const { change } = reversal(withId, own, chosen)
      if (change === null) {
        final.push(entry.change)
        continue
      }
      if (!(await this.#stillSo(act, entry, facts, made))) {
        changedSince.push(entry.change)
        continue
      }
      if (watch?.stopping() === true) return stop({ code: 'change-stopped' })
      heard(change)
      const objects = { ...objectsOf(facts), ...(entry.made === null ? {} : objectsIn(entry.made)) }
      const undone = await runner.run(act, change, objects, entry.id)
      if (!undone.ok) return stop(undone.error)
      done.push(undone.value)
      await this.#forget(setupId, entry)
    }
    watch?.phase('checking')
    if (!(await this.#gone(act, done)))
      return stop({ code: 'change-not-seen', change: done.at(-1)?.change.kind ?? 'set-notes' })
    return stop(null, await this.#after(setupId, session))
  }

  /** What is left; the setup may not know its registration any more. */
  async #after(setupId: string, session: AdminSession): Promise<AuditView | null> {
    const { audits, desk } = this.#ports
    const connected = await desk.connect(setupId)
    const read = connected.ok ? await audits.readIn(connected.value, session, null) : connected
    const kept = read.ok ? audits.keep(read.value) : read
    return kept.ok ? kept.value : null
  }

  /** Somebody may have changed it again; what we have just taken back ourselves does not count as that. */
  async #stillSo(act: Act, entry: ChangeEntry, facts: EntraFacts, made: string | null): Promise<boolean> {
    if (stands(entry.change, facts, made)) return true
    return this.#pace(act).steady(
      async () => {
        const read = await this.#ports.audits.readIn(act.connected, act.session, null)
        return read.ok && stands(entry.change, read.value.facts, made)
      },
      { limitMs: lookMs, times: twice },
    )
  }

  /** Until the tenant shows all of it. The registration may be gone itself: then nothing of it is left to be shown. */
  async #gone(act: Act, done: readonly ChangeEntry[]): Promise<boolean> {
    const deleted = done.filter(({ change }) => change.kind === 'delete-application')
    const shown = deleted.length > 0 ? deleted : done
    if (shown.length === 0) return true
    const seen = await this.#pace(act).steady(
      async () => {
        const read = await this.#ports.audits.readIn(act.connected, act.session, null)
        return read.ok && shown.every(({ change }) => stands(change, read.value.facts, null))
      },
      { times: twice },
    )
    return seen
  }

  /** What it left on this PC: the credential, and the client id of a registration that is no more. */
  async #forget(setupId: string, { change, made }: ChangeEntry): Promise<void> {
    const { keeper, setups, announcer } = this.#ports
    const kept = made?.kept ?? null
    if (kept !== null) await keeper.forget(setupId, kept)
    const setup = setups.getSetup(setupId)
    if (change.kind !== 'create-application' || setup === null) return
    setups.saveSetup({ ...setup, clientId: null })
    announcer.emit('setup.changed', { setup: setupId })
  }

  #pace({ connected, session }: Act): Pace {
    const { clock, surroundings } = this.#ports
    return new Pace(clock, surroundings, connected.cloud, session.caller.signal)
  }
}

function objectsIn({ application, client, appId }: NonNullable<ChangeEntry['made']>) {
  return {
    ...(application === null ? {} : { application }),
    ...(client === null ? {} : { client }),
    ...(appId === null ? {} : { appId }),
  }
}
