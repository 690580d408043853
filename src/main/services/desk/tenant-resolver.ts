/** Finds the id of a tenant that was given as a domain: when it is entered, and again before it is needed. */
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { IdContext } from '../../../domain/fields/id.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { domainToLookUp, givenTenant, type GivenTenant } from '../../../domain/setup/given-tenant.ts'
import type { Setup } from '../../../domain/setup/setup.schema.ts'
import type { Announcer } from './announcer.ts'
import type { SetupStore } from './stores.port.ts'
import type { TenantDirectory } from './tenant-directory.port.ts'

export interface TenantResolverDeps {
  readonly tenants: TenantDirectory
  readonly setups: SetupStore
  readonly announcer: Announcer
}

export class TenantResolver {
  readonly #deps: TenantResolverDeps

  constructor(deps: TenantResolverDeps) {
    this.#deps = deps
  }

  /**
   * What a person typed, with the id where the sign-in service could be asked: without a network the domain is kept and
   * the id stays missing. Errors: field-not-valid, tenant-unknown.
   */
  async entered(cloud: Cloud, text: string, context: IdContext = {}): Promise<Result<GivenTenant, AppError>> {
    const given = givenTenant(text, context)
    if (!given.ok || given.value.tenantName === null) return given
    const { tenantName } = given.value
    const found = await this.#deps.tenants.idOf(cloud, tenantName)
    if (found.ok) return ok({ tenantId: found.value, tenantName })
    return found.error.code === 'tenant-unknown' ? found : given
  }

  /**
   * The setup with its tenant's id, looked up and kept when it was still missing. One whose tenant nobody has named is
   * given back as it is. Errors: tenant-unknown, tenant-not-looked-up, setup-gone.
   */
  async ready(setup: Setup): Promise<Result<Setup, AppError>> {
    const domain = domainToLookUp(setup)
    if (domain === null) return ok(setup)
    const found = await this.#deps.tenants.idOf(setup.cloud, domain)
    if (!found.ok) return found
    const { setups, announcer } = this.#deps
    const kept = setups.transaction((): Setup | null => {
      const now = setups.getSetup(setup.id)
      // a person may have named another tenant while the service was asked
      if (now === null || domainToLookUp(now) !== domain) return now
      const known = { ...now, tenantId: found.value }
      setups.saveSetup(known)
      return known
    })
    if (kept === null) return err({ code: 'setup-gone' })
    announcer.emit('setup.changed', { setup: setup.id })
    return ok(kept)
  }
}
