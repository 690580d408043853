/** A report as a file: written with its digest, read back, and compared with it. */
import { z } from 'zod'
import type { Digest } from '../journal-chain/journal-chain.ts'
import { contentDigest, IntegritySchema, type Integrity } from './integrity.ts'

/** Stands where the file's own digest goes while that is counted. */
export const digestPlaceholder = `sha256-${'0'.repeat(64)}`
const digestMeta = /(<meta name="sendproof-file" content=")sha256-([0-9a-f]{64})(">)/

/**
 * The HTML with the digest of all its bytes in it, its own place counted as zeros. That place is at the beginning and
 * the digest is known at the end, so the HTML is made twice: once to count, once to write. The place is in one part.
 */
export function* sealedHtml(make: () => Iterable<string>, digest: Digest): Generator<string> {
  const counted = digest(make())
  let sealed = false
  for (const part of make()) {
    if (sealed) {
      yield part
      continue
    }
    sealed = digestMeta.test(part)
    yield part.replace(
      digestMeta,
      (_, before: string, _zeros, after: string) => `${before}sha256-${counted}${after}`,
    )
  }
}

const Marked = z.looseObject({
  schema: z.literal(1),
  generatedAt: z.string(),
  app: z.looseObject({ name: z.literal('Sendproof'), version: z.string() }),
  setup: z.looseObject({ id: z.string(), name: z.string() }),
  verdict: z.string(),
  probes: z.array(z.looseObject({ id: z.string(), runId: z.string() })),
  integrity: IntegritySchema,
})

/** What a check needs of a report, whichever version wrote it. */
export interface ReportFacts {
  readonly generatedAt: string
  readonly setup: string
  readonly verdict: string
  readonly integrity: Integrity
  readonly probes: readonly (Readonly<Record<string, unknown>> & {
    readonly id: string
    readonly runId: string
  })[]
}

export type FileCheck =
  /** Not a report that can be checked; why, in one sentence. */
  | { readonly kind: 'no-report'; readonly why: string }
  /** Not as it was written; what differs, in one sentence. */
  | { readonly kind: 'changed'; readonly why: string }
  | { readonly kind: 'unchanged'; readonly report: ReportFacts }

/** `text` must be the file's bytes as UTF-8, with a byte order mark if there is one: every byte counts. */
export function checkReportText(text: string, digest: Digest): FileCheck {
  return digestMeta.test(text) ? checkHtml(text, digest) : checkJson(text, digest)
}

function checkHtml(html: string, digest: Digest): FileCheck {
  const [, , written = ''] = digestMeta.exec(html) ?? []
  const blank = html.replace(
    digestMeta,
    (_, before: string, _hash, after: string) => `${before}${digestPlaceholder}${after}`,
  )
  if (digest(blank) !== written)
    return { kind: 'changed', why: 'The file is not as it was written: its bytes do not fit its digest.' }
  const data = /<div hidden data-sendproof-report="([^"]*)">/.exec(html)?.[1]
  if (data === undefined) return { kind: 'changed', why: 'The report’s data is missing from the file.' }
  return checkContent(unescaped(data), digest)
}

/** The layout counts too: a reader of the bare file must see what a program reads. */
function checkJson(text: string, digest: Digest): FileCheck {
  const checked = checkContent(text, digest)
  if (checked.kind !== 'unchanged') return checked
  if (`${JSON.stringify(JSON.parse(text), null, 2)}\n` !== text)
    return {
      kind: 'changed',
      why: 'What the file says fits its digest, but it is laid out otherwise: another program has written it again.',
    }
  return checked
}

function checkContent(text: string, digest: Digest): FileCheck {
  const read = readJson(text)
  const looksLikeOne = z.looseObject({ app: z.looseObject({ name: z.literal('Sendproof') }) }).safeParse(read)
  const parsed = Marked.safeParse(read)
  if (!parsed.success) {
    if (!looksLikeOne.success) return { kind: 'no-report', why: 'This is not a report of Sendproof.' }
    return 'integrity' in looksLikeOne.data && looksLikeOne.data['integrity'] !== null
      ? { kind: 'changed', why: 'Parts that every report has are missing or not as they are written.' }
      : {
          kind: 'no-report',
          why: 'This report carries no digest, so nobody can tell whether it was changed.',
        }
  }
  const { integrity, ...content } = parsed.data
  // Counted over what was read, not over what the schema has let through.
  if (contentDigest(read as Record<string, unknown>, integrity, digest) !== integrity.content)
    return { kind: 'changed', why: 'What the report says does not fit its digest.' }
  return {
    kind: 'unchanged',
    report: {
      generatedAt: content.generatedAt,
      setup: content.setup.name,
      verdict: content.verdict,
      integrity,
      probes: content.probes,
    },
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}
