/** A report as a file: written with its digest, read back, and held against what it says of itself. */
import { z } from 'zod'
import { canonicalJson } from '../../domain/journal-chain/canonical-json.ts'
import { visibleJson } from '../../domain/text/escape.ts'
import type { Digest } from '../../domain/journal-chain/journal-chain.ts'
import { contentDigest } from '../../domain/report/integrity.ts'
import { IntegritySchema, type Integrity } from '../../domain/report/integrity.schema.ts'
import { summarise } from '../../domain/run/summarise.ts'
import { ReportDocumentSchema, reportDocument, type ReportDocument } from './report-document.ts'
import { digestPlaceholder, reportHtml } from './report-html.ts'

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
  app: z.looseObject({ name: z.literal('Sendproof'), version: z.string() }),
  integrity: IntegritySchema,
})

/** A report with its digest in it. */
export type SealedDocument = ReportDocument & { readonly integrity: Integrity }

/**
 * Why a file is no report that can be checked. other-version: this version cannot make the same text or data again, so
 * it cannot say that nothing was changed.
 */
export type NotChecked = 'not-a-report' | 'no-fingerprint' | 'other-version' | 'cannot-check-kind'
/**
 * What is not as it was written. bytes, data-missing, layout, parts, content: the file does not fit its fingerprints ·
 * derived: what it concludes does not follow from what it lists · text: the page does not say what its data says.
 */
export type Changed = 'bytes' | 'data-missing' | 'layout' | 'parts' | 'content' | 'derived' | 'text'

export type FileCheck =
  | { readonly kind: 'no-report'; readonly why: NotChecked }
  | { readonly kind: 'changed'; readonly why: Changed }
  | { readonly kind: 'unchanged'; readonly report: SealedDocument }

/**
 * `text` must be the file's bytes as UTF-8, with a byte order mark if there is one: every byte counts. `version`: of
 * this program; a page can only be made again by the version that wrote it.
 */
export function checkReportText(text: string, digest: Digest, version: string): FileCheck {
  return digestMeta.test(text) ? checkHtml(text, digest, version) : checkJson(text, digest, version)
}

/** People read the text and not the data, so the text is made again from the data: it must be the same. */
function checkHtml(html: string, digest: Digest, version: string): FileCheck {
  const [, , written = ''] = digestMeta.exec(html) ?? []
  const blank = html.replace(
    digestMeta,
    (_, before: string, _hash, after: string) => `${before}${digestPlaceholder}${after}`,
  )
  if (digest(blank) !== written) return { kind: 'changed', why: 'bytes' }
  const data = /<div hidden data-sendproof-report="([^"]*)">/.exec(html)?.[1]
  if (data === undefined) return { kind: 'changed', why: 'data-missing' }
  const checked = checkContent(unescaped(data), digest, version)
  if (checked.kind !== 'unchanged') return checked
  if (checked.report.app.version !== version) return { kind: 'no-report', why: 'other-version' }
  return digest(reportHtml(checked.report)) === digest(blank) ? checked : { kind: 'changed', why: 'text' }
}

/** The layout counts too: a reader of the bare file must see what a program reads. */
function checkJson(text: string, digest: Digest, version: string): FileCheck {
  const checked = checkContent(text, digest, version)
  if (checked.kind !== 'unchanged') return checked
  const again = `${JSON.stringify(JSON.parse(text), null, 2)}\n`
  // an earlier version wrote every character as it is
  return visibleJson(again) === text || again === text ? checked : { kind: 'changed', why: 'layout' }
}

function checkContent(text: string, digest: Digest, version: string): FileCheck {
  const read = readJson(text)
  const looksLikeOne = z.looseObject({ app: z.looseObject({ name: z.literal('Sendproof') }) }).safeParse(read)
  const marked = Marked.safeParse(read)
  if (!marked.success) {
    if (!looksLikeOne.success)
      return wasOne(text) ? { kind: 'changed', why: 'parts' } : { kind: 'no-report', why: 'not-a-report' }
    return 'integrity' in looksLikeOne.data && looksLikeOne.data['integrity'] !== null
      ? { kind: 'changed', why: 'parts' }
      : { kind: 'no-report', why: 'no-fingerprint' }
  }
  // Counted over what was read, not over what a schema has let through.
  if (
    contentDigest(read as Record<string, unknown>, marked.data.integrity, digest) !==
    marked.data.integrity.content
  )
    return { kind: 'changed', why: 'content' }
  const parsed = ReportDocumentSchema.safeParse(read)
  if (!parsed.success)
    return marked.data.app.version === version
      ? { kind: 'changed', why: 'parts' }
      : { kind: 'no-report', why: 'other-version' }
  // as it was read: the order of its members is part of the text that is made again from it
  const report = read as SealedDocument
  return followsFromItself(report) ? { kind: 'unchanged', report } : { kind: 'changed', why: 'derived' }
}

/** What the report concludes must follow from what it lists; whether that is true only the store can tell. */
function followsFromItself(report: SealedDocument): boolean {
  const { summary, probes, steps, run, sentences, notTried, refusal, deadlines } = report
  const needed = steps.list.filter(({ state }) => state !== 'not-needed')
  const done = needed.filter(({ state }) => state === 'done').length
  const excused = report.mailboxes.every((line) => (line.problem === null) === (line.problemCode === null))
  const drawnOn = new Set([...(run === null ? [] : [run.id]), ...probes.map(({ runId }) => runId)])
  const again = reportDocument(
    {
      ...report,
      notTried: report.open,
      // sentences about a mailbox were made from problems that the file does not repeat
      mailboxes: [],
    },
    report.language,
  )
  return (
    excused &&
    equal(summary, run === null ? null : summarise(probes)) &&
    equal([steps.total, steps.done], [needed.length, done]) &&
    equal([sentences, notTried, refusal], [again.sentences, again.notTried, again.refusal]) &&
    equal(deadlines, again.deadlines) &&
    equal([...drawnOn].sort(), report.integrity.runs.map(({ id }) => id).sort())
  )
}

const equal = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b)

/**
 * No JSON any more, or without its beginning, or a page without its head: a report that somebody cut or broke still says
 * what it was. Members that no other file of ours has; in a page they stand escaped.
 */
function wasOne(text: string): boolean {
  if (/<meta name="sendproof-file"|<div hidden data-sendproof-report=/.test(text)) return true
  return marks.filter((mark) => mark.test(text)).length >= 3
}

const marks = [
  /"name":\s{0,8}"Sendproof"/,
  ...[
    ...['generatedAt', 'verdict', 'integrity', 'peopleSignIn', 'clockSetBack', 'departures', 'deadlines'],
    ...['sentences', 'notTried', 'brief', 'refusal', 'head'],
  ].map((name) => new RegExp(`"${name}":`)),
]

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
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
