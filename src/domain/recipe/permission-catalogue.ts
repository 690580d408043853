/** Reads the catalogue of permissions and looks names up in it. */
import { firstOf, schemaProblems, type AssetProblem } from '../problem/asset-problem.ts'
import { err, ok, type Result } from '../result.ts'
import {
  CatalogueSchema,
  type Permission,
  type PermissionCatalogue,
  type PermissionName,
} from './permission-catalogue.schema.ts'

export function parsePermissions(value: unknown): Result<PermissionCatalogue, AssetProblem[]> {
  const parsed = CatalogueSchema.safeParse(value)
  if (!parsed.success) return err(schemaProblems(parsed.error.issues, value))
  const seen = new Set<string>()
  const twice = parsed.data.permissions.flatMap((one, index): AssetProblem[] => {
    const name = `${one.resource} ${one.kind} ${one.value}`
    if (seen.has(name)) return [{ code: 'listed-twice', path: `permissions[${index}].value`, name }]
    seen.add(name)
    return []
  })
  return twice.length === 0 ? ok(parsed.data) : err(firstOf(twice))
}

export function findPermission(catalogue: PermissionCatalogue, name: PermissionName): Permission | null {
  return (
    catalogue.permissions.find(
      ({ resource, value, kind }) => resource === name.resource && value === name.value && kind === name.kind,
    ) ?? null
  )
}
