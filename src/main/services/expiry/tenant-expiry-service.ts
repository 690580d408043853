/** Expiry dates as the tenant itself has them: of one setup's registration, or of every application. */
import type { TenantCredential, TenantExpiry } from '../../../domain/expiry/expiry-item.ts'
import { tenantItems } from '../../../domain/expiry/expiry-list.ts'
import { readRights } from '../../../domain/entra/facts/rights.ts'
import type { Reading } from '../../../domain/entra/facts/reading.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { SetupDesk } from '../desk/setup-desk.ts'
import type { AdminSignIn, AdminWish } from '../entra/admin-sign-in.ts'
import type { DirectoryCaller, GraphDirectory } from '../entra/graph-directory.port.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'

interface TenantExpiryPorts {
  readonly desk: SetupDesk
  readonly admins: AdminSignIn
  readonly directory: GraphDirectory
  readonly clock: Clock
}

export class TenantExpiryService {
  readonly #ports: TenantExpiryPorts

  constructor(ports: TenantExpiryPorts) {
    this.#ports = ports
  }

  /** The soonest first. Takes the one right to read applications, and changes nothing. */
  async read(setupId: string, wish: AdminWish, every: boolean): Promise<Result<TenantExpiry[], AppError>> {
    const { desk, admins, directory, clock } = this.#ports
    const connected = await desk.connect(setupId)
    if (!connected.ok) return connected
    const { setup, practice, recipe } = connected.value
    const clientId = setup.clientId ?? (await practice?.clientId(recipe.id)) ?? null
    if (!every && clientId === null) return err({ code: 'token-without-ids', field: 'clientId' })
    return admins.during(connected.value, [readRights.application], wish, async ({ caller }) => {
      const read = every ? await directory.allCredentials(caller) : await this.#own(caller, clientId ?? '')
      if (!read.read) return err({ code: 'tenant-not-read', why: read.unread.why, right: read.unread.right })
      return ok(tenantItems(read.value, read.evidence, clock.now().toISOString()))
    })
  }

  async #own(caller: DirectoryCaller, clientId: string): Promise<Reading<TenantCredential[]>> {
    const read = await this.#ports.directory.applications(caller, { clientId, displayName: '' })
    if (!read.read) return read
    const value = read.value
      .filter(({ appId }) => appId.toLowerCase() === clientId.toLowerCase())
      .flatMap(({ appId, displayName: application, credentials }) =>
        credentials.map(({ kind, keyId, displayName, hint, endsAt }): TenantCredential => ({
          ...{ application, appId, keyId, endsAt },
          credential: kind,
          name: displayName ?? hint,
        })),
      )
    return { ...read, value }
  }
}
