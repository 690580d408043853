/** What rollover and decommission have in common: the tenant read under one sign-in, and changes carried out in order. */
import type { ActPurpose, ChangeEntry } from '../../../domain/entra/apply/change-entry.schema.ts'
import { stands } from '../../../domain/entra/apply/stands.ts'
import { rightsToRead, signInLogRight, type AdminRight } from '../../../domain/entra/facts/rights.ts'
import { rightsFor } from '../../../domain/entra/plan/change-table.ts'
import type { Change, ChangeKind } from '../../../domain/entra/plan/change.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { SetupDesk } from '../desk/setup-desk.ts'
import type { Clock, Ids, Surroundings } from '../surroundings/surroundings.port.ts'
import type { AdminSignIn, AdminWish } from './admin-sign-in.ts'
import type { AuditService, TenantRead } from './audit-service.ts'
import type { Act, ChangeRunner } from './change-runner.ts'
import type { Objects } from './directory-writer.port.ts'
import { objectsOf, type OpenChanges, type Orphan } from './open-changes.ts'
import { Pace, twice } from './pace.ts'

export interface TenantActPorts {
  readonly clock: Clock
  readonly ids: Ids
  readonly surroundings: Surroundings
  readonly desk: SetupDesk
  readonly admins: AdminSignIn
  readonly audits: Pick<AuditService, 'readIn'>
  readonly open: OpenChanges
  readonly runner: ChangeRunner
}

/** The tenant as it is, after it was found out what became of changes that were cut off. */
export interface ActRead extends TenantRead {
  readonly orphans: readonly Orphan[]
}

/** What was done, even where it stopped. */
export interface Done {
  readonly entries: readonly ChangeEntry[]
  readonly stopped: AppError | null
}

export interface Work {
  readonly change: Change
  /** The entry it takes back. */
  readonly reverts: string | null
}

/** What an administrator is asked for: reading, these kinds of changes, and the logs where somebody wants them looked at. */
export function rightsOf(kinds: readonly ChangeKind[], logs: boolean): AdminRight[] {
  const changes = kinds.map((kind) => ({ kind }))
  return [...new Set([...rightsToRead, ...rightsFor(changes), ...(logs ? [signInLogRight] : [])])].sort()
}

export class TenantActs {
  readonly #ports: TenantActPorts

  constructor(ports: TenantActPorts) {
    this.#ports = ports
  }

  /** While the sign-in lasts. Nothing in the tenant is changed before `act` does. */
  async during<T>(
    setupId: string,
    rights: readonly AdminRight[],
    wish: AdminWish,
    act: (read: ActRead) => Promise<Result<T, AppError>>,
  ): Promise<Result<T, AppError>> {
    const { desk, admins, open, audits } = this.#ports
    const connected = await desk.connect(setupId)
    if (!connected.ok) return connected
    return admins.during(connected.value, rights, wish, async (session) => {
      const settled = await open.settle(connected.value, session)
      if (!settled.ok) return settled
      const { orphans } = settled.value
      const without = orphans.flatMap(({ change }) => change.before.keyId ?? [])
      const read = await audits.readIn(settled.value.connected, session, null, without)
      return read.ok ? act({ ...read.value, orphans }) : read
    })
  }

  /** In order, up to the first that fails; then until the tenant shows all of it. `heard` is told before each. */
  async carry(
    { connected, session, facts }: TenantRead,
    purpose: ActPurpose,
    works: readonly Work[],
    heard: (change: Change) => void,
  ): Promise<Done> {
    const { ids, runner } = this.#ports
    const act: Act = { id: ids.uuid(), purpose, connected, session }
    const objects: Objects = objectsOf(facts)
    const entries: ChangeEntry[] = []
    for (const { change, reverts } of works) {
      heard(change)
      const made = await runner.run(act, change, objects, reverts)
      if (!made.ok) return { entries, stopped: made.error }
      entries.push(made.value)
    }
    return { entries, stopped: await this.#unseen(act, entries) }
  }

  async #unseen(act: Act, entries: readonly ChangeEntry[]): Promise<AppError | null> {
    if (entries.length === 0) return null
    let missing: ChangeEntry | undefined
    let error: AppError | null = null
    await this.pace(act).steady(
      async () => {
        const read = await this.#ports.audits.readIn(act.connected, act.session, null)
        error = read.ok ? null : read.error
        if (!read.ok) return false
        missing = shownBy(entries).find(
          ({ change, made }) => !stands(change, read.value.facts, made?.id ?? null),
        )
        return missing === undefined
      },
      { times: twice },
    )
    return error ?? (missing === undefined ? null : { code: 'change-not-seen', change: missing.change.kind })
  }

  pace({ connected, session }: Pick<Act, 'connected' | 'session'>): Pace {
    const { clock, surroundings } = this.#ports
    return new Pace(clock, surroundings, connected.cloud, session.caller.signal)
  }
}

/** Of what is gone nothing else can be shown. */
function shownBy(entries: readonly ChangeEntry[]): readonly ChangeEntry[] {
  const deleted = entries.filter(({ change }) => change.kind === 'delete-application')
  return deleted.length > 0 ? deleted : entries
}

/** The registration that is read, or why nothing can be done with it. */
export function registrationOf({
  facts,
  wanted,
}: TenantRead): Result<{ id: string; appId: string }, AppError> {
  const { application } = facts
  if (!application.read)
    return err({ code: 'tenant-not-read', why: application.unread.why, right: application.unread.right })
  if (wanted.clientId === null || application.value === null)
    return err({ code: 'registration-absent', clientId: wanted.clientId ?? '' })
  return ok({ id: application.value.id, appId: application.value.appId })
}
