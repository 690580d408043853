/** Changes that were begun and of whose end nobody knows: finds out in the tenant what came of them, before anything else. */
import type { ChangeEntry, MadeIds } from '../../../domain/entra/apply/change-entry.schema.ts'
import { grantFor, roleFor, stands } from '../../../domain/entra/apply/stands.ts'
import type { ApplicationFacts, EntraFacts } from '../../../domain/entra/facts/entra-facts.ts'
import type { Change, ChangeOf } from '../../../domain/entra/plan/change.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { ok, type Result } from '../../../domain/result.ts'
import type { CredentialService } from '../credential/credential-service.ts'
import type { ConnectedSetup, SetupDesk } from '../desk/setup-desk.ts'
import type { CredentialStore, SetupStore } from '../desk/stores.port.ts'
import type { Clock, Surroundings } from '../surroundings/surroundings.port.ts'
import type { AdminSession } from './admin-sign-in.ts'
import type { AuditService } from './audit-service.ts'
import type { ChangeJournal } from './change-journal.port.ts'
import type { GraphDirectory } from './graph-directory.port.ts'
import { Pace, twice } from './pace.ts'

export interface OpenChangesPorts {
  readonly changes: ChangeJournal
  readonly directory: GraphDirectory
  readonly setups: SetupStore
  readonly credentials: CredentialStore
  readonly clock: Clock
  readonly surroundings: Surroundings
  readonly desk: SetupDesk
  readonly audits: Pick<AuditService, 'readIn'>
  readonly keeper: Pick<CredentialService, 'forget'>
}

/** A secret whose value nobody holds, and the entry that made it. */
export interface Orphan {
  readonly change: ChangeOf<'remove-secret'>
  readonly entry: string
}

export interface Settled {
  /** With the client id of a registration that was found again. */
  readonly connected: ConnectedSetup
  readonly orphans: readonly Orphan[]
}

/** As long as a replica may lag behind, with what a person can wait for. */
const lookMs = 60_000
/** Clocks differ: a registration made in that minute may bear an earlier time. */
const clockSpareMs = 600_000

export class OpenChanges {
  readonly #ports: OpenChangesPorts

  constructor(ports: OpenChangesPorts) {
    this.#ports = ports
  }

  async settle(connected: ConnectedSetup, session: AdminSession): Promise<Result<Settled, AppError>> {
    const { changes, desk } = this.#ports
    const setupId = connected.setup.id
    let current = connected
    const open = changes
      .listChanges(setupId)
      .filter(({ state, purpose }) => state === 'begun' && purpose !== 'administration')
    for (const entry of open) {
      const done =
        entry.change.kind === 'create-application'
          ? await this.#application(current, session, entry, entry.change)
          : await this.#other(current, session, entry)
      if (!done.ok) return done
      const again = await desk.connect(setupId)
      if (!again.ok) return again
      current = again.value
    }
    return ok({ connected: current, orphans: this.#orphans(setupId) })
  }

  /** By its name, the notes that were written into it, and when it was made. */
  async #application(
    connected: ConnectedSetup,
    session: AdminSession,
    entry: ChangeEntry,
    { after }: ChangeOf<'create-application'>,
  ): Promise<Result<null, AppError>> {
    const { directory } = this.#ports
    const since = Date.parse(entry.at) - clockSpareMs
    let found: ApplicationFacts | null = null
    let unread: AppError | null = null
    const isThere = await this.#pace(connected, session).steady(
      async () => {
        const by = { clientId: null, displayName: after.displayName }
        const listed = await directory.applications(session.caller, by)
        unread = listed.read
          ? null
          : { code: 'tenant-not-read', why: listed.unread.why, right: listed.unread.right }
        const ours = (listed.read ? listed.value : []).filter(
          ({ notes, createdAt }) =>
            notes === after.notes && (createdAt === null || Date.parse(createdAt) >= since),
        )
        found = ours.length === 1 ? (ours[0] ?? null) : null
        return found !== null
      },
      { limitMs: lookMs },
    )
    const application = found as ApplicationFacts | null
    if (!isThere || application === null) {
      if (unread !== null) return { ok: false, error: unread }
      this.#end(connected, entry, { state: 'failed' })
      return ok(null)
    }
    const { id, appId } = application
    this.#end(connected, entry, {
      state: 'done',
      made: { id, application: id, client: null, appId, kept: null },
    })
    this.#ports.setups.saveSetup({ ...connected.setup, clientId: appId })
    return ok(null)
  }

  async #other(
    connected: ConnectedSetup,
    session: AdminSession,
    entry: ChangeEntry,
  ): Promise<Result<null, AppError>> {
    const { change } = entry
    let facts: EntraFacts | null = null
    let unread: AppError | null = null
    const isThere = await this.#pace(connected, session).steady(
      async () => {
        const read = await this.#ports.audits.readIn(connected, session, null)
        unread = read.ok ? null : read.error
        if (!read.ok) return false
        facts = read.value.facts
        return change.kind === 'add-secret' ? secretOf(facts, change) !== null : stands(change, facts, null)
      },
      { limitMs: lookMs, times: twice },
    )
    if (unread !== null) return { ok: false, error: unread }
    const seen = facts as EntraFacts | null
    if (!isThere || seen === null) {
      const kept = this.#keptFor(connected.setup.id, change)
      if (kept !== null) await this.#ports.keeper.forget(connected.setup.id, kept)
      this.#end(connected, entry, { state: 'failed' })
      return ok(null)
    }
    const kept = this.#heldFor(connected.setup.id, entry, seen)
    const made = { ...objectsOf(seen), id: idOf(change, seen), kept }
    const lost = change.kind === 'add-secret' && kept === null
    this.#end(connected, entry, { state: lost ? 'lost' : 'done', made })
    return ok(null)
  }

  /** The certificate on this PC that was made for it. */
  #keptFor(setupId: string, change: Change): string | null {
    if (change.kind !== 'add-certificate') return null
    const name = change.after.displayName
    return this.#ports.credentials.listCredentials(setupId).find(({ hint }) => hint === name)?.id ?? null
  }

  #heldFor(setupId: string, { change, at }: ChangeEntry, facts: EntraFacts): string | null {
    if (change.kind !== 'add-secret') return this.#keptFor(setupId, change)
    const hint = secretOf(facts, change)?.hint
    const kept = this.#ports.credentials
      .listCredentials(setupId)
      .find((one) => one.kind === 'secret' && one.addedAt >= at && one.hint.startsWith(hint ?? '?'))
    return kept?.id ?? null
  }

  #orphans(setupId: string): Orphan[] {
    const all = this.#ports.changes.listChanges(setupId)
    return all.flatMap(({ id, state, change, made }): Orphan[] => {
      if (state !== 'lost' || change.kind !== 'add-secret' || made === null) return []
      const taken = all.some((one) => one.reverts === id && (one.state === 'done' || one.state === 'already'))
      if (taken) return []
      const { target, after, step } = change
      return [
        {
          entry: id,
          change: {
            kind: 'remove-secret',
            target: { ...target, id: target.id ?? made.application },
            before: { ...after, keyId: made.id },
            after: null,
            checks: [],
            step,
          },
        },
      ]
    })
  }

  #pace({ cloud }: ConnectedSetup, { caller }: AdminSession): Pace {
    return new Pace(this.#ports.clock, this.#ports.surroundings, cloud, caller.signal)
  }

  #end({ setup }: ConnectedSetup, entry: ChangeEntry, change: Partial<ChangeEntry>): void {
    const endedAt = this.#ports.clock.now().toISOString()
    this.#ports.changes.saveChange(setup.id, { ...entry, ...change, endedAt })
  }
}

function secretOf({ application }: EntraFacts, { after }: ChangeOf<'add-secret'>) {
  const all = application.read ? (application.value?.credentials ?? []) : []
  return all.find(({ kind, displayName }) => kind === 'secret' && displayName === after.displayName) ?? null
}

export function objectsOf({
  application,
  servicePrincipal,
}: EntraFacts): Pick<MadeIds, 'application' | 'client' | 'appId'> {
  const found = application.read ? application.value : null
  const principal = servicePrincipal.read ? servicePrincipal.value : null
  return {
    application: found?.id ?? null,
    client: principal?.id ?? null,
    appId: found?.appId ?? principal?.appId ?? null,
  }
}

/** Of what a change made, as the tenant shows it. */
export function idOf(change: Change, facts: EntraFacts): string | null {
  const { kind, after } = change
  if (kind === 'create-application') return objectsOf(facts).application
  if (kind === 'create-service-principal') return objectsOf(facts).client
  if (kind === 'create-grant') return grantFor(facts, after)?.id ?? null
  if (kind === 'add-role') return roleFor(facts, after)?.id ?? null
  if (kind === 'add-secret') return secretOf(facts, change)?.keyId ?? null
  return kind === 'add-certificate' ? after.keyId : null
}
