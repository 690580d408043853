/** Reads the list of named clouds (assets/clouds.yaml). */
import { schemaProblems, type AssetProblem } from '../problem/asset-problem.ts'
import { err, ok, type Result } from '../result.ts'
import { CloudListSchema, type Cloud } from './cloud.schema.ts'

export function parseClouds(value: unknown): Result<Cloud[], AssetProblem[]> {
  const parsed = CloudListSchema.safeParse(value)
  if (!parsed.success) return err(schemaProblems(parsed.error.issues, value))
  const kinds = parsed.data.map((cloud) => cloud.kind)
  const twice = kinds.findIndex((kind, index) => kinds.indexOf(kind) !== index)
  if (twice !== -1) return err([{ code: 'used-twice', path: `[${twice}].kind`, name: kinds[twice] ?? '' }])
  return ok(parsed.data)
}
