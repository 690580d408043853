/** Reads one of our own JSON formats from a text that may hold anything. */
import { z } from 'zod'
import type { DocumentFormat } from '../problem/document-problems.ts'
import type { Problem } from '../problem/problem.ts'
import { err, ok, type Result } from '../result.ts'
import { oneLine } from '../text/escape.ts'

/** What stands at `format` in a file; the sealed one is opened elsewhere, but may be chosen by mistake. */
const formats: Readonly<Record<DocumentFormat, string>> = {
  setup: 'sendproof-setup',
  template: 'sendproof-template',
  reply: 'sendproof-answer',
  sealed: 'sendproof-sealed',
}

const Head = z.looseObject({ format: z.string(), version: z.unknown().optional() })

export function readStrict<S extends z.ZodType>(
  text: string,
  wanted: DocumentFormat,
  { version, schema }: { readonly version: number; readonly schema: S },
): Result<z.infer<S>, Problem> {
  const value = parsed(text)
  const head = Head.safeParse(value)
  const found = (Object.keys(formats) as DocumentFormat[]).find((one) => formats[one] === head.data?.format)
  if (!head.success || found !== wanted) return err({ code: 'document-other', wanted, found: found ?? null })
  if (head.data.version !== version)
    return err({ code: 'document-version', wanted, version: shown(head.data.version), known: version })
  const read = schema.safeParse(value)
  if (read.success) return ok(read.data)
  const [issue] = read.error.issues
  const details = shown([issue?.path.map(String).join('.'), issue?.message].filter(Boolean).join(': '))
  return err({ code: 'document-damaged', wanted, details })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return null
  }
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return oneLine(text).slice(0, 120)
}
