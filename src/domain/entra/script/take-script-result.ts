/** Reads what Set-Entra.ps1 has left: somebody else's word, refused where it is damaged, foreign, or older than what is known. */
import type { AppError } from '../../problem/app-error.ts'
import { err, ok, type Result } from '../../result.ts'
import { outOfTime, readResultFile, type KnownTime } from '../../result-file/result-file.ts'
import { ScriptResultSchema, type ScriptResult } from './script-result.schema.ts'

export interface TakenFor extends KnownTime {
  /** For the message. */
  readonly file: string
  readonly setup: { readonly id: string; readonly name: string }
  readonly tenantId: string | null
}

export function takeScriptResult(
  bytes: Uint8Array,
  { file, setup, tenantId, ...known }: TakenFor,
): Result<ScriptResult, AppError> {
  const read = readResultFile(bytes, (value) => ScriptResultSchema.safeParse(value).data ?? null)
  if (!read.ok) return err({ code: `script-result-${read.error}`, file })
  const result = read.value
  const { connected, troubles, finishedAt } = result
  if (connected === null || result.ended === 'refused')
    return err({ code: 'script-result-refused', why: [...new Set(troubles.map(({ code }) => code))] })
  const same = (id: string) => tenantId !== null && id.toLowerCase() === tenantId.toLowerCase()
  if (!same(connected.tenantId) || !same(result.tenantId))
    return err({ code: 'script-result-other-tenant', found: connected.tenantId, wanted: tenantId })
  if (result.setup.toLowerCase() !== setup.id.toLowerCase())
    return err({ code: 'script-result-other-setup', setup: setup.name })
  if (result.preview) return err({ code: 'script-result-preview', file })
  const wrong = outOfTime(finishedAt, known)
  if (wrong?.why === 'from-future') return err({ code: 'script-result-from-future', finishedAt })
  if (wrong?.why === 'older') return err({ code: 'script-result-older', finishedAt, newest: wrong.newest })
  return ok(result)
}

/**
 * Which steps a result reports as done, to be read from the tenant later: every change of the step was made or was so
 * already; one that failed, was left or not reached leaves it as it is.
 */
export function reportedSteps({ changes }: Pick<ScriptResult, 'changes'>): string[] {
  const steps = new Set(changes.flatMap(({ step }) => (step === null ? [] : [step])))
  return [...steps].filter((id) =>
    changes
      .filter(({ step }) => step === id)
      .every(({ outcome }) => outcome === 'done' || outcome === 'already'),
  )
}
