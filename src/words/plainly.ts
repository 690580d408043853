/** English at once, for the places that still pass sentences on; each of them goes when its topic says facts. */
import type { AppError } from '../domain/app-error.ts'
import type { Missing } from '../domain/run/plan-run.ts'
import type { Probe } from '../domain/run/run.ts'
import { en } from './en/index.ts'
import { sayChange, sayMissing, sayNotes, sayReply } from './say-attempt.ts'
import { sayProblem, type ShownProblem } from './say-problem.ts'

export function plainly(error: AppError): ShownProblem {
  return sayProblem(en, error, 'window')
}

/** The same for the attempts of a report, until the report is made of words. */
export const plainAttempt = {
  reply: (probe: Pick<Probe, 'reply' | 'reason'>) => sayReply(en, probe, 'window'),
  notes: (probe: Pick<Probe, 'note' | 'notes'>) => sayNotes(en, probe),
  change: (because: string) => sayChange(en, because),
  missing: (check: Missing) => sayMissing(en, check),
}
