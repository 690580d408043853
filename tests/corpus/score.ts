/** Reads the labelled texts and says how well the engine names their causes. @see docs/diagnosis.md */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Catalogue } from '../../src/domain/diagnosis/catalogue.schema.ts'
import type { Diagnosis } from '../../src/domain/diagnosis/diagnosis.schema.ts'
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

/** What collected/*.yaml holds beside the label: an empty `expect` means that no cause of ours is behind the text. */
const CollectedSchema = z.object({
  id: z.string(),
  text: z.string(),
  surface: z.string(),
  context: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  expect: z.array(z.string()),
  ask: z.literal(true).optional(),
  source: z.string(),
})

/** What rules may be written after: the reserve and the second judging set have been read since 2026-11-27. */
export const learningParts = ['learn', 'learn-4', 'learn-5', 'reserve', 'judge-2', 'near-trades'] as const
/** What nobody reads: counted, never printed, and run only when a figure is to be published. */
export const judgingParts = ['judge', 'judge-3', 'reserve-4', 'reserve-5'] as const
export type CollectedPart = (typeof learningParts)[number] | (typeof judgingParts)[number]

/** Texts collected from public threads, split by thread; undefined where the file is not there. */
export function collected(part: CollectedPart): Labelled[] | undefined {
  const file = path.join(import.meta.dirname, 'collected', `${part}.yaml`)
  if (!existsSync(file)) return undefined
  const texts = z.array(CollectedSchema).parse(parse(readFileSync(file, 'utf8')))
  return texts.map(({ expect, ...one }) =>
    expect.length === 0 ? { ...one, unknown: true } : { ...one, expect },
  )
}

export function catalogue(): Catalogue {
  const assets = path.resolve(import.meta.dirname, '../../assets')
  const parsed = parseCatalogue(
    yamlIn(path.join(assets, 'remedies')).flatMap((value) => value as unknown[]),
    Object.assign({}, ...yamlIn(path.join(assets, 'diagnosis'))),
  )
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error, null, 2))
  return parsed.value
}

function yamlIn(folder: string): unknown[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name): unknown => parse(readFileSync(path.join(folder, name), 'utf8')))
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

export function judge(one: Labelled, known: Catalogue, text = one.text): Judged {
  const answer = diagnose(text, known, { surface: one.surface, ...one.context })
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

export interface FalseAlarms {
  readonly foreign: number
  /** Named a cause at better than even. */
  readonly guessed: number
  /** Named a cause at 0.7 or more. */
  readonly sure: number
}

/** Of the texts that are none of our business. */
export function falseAlarmsOf(judged: readonly Judged[]): FalseAlarms {
  const foreign = judged.filter(({ one }) => one.unknown === true)
  const atLeast = (least: number) =>
    foreign.filter(({ answer }) => (answer.candidates[0]?.confidence ?? 0) >= least).length
  return { foreign: foreign.length, guessed: atLeast(even), sure: atLeast(sure) }
}

export interface Calibration {
  readonly from: number
  readonly below: number
  readonly texts: number
  /** What the engine said on average. */
  readonly stated: number
  /** What it was worth: the share of first causes that were right. */
  readonly worth: number
}

/**
 * What a confidence is worth. A text whose label says that nobody can tell counts its named cause as one of the equally
 * likely ones of the label, everything else as right or wrong.
 */
export function calibrationOf(judged: readonly Judged[], from: number, below: number): Calibration {
  const within = judged.flatMap(({ one, answer }) => {
    const [first] = answer.candidates
    if (first === undefined || first.confidence < from || first.confidence >= below) return []
    const named = one.expect?.includes(first.tag) === true
    const worth = !named ? 0 : one.ask === true ? 1 / (one.expect?.length ?? 1) : 1
    return [{ stated: first.confidence, worth }]
  })
  const mean = (values: readonly number[]) =>
    values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    from,
    below,
    texts: within.length,
    stated: mean(within.map(({ stated }) => stated)),
    worth: mean(within.map(({ worth }) => worth)),
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
