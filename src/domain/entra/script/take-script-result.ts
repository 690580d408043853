/** Reads what Set-Entra.ps1 has left: somebody else's word, refused where it is damaged, foreign, or older than what is known. */
import type { AppError } from '../../problem/app-error.ts'
import { err, ok, type Result } from '../../result.ts'
import { ScriptResultSchema, type ScriptResult } from './script-result.schema.ts'

export interface TakenFor {
  /** For the message. */
  readonly file: string
  readonly setup: { readonly id: string; readonly name: string }
  readonly tenantId: string | null
  /** When the tenant was read last, or a result was finished that is known; null: never. */
  readonly newest: string | null
  /** ISO time. */
  readonly now: string
}

/** Clocks of two PCs differ; a result from next week would keep every true one out. */
const clockSpareMs = 86_400_000

export function takeScriptResult(
  bytes: Uint8Array,
  { file, setup, tenantId, newest, now }: TakenFor,
): Result<ScriptResult, AppError> {
  const text = decoded(bytes)
  if (text === null) return err({ code: 'script-result-not-text', file })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return err({ code: 'script-result-damaged', file })
  }
  const parsed = ScriptResultSchema.safeParse(value)
  if (!parsed.success) return err({ code: 'script-result-foreign', file })
  const result = parsed.data
  const { connected, troubles, finishedAt } = result
  if (connected === null || result.ended === 'refused')
    return err({ code: 'script-result-refused', why: [...new Set(troubles.map(({ code }) => code))] })
  const same = (id: string) => tenantId !== null && id.toLowerCase() === tenantId.toLowerCase()
  if (!same(connected.tenantId) || !same(result.tenantId))
    return err({ code: 'script-result-other-tenant', found: connected.tenantId, wanted: tenantId })
  if (result.setup.toLowerCase() !== setup.id.toLowerCase())
    return err({ code: 'script-result-other-setup', setup: setup.name })
  if (result.preview) return err({ code: 'script-result-preview', file })
  if (Date.parse(finishedAt) > Date.parse(now) + clockSpareMs)
    return err({ code: 'script-result-from-future', finishedAt })
  if (newest !== null && Date.parse(finishedAt) < Date.parse(newest))
    return err({ code: 'script-result-older', finishedAt, newest })
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

/** Windows PowerShell redirects as UTF-16 with a mark; a file of bytes that are no text gives null. */
function decoded(bytes: Uint8Array): string | null {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
