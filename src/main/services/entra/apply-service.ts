/** Carries a plan out in an administrator's name: what was agreed to, in order, up to the first thing that fails. */
import type { ChangeEntry, MadeIds } from '../../../domain/entra/apply/change-entry.schema.ts'
import { confirmed } from '../../../domain/entra/apply/confirmed.ts'
import { stands } from '../../../domain/entra/apply/stands.ts'
import type { AdminRight } from '../../../domain/entra/facts/rights.ts'
import { rightsToRead } from '../../../domain/entra/facts/rights.ts'
import { rightsFor } from '../../../domain/entra/plan/change-table.ts'
import type { Change } from '../../../domain/entra/plan/change.schema.ts'
import type { EntraPlan } from '../../../domain/entra/plan/entra-plan.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { ConnectedSetup, SetupDesk } from '../desk/setup-desk.ts'
import type { SetupStore } from '../desk/stores.port.ts'
import type { VaultChoice } from '../sign-in/vault-choice.ts'
import type { Clock, Ids, Surroundings } from '../surroundings/surroundings.port.ts'
import type { AdminSession, AdminSignIn, AdminWish } from './admin-sign-in.ts'
import type { AuditService, AuditView, TenantRead } from './audit-service.ts'
import type { Act, ChangeRunner, Watch } from './change-runner.ts'
import type { Objects } from './directory-writer.port.ts'
import type { GraphDirectory } from './graph-directory.port.ts'
import { objectsOf, type OpenChanges } from './open-changes.ts'
import { Pace, twice } from './pace.ts'

export interface ApplyPorts {
  readonly directory: GraphDirectory
  readonly setups: SetupStore
  readonly clock: Clock
  readonly ids: Ids
  readonly surroundings: Surroundings
  readonly desk: SetupDesk
  readonly vaults: VaultChoice
  readonly admins: AdminSignIn
  readonly audits: AuditService
  readonly open: OpenChanges
  readonly runner: ChangeRunner
  readonly announcer: Announcer
}

export interface Preview {
  readonly plan: EntraPlan
  readonly view: AuditView
}

/** What was done, even where it stopped. */
export interface Carried {
  readonly entries: readonly ChangeEntry[]
  /** Agreed to, and so already. */
  readonly already: readonly Change[]
  /** Why it stopped before the end; null when it did not. */
  readonly stopped: AppError | null
  /** The tenant afterwards; null where it stopped. */
  readonly view: AuditView | null
}

export class ApplyService {
  readonly #ports: ApplyPorts

  constructor(ports: ApplyPorts) {
    this.#ports = ports
  }

  /** Reads the tenant and changes nothing in it. `clientId`: the registration a person says is the one. */
  async preview(
    setupId: string,
    wish: AdminWish,
    clientId: string | null,
  ): Promise<Result<Preview, AppError>> {
    const { desk, admins, audits } = this.#ports
    const connected = await desk.connect(setupId)
    if (!connected.ok) return connected
    return admins.during(connected.value, rightsToRead, wish, async (session) => {
      const settled = await this.#ports.open.settle(connected.value, session)
      if (!settled.ok) return settled
      const orphans = settled.value.orphans.map(({ change }) => change)
      const without = orphans.flatMap(({ before }) => before.keyId ?? [])
      const read = await audits.readIn(settled.value.connected, session, clientId, without)
      if (!read.ok) return read
      const undecided = undecidedOf(read.value)
      if (undecided !== null) return err(undecided)
      const plan = audits.planOf(read.value)
      if (!plan.ok) return plan
      const changes = [...orphans, ...plan.value.changes]
      return ok({ view: read.value.view, plan: { ...plan.value, changes, rights: rightsFor(changes) } })
    })
  }

  /** `heard` is told of each change before it is tried. Errors come before anything was written. */
  async apply(
    setupId: string,
    plan: EntraPlan,
    wish: AdminWish,
    heard: (change: Change) => void,
    watch?: Watch,
  ): Promise<Result<Carried, AppError>> {
    const { desk, admins, vaults } = this.#ports
    const connected = await desk.connect(setupId)
    if (!connected.ok) return connected
    const { setup } = connected.value
    if (plan.setup.id !== setupId) return err({ code: 'plan-of-other-setup', setup: plan.setup.name })
    if (plan.tenant.id.toLowerCase() !== setup.tenantId?.toLowerCase())
      return err({ code: 'plan-of-other-tenant', tenant: plan.tenant.name ?? plan.tenant.id })
    if (plan.changes.length === 0) return ok({ entries: [], already: [], stopped: null, view: null })
    // A credential that could not be kept would have to be taken away again.
    const vault = await vaults.forSetup(setup)
    if (!vault.ok) return vault
    return admins.during(connected.value, rightsToApply(plan.changes), wish, (session) =>
      this.#carryOut(connected.value, session, plan, heard, watch),
    )
  }

  async #carryOut(
    before: ConnectedSetup,
    session: AdminSession,
    plan: EntraPlan,
    heard: (change: Change) => void,
    watch: Watch | undefined,
  ): Promise<Result<Carried, AppError>> {
    const { audits, ids, runner } = this.#ports
    const settled = await this.#ports.open.settle(before, session)
    if (!settled.ok) return settled
    const { orphans } = settled.value
    const without = orphans.flatMap(({ change }) => change.before.keyId ?? [])
    const read = await audits.readIn(settled.value.connected, session, plan.clientId, without)
    if (!read.ok) return read
    const undecided = undecidedOf(read.value)
    if (undecided !== null) return err(undecided)
    const fresh = audits.planOf(read.value)
    if (!fresh.ok) return fresh
    const agreed = plan.changes.filter(
      ({ kind, before: was }) =>
        kind !== 'remove-secret' || !without.includes((was as { keyId?: string | null }).keyId ?? ''),
    )
    const { due, already, outOfDate } = confirmed(agreed, fresh.value.changes)
    if (outOfDate.length > 0) return err({ code: 'plan-out-of-date', changes: outOfDate.length })
    const { connected } = settled.value
    this.#remember(connected.setup.id, objectsOf(read.value.facts))
    const act: Act = { id: ids.uuid(), connected, session, ...(watch === undefined ? {} : { watch }) }
    const entries: ChangeEntry[] = []
    let objects = objectsOf(read.value.facts)
    const works = [
      ...orphans.map(({ change, entry }) => ({ change, reverts: entry })),
      ...due.map((change) => ({ change, reverts: null })),
    ]
    for (const { change, reverts } of works) {
      if (watch?.stopping() === true)
        return ok({ entries, already, stopped: { code: 'change-stopped' }, view: null })
      heard(change)
      const made = await runner.run(act, change, objects, reverts)
      if (!made.ok) return ok({ entries, already, stopped: made.error, view: null })
      entries.push(made.value)
      objects = { ...objects, ...known(made.value.made) }
      // Before anything else is asked: whatever comes now, the next apply knows its registration.
      this.#remember(connected.setup.id, objects)
      const seen = await this.#everywhere(act, change, objects)
      if (!seen.ok) return ok({ entries, already, stopped: seen.error, view: null })
      objects = seen.value
    }
    const after = await this.#after(act, entries)
    return after.ok
      ? ok({ entries, already, stopped: null, view: after.value })
      : ok({ entries, already, stopped: after.error, view: null })
  }

  /** What later changes lean on has to be known to every replica before they are tried. */
  async #everywhere(act: Act, { kind }: Change, objects: Objects): Promise<Result<Objects, AppError>> {
    const { directory } = this.#ports
    const { caller } = act.session
    const { appId } = objects
    if (appId === null || !leanedOn.includes(kind)) return ok(objects)
    let client = objects.client
    act.watch?.phase('spreading')
    const seen = await this.#pace(act).steady(async () => {
      if (kind !== 'create-service-principal') {
        const listed = await directory.applications(caller, { clientId: appId, displayName: '' })
        return listed.read && listed.value.some((one) => one.appId === appId)
      }
      const principal = await directory.servicePrincipal(caller, appId)
      client = (principal.read ? principal.value?.id : null) ?? client
      return principal.read && principal.value !== null
    })
    act.watch?.phase('working')
    return seen ? ok({ ...objects, client }) : err({ code: 'change-not-seen', change: kind })
  }

  /** The tenant when it shows everything that was done. */
  async #after(act: Act, entries: readonly ChangeEntry[]): Promise<Result<AuditView, AppError>> {
    const { audits, desk } = this.#ports
    act.watch?.phase('checking')
    const connected = await desk.connect(act.connected.setup.id)
    if (!connected.ok) return connected
    let last: Result<TenantRead, AppError> | null = null
    const missing = () =>
      last?.ok === true
        ? entries.find(
            ({ change, made }) =>
              !stands(change, (last as { value: TenantRead }).value.facts, made?.id ?? null),
          )
        : entries[0]
    await this.#pace(act).steady(
      async () => {
        last = await audits.readIn(connected.value, act.session, null)
        return last.ok && missing() === undefined
      },
      { times: twice },
    )
    const read = last as Result<TenantRead, AppError> | null
    if (read === null || !read.ok) return read ?? err({ code: 'graph-question-stopped' })
    const unseen = missing()
    return unseen === undefined
      ? audits.keep(read.value)
      : err({ code: 'change-not-seen', change: unseen.change.kind })
  }

  /** The setup knows its registration as soon as there is one. */
  #remember(setupId: string, { appId }: Objects): void {
    const setup = this.#ports.setups.getSetup(setupId)
    if (setup === null || appId === null || setup.clientId === appId) return
    this.#ports.setups.saveSetup({ ...setup, clientId: appId })
    this.#ports.announcer.emit('setup.changed', { setup: setupId })
  }

  #pace({ connected, session }: Act): Pace {
    const { clock, surroundings } = this.#ports
    return new Pace(clock, surroundings, connected.cloud, session.caller.signal)
  }
}

const leanedOn: readonly Change['kind'][] = [
  'create-application',
  'restore-application',
  'create-service-principal',
]

/** What carrying out and reading back take, and nothing else. */
export function rightsToApply(changes: readonly Change[]): AdminRight[] {
  return [...new Set([...rightsToRead, ...rightsFor(changes)])].sort()
}

function known(made: MadeIds | null): Partial<Objects> {
  if (made === null) return {}
  const { application, client, appId } = made
  return {
    ...(application === null ? {} : { application }),
    ...(client === null ? {} : { client }),
    ...(appId === null ? {} : { appId }),
  }
}

/** A name is no proof: which registration is meant has to be said before anything is planned for it. */
function undecidedOf({ wanted, facts, view }: TenantRead): AppError | null {
  const registered = view.checks.find(({ id }) => id === 'registered')
  if (registered?.state !== 'differs' || registered.settledBy !== 'person') return null
  const found = facts.application.read && facts.application.value !== null ? [facts.application.value] : []
  const others = facts.namesakes.read ? facts.namesakes.value : []
  const clientIds = [...found, ...others].map(({ appId }) => appId)
  return clientIds.length === 0
    ? { code: 'registration-absent', clientId: wanted.clientId ?? '' }
    : { code: 'registration-to-choose', name: wanted.displayName, clientIds }
}
