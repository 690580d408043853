/** Reads the labelled texts and says how well the engine names their causes. @see docs/diagnosis.md */
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { RemedyEntry } from '../../src/domain/diagnosis/catalogue.ts'
import type { Diagnosis } from '../../src/domain/diagnosis/diagnosis.ts'
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts'
import { parseCatalogue } from '../../src/domain/diagnosis/parse-catalogue.ts'

const LabelledSchema = z
  .strictObject({
    id: z.string(),
    text: z.string(),
    surface: z.string(),
    context: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    /** Causes that may come first, the best one first. */
    expect: z.array(z.string()).min(1).optional(),
    /** The text says nothing the catalogue knows. */
    unknown: z.literal(true).optional(),
    /** Nobody can tell for certain: below 0.7, with a question. */
    ask: z.literal(true).optional(),
    source: z.string(),
    /** Looked at for the final score only. */
    held: z.literal(true).optional(),
  })
  .refine((one) => (one.expect !== undefined || one.ask === true) !== (one.unknown === true))
export type Labelled = z.infer<typeof LabelledSchema>

const sure = 0.7
/** What is unknown may be guessed at, but not better than even. */
const even = 0.5

export function corpus(): Labelled[] {
  const folder = import.meta.dirname
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => z.array(LabelledSchema).parse(parse(readFileSync(path.join(folder, name), 'utf8'))))
}

export function catalogue(): RemedyEntry[] {
  const folder = path.resolve(import.meta.dirname, '../../assets/remedies')
  const parsed = parseCatalogue(
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .flatMap((name) => parse(readFileSync(path.join(folder, name), 'utf8')) as unknown[]),
  )
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error, null, 2))
  return parsed.value
}

export interface Score {
  texts: number
  top1: number
  top3: number
  wrongButConfident: number
  /** Of the texts nobody can tell, how many were left open. */
  saidUnknown: number
  cannotTell: number
}

export interface Judged {
  readonly one: Labelled
  readonly right: boolean
  readonly inTop3: boolean
  readonly wrongButConfident: boolean
  readonly answer: Diagnosis
}

export function judge(one: Labelled, entries: readonly RemedyEntry[], text = one.text): Judged {
  const answer = diagnose(text, entries, { surface: one.surface, ...one.context })
  const [first] = answer.candidates
  const confidence = first?.confidence ?? 0
  const named = first !== undefined && one.expect?.includes(first.tag) === true
  const open = confidence < sure && answer.questions.length > 0
  const right =
    one.unknown === true
      ? confidence < even
      : one.expect === undefined
        ? open
        : named && (one.ask !== true || open)
  const inTop3 =
    one.expect === undefined
      ? right
      : answer.candidates.slice(0, 3).some((candidate) => one.expect?.includes(candidate.tag))
  return { one, right, inTop3, wrongButConfident: confidence >= sure && !named, answer }
}

export function scoreOf(judged: readonly Judged[]): Score {
  const cannotTell = judged.filter(({ one }) => one.unknown === true || one.ask === true)
  return {
    texts: judged.length,
    top1: share(judged, (one) => one.right),
    top3: share(judged, (one) => one.inTop3),
    wrongButConfident: share(judged, (one) => one.wrongButConfident),
    saidUnknown: share(cannotTell, (one) => (one.answer.candidates[0]?.confidence ?? 0) < sure),
    cannotTell: cannotTell.length,
  }
}

function share(judged: readonly Judged[], holds: (one: Judged) => boolean): number {
  return judged.length === 0 ? 1 : judged.filter(holds).length / judged.length
}

const stamp = '2026-11-20 09:12:44,812'
const wrapped = (text: string, width: number) =>
  text
    .split('\n')
    .map((line) => {
      const words = line.split(' ')
      let length = 0
      return words.reduce((done, word) => {
        const wraps = length > 0 && length + word.length > width
        length = wraps ? word.length : length + word.length + 1
        return done === '' ? word : done + (wraps ? '\n' : ' ') + word
      }, '')
    })
    .join('\n')
const everyLine = (text: string, prefix: string) => text.replace(/^/gm, prefix)

/** What mail programs, logs and people do to a text on its way to whoever has to read it. */
export const disturbances: Readonly<Record<string, (text: string) => string>> = {
  'upper case': (text) => text.toUpperCase(),
  'lower case': (text) => text.toLowerCase(),
  'wrapped at 40': (text) => wrapped(text, 40),
  'wrapped with CRLF': (text) => wrapped(text, 60).replaceAll('\n', '\r\n'),
  'cut every 50 letters': (text) => text.replace(/([^\n]{50})/g, '$1\n'),
  quoted: (text) => everyLine(wrapped(text, 70), '> '),
  'quoted twice': (text) => everyLine(wrapped(text, 60), '> > '),
  'log prefix': (text) => everyLine(text, `${stamp} ERROR `),
  'log prefix with thread': (text) =>
    everyLine(text, `[${stamp.replace(' ', 'T')}Z] [main] ERROR c.e.Mailer - `),
  'German lead-in': (text) => `Beim Senden der Nachricht ist ein Fehler aufgetreten: ${text}`,
  'French lead-in': (text) => `Une erreur s'est produite lors de l'envoi du message : ${text}`,
  'Japanese lead-in': (text) => `メッセージの送信中にエラーが発生しました: ${text}`,
  'forwarded mail': (text) =>
    `Hi,\n\ncan you help? Since Monday we get this:\n\n-----Original Message-----\nFrom: ERP <erp@contoso.example>\nSubject: Error\n\n${text}\n\nThanks and regards\nAnna\n`,
  'cut off after 400': (text) => text.slice(0, 400),
  'last letters lost': (text) => text.slice(0, Math.max(60, Math.floor(text.length * 0.9))),
  'no-break spaces': (text) => text.replaceAll(' ', '\u00a0'),
  'JSON string': (text) => JSON.stringify({ level: 'error', message: text }),
  'HTML entities': (text) =>
    `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#39;')}</p>`,
}
