/** Reads one of our own JSON formats from a text that may hold anything; every refusal is one sentence. */
import { z } from 'zod'
import { appError, type AppError } from '../app-error.ts'
import { err, ok, type Result } from '../result.ts'
import { oneLine } from '../text/escape.ts'

const Head = z.looseObject({ format: z.string(), version: z.unknown() })

export function readStrict<S extends z.ZodType>(
  text: string,
  expected: {
    /** For the sentence, e.g. “setup file”. */
    readonly what: string
    readonly format: string
    readonly version: number
    readonly schema: S
  },
): Result<z.infer<S>, AppError> {
  const { what, format, version, schema } = expected
  const refuse = (why: string, next: string) => err(appError('bad-input', why, { next }))
  const value = parsed(text)
  const head = Head.safeParse(value)
  if (!head.success || head.data.format !== format)
    return refuse(
      `This is no ${what} of Sendproof.`,
      `Choose a file whose first member is "format": "${format}".`,
    )
  if (head.data.version !== version)
    return refuse(
      `This ${what} has version ${shown(head.data.version)}; this Sendproof reads version ${version}.`,
      'Use the Sendproof it was written with, or a newer one.',
    )
  const read = schema.safeParse(value)
  if (read.success) return ok(read.data)
  const [issue] = read.error.issues
  const where = issue === undefined || issue.path.length === 0 ? 'its top' : issue.path.map(String).join('.')
  return refuse(
    `This ${what} cannot be read at ${shown(where)}: ${shown(issue?.message ?? 'not as expected')}.`,
    'Nothing was changed; ask for a new file.',
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return null
  }
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none')
  return oneLine(text).slice(0, 120)
}
