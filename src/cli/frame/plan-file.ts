/** The file that `plan --out` wrote, read again: to be applied, or to go into a pack. */
import path from 'node:path'
import { EntraPlanSchema, type EntraPlan } from '../../domain/entra/plan/entra-plan.schema.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Files } from '../../main/services/surroundings/files.port.ts'

/** A plan of two hundred changes. */
const largestPlan = 4_000_000

/** Fails with plan-file-unreadable for anything else than such a file. */
export async function readPlan(
  files: Pick<Files, 'readText'>,
  file: string,
): Promise<Result<EntraPlan, AppError>> {
  const text = await files.readText(path.resolve(file), largestPlan)
  if (!text.ok) return text
  try {
    const parsed = EntraPlanSchema.safeParse(JSON.parse(text.value))
    if (parsed.success) return ok(parsed.data)
  } catch {
    // No JSON, or JSON of something else: for the person it is the same.
  }
  return err({ code: 'plan-file-unreadable', file, field: '--plan' })
}
