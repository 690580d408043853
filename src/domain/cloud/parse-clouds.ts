/** Reads the list of named clouds (assets/clouds.yaml). */
import { z } from 'zod'
import type { Said } from '../app-error.ts'
import { problemErrors, schemaErrors } from '../asset-problems.ts'
import { err, ok, type Result } from '../result.ts'
import { CloudSchema, type Cloud } from './cloud.ts'

const CloudList = z.array(CloudSchema).min(1).max(40)

export function parseClouds(value: unknown): Result<Cloud[], Said[]> {
  const parsed = CloudList.safeParse(value)
  if (!parsed.success) return err(schemaErrors(parsed.error.issues))
  const kinds = parsed.data.map((cloud) => cloud.kind)
  const twice = kinds.findIndex((kind, index) => kinds.indexOf(kind) !== index)
  if (twice !== -1)
    return err(problemErrors([{ path: `[${twice}].kind`, what: `“${kinds[twice] ?? ''}” is used twice` }]))
  return ok(parsed.data)
}
