/** Whose domain it is: what a cloud's sign-in service says of a tenant to everybody who asks. */
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Result } from '../../../domain/result.ts'

export interface TenantDirectory {
  /**
   * The tenant's id (a GUID in lower case) of one of its verified domains. Errors: tenant-unknown, when this cloud has
   * no tenant of that domain; tenant-not-looked-up, when the sign-in service could not be asked or answered anything
   * else.
   */
  idOf(cloud: Cloud, domain: string, signal?: AbortSignal): Promise<Result<string, AppError>>
}
