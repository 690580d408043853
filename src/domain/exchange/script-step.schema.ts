/** One line of what a script says while it runs (`-Output Json`). */
import { z } from 'zod'
import { redact } from '../text/redact.ts'
import { outcomes } from './result.schema.ts'
import { TroubleSchema } from './trouble.schema.ts'

const Count = z.int().min(0)
const longestText = 400
const Text = z.string().max(longestText)

export const ScriptStepSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('started'), total: Count }),
  /** `by`: as the plan says it; older scripts say nothing. */
  z.object({
    event: z.literal('signing-in'),
    by: z.enum(['browser', 'device', 'certificate', 'certificate-file']).default('browser'),
  }),
  /** The module shows a code, to be typed in at this address. */
  z.object({ event: z.literal('code'), address: Text, code: z.string().max(20) }),
  /** `account` is empty for an application. */
  z.object({ event: z.literal('connected'), account: Text, tenantId: Text }),
  /** `part`: a cmdlet, or `mailboxes`; `total` is 0 where there is nothing to count. */
  z.object({ event: z.literal('reading'), part: Text, done: Count, total: Count }),
  z.object({ event: z.literal('acting'), id: Text, done: Count, total: Count }),
  z.object({ event: z.literal('acted'), id: Text, outcome: z.enum(outcomes), done: Count, total: Count }),
  z.object({ event: z.literal('waiting'), seconds: z.number().min(0), code: Text }),
  z.object({ event: z.literal('trouble'), trouble: TroubleSchema }),
  z.object({ event: z.literal('ended'), ended: z.enum(['complete', 'stopped', 'refused']) }),
])
export type ScriptStep = z.infer<typeof ScriptStepSchema>

/**
 * The module itself prints it, past the script: a sentence of Microsoft's, in a language we do not know, with an address
 * and a code. Null: no such line.
 */
export function readCodeLine(line: string): ScriptStep | null {
  if (line.length > longestText) return null
  const address = /https:\/\/[^\s"'<>]+?\/(?:devicelogin|device|deviceauth)\b/i.exec(line)?.[0]
  if (address === undefined) return null
  const code = /(?<![\w-])(?=[A-Z0-9]*[A-Z])[A-Z0-9]{8,12}(?![\w-])/.exec(line.replace(address, ' '))?.[0]
  return code === undefined ? null : { event: 'code', address, code }
}

/** Null: the line is none of ours, such as what a module prints by itself. */
export function readStep(line: string): ScriptStep | null {
  if (!line.startsWith('{')) return null
  try {
    const parsed = ScriptStepSchema.safeParse(JSON.parse(line))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Without secrets in what Exchange, the module or the plan said; codes and counts stay as they are. */
export function redactStep(step: ScriptStep): ScriptStep {
  if (step.event !== 'trouble') return step
  const { facts, error } = step.trouble
  return {
    ...step,
    trouble: {
      ...step.trouble,
      facts: Object.fromEntries(
        Object.entries(facts).map(([name, fact]) => [
          name,
          typeof fact === 'string' ? redact(fact) : fact.map(redact),
        ]),
      ),
      error: error === null ? null : { ...error, id: redact(error.id), message: redact(error.message) },
    },
  }
}
