/** Before a tenant is changed: every change as a line, and a person's yes by the tenant's name. */
import { changeTable } from '../../domain/entra/plan/change-table.ts'
import type { Change } from '../../domain/entra/plan/change.schema.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Setup } from '../../domain/setup/setup.schema.ts'
import type { Context } from './command.ts'

export const agreeUsage = '[--yes | --tenant NAME]'
export const agreeOptions = { yes: { type: 'boolean' }, tenant: { type: 'string' } } as const

/** `undoing`: nothing takes back what takes something back. */
export function previewLines(
  changes: readonly Change[],
  { words: { entra } }: Context,
  undoing = false,
): string[] {
  return changes.map((change, index) => {
    const { revertedBy } = changeTable[change.kind]
    const isFinal = revertedBy === null || (undoing && revertedBy.startsWith('restore-'))
    const revert = isFinal ? entra.revert.final : entra.revert.undone
    return `${String(index + 1).padStart(2)}. ${entra.sayChange(change)} ${revert}`
  })
}

/** --yes, or the tenant's name: as an option, or typed after the question. */
export async function agreedTo(
  { io, args, words }: Context,
  { tenantId }: Setup,
  tenant: string,
): Promise<Result<null, AppError>> {
  if (args.flag('yes')) return ok(null)
  const given = args.text('tenant')
  if (given === undefined) io.err(words.entra.typeTenant(tenant))
  const typed = (given ?? (await io.read())).trim().toLowerCase()
  // Nothing typed agrees to nothing, not even where the tenant has no name here.
  if (typed === '') return err({ code: 'tenant-not-confirmed', tenant, field: '--yes' })
  return typed === tenant.toLowerCase() || (tenantId !== null && typed === tenantId.toLowerCase())
    ? ok(null)
    : err({ code: 'tenant-not-confirmed', tenant, field: '--yes' })
}
