/** Which steps a result reports as done: what somebody's script says, to be read from the tenant later. */
import type { ScriptResult } from './script-result.schema.ts'

/** Every change of the step was made or was so already; one that failed, was left or not reached leaves it as it is. */
export function reportedSteps({ changes }: Pick<ScriptResult, 'changes'>): string[] {
  const steps = new Set(changes.flatMap(({ step }) => (step === null ? [] : [step])))
  return [...steps].filter((id) =>
    changes
      .filter(({ step }) => step === id)
      .every(({ outcome }) => outcome === 'done' || outcome === 'already'),
  )
}
