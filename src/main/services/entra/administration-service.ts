/** Removes “Sendproof administration”, the registration that signed the administrator in, when it is not needed any more. */
import { administrationName } from '../../../domain/entra/admin/doors.ts'
import { rightsFor } from '../../../domain/entra/plan/change-table.ts'
import type { Change } from '../../../domain/entra/plan/change.schema.ts'
import { deletions } from '../../../domain/entra/decommission/decommission.ts'
import type { ApplicationFacts } from '../../../domain/entra/facts/entra-facts.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { ConnectedSetup, SetupDesk } from '../desk/setup-desk.ts'
import type { Clock, Ids } from '../surroundings/surroundings.port.ts'
import type { AdminSession, AdminSignIn, AdminWish } from './admin-sign-in.ts'
import type { ChangeJournal } from './change-journal.port.ts'
import type { ChangeRunner } from './change-runner.ts'
import type { GraphDirectory } from './graph-directory.port.ts'

export interface AdministrationPorts {
  readonly desk: SetupDesk
  readonly admins: AdminSignIn
  readonly directory: GraphDirectory
  readonly runner: ChangeRunner
  readonly changes: ChangeJournal
  readonly clock: Clock
  readonly ids: Ids
}

export class AdministrationService {
  readonly #ports: AdministrationPorts

  constructor(ports: AdministrationPorts) {
    this.#ports = ports
  }

  /** The change that would remove it; null where it is gone already. Changes nothing. */
  async preview(setupId: string, wish: AdminWish): Promise<Result<Change | null, AppError>> {
    return this.#during(setupId, wish, ['Application.Read.All'], async (_, session) => {
      const found = await this.#own(session)
      return found.ok ? ok(found.value === null ? null : deletionOf(found.value)) : found
    })
  }

  /** In the journal as any change; `revert` leaves it alone, since nobody could sign in to take it back. */
  async remove(setupId: string, wish: AdminWish): Promise<Result<{ removed: boolean }, AppError>> {
    const { runner, ids } = this.#ports
    const rights = ['Application.Read.All', ...rightsFor([{ kind: 'delete-application' }])] as const
    return this.#during<{ removed: boolean }>(setupId, wish, rights, async (connected, session) => {
      const found = await this.#own(session)
      if (!found.ok) return found
      this.#settle(setupId, found.value)
      if (found.value === null) return ok({ removed: false })
      const { id, appId } = found.value
      const act = { id: ids.uuid(), purpose: 'administration', connected, session } as const
      const objects = { application: id, client: null, appId }
      const made = await runner.run(act, deletionOf(found.value), objects)
      return made.ok ? ok({ removed: true }) : made
    })
  }

  async #during<T>(
    setupId: string,
    wish: AdminWish,
    rights: Parameters<AdminSignIn['during']>[1],
    act: (connected: ConnectedSetup, session: AdminSession) => Promise<Result<T, AppError>>,
  ): Promise<Result<T, AppError>> {
    const { desk, admins } = this.#ports
    const connected = await desk.connect(setupId)
    if (!connected.ok) return connected
    return admins.during(connected.value, rights, wish, (session) => act(connected.value, session))
  }

  /** By the client id that signed in, and only under the name it was registered with: nothing else is deleted here. */
  async #own({ caller, door }: AdminSession): Promise<Result<ApplicationFacts | null, AppError>> {
    if (door.name !== 'own') return err({ code: 'administration-not-own' })
    const listed = await this.#ports.directory.applications(caller, {
      clientId: door.clientId,
      displayName: administrationName,
    })
    if (!listed.read)
      return err({ code: 'tenant-not-read', why: listed.unread.why, right: listed.unread.right })
    const found =
      listed.value.find(({ appId }) => appId.toLowerCase() === door.clientId.toLowerCase()) ?? null
    return found !== null && found.displayName !== administrationName
      ? err({ code: 'administration-other', name: found.displayName })
      : ok(found)
  }

  /** A removal whose answer never came: the tenant tells what became of it. */
  #settle(setupId: string, found: ApplicationFacts | null): void {
    const { changes, clock } = this.#ports
    for (const entry of changes.listChanges(setupId))
      if (entry.state === 'begun' && entry.purpose === 'administration')
        changes.saveChange(setupId, {
          ...entry,
          state: found === null ? 'done' : 'failed',
          endedAt: clock.now().toISOString(),
        })
  }
}

function deletionOf(application: ApplicationFacts): Change {
  const [change] = deletions({
    stage: 'active',
    application,
    servicePrincipal: null,
    ...{ grants: 0, roles: 0 },
  })
  if (change === undefined) throw new Error('nothing to delete')
  return change
}
