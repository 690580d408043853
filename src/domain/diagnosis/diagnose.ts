/** Turns an error text into causes a person can act on, by the catalogue alone: works offline, invents nothing. */
import { afterAnswers, bestQuestion, type Scored } from './answers.ts'
import { askForMore } from './ask-for-more.ts'
import type { RemedyEntry } from './catalogue.ts'
import { condensed } from './condense.ts'
import { surfaceOf, type DiagnosisContext } from './context.ts'
import type { Diagnosis, Recognised } from './diagnosis.ts'
import { filledCandidate, fillText } from './fill.ts'
import { confidenceOf, foreignVendor, isUnrelated, readyCatalogue, type ReadyCatalogue } from './match.ts'
import { piecesOf, signalsOf, type Signals } from './signals.ts'
import { unwrapped } from './unwrap.ts'

export type { DiagnosisContext } from './context.ts'

/** A cause far behind the best one would only distract. */
const keptShare = 0.5
const mostCandidates = 5
/** Below this nobody should act without asking first. */
const sureEnough = 0.7
const longestCutOff = 8_000
const begunShare = 0.7

export interface Examination {
  readonly diagnosis: Diagnosis
  /** What stands in the text that a cause can be told by, in the order of its weight. */
  readonly recognised: readonly Recognised[]
}

/**
 * Candidates, the likeliest first, with remedies filled in for this mailbox; empty when nothing in the catalogue
 * fits, and then the questions say what to capture next. Several causes behind one text stay several, with the
 * questions that would separate them.
 */
export function diagnose(
  text: string,
  catalogue: readonly RemedyEntry[],
  context: DiagnosisContext = {},
): Diagnosis {
  return examine(text, catalogue, context).diagnosis
}

/** The diagnosis together with what it was made from. */
export function examine(
  text: string,
  catalogue: readonly RemedyEntry[],
  context: DiagnosisContext = {},
): Examination {
  const ready = readyCatalogue(catalogue)
  const plain = unwrapped(condensed(text))
  let reading = read(plain, ready, context, false)
  // a text that was cut off may end in the middle of what it had to say; nobody can be sure of that
  if (reading.scored.length === 0 && reading.vendor === undefined && plain.length < longestCutOff)
    reading = read(plain, ready, context, true)
  const { telling, vendor } = reading
  const recognised = recognisedIn(telling, vendor)
  const scored = afterAnswers(reading.scored, catalogue, context.answers)
  const best = scored[0]?.confidence ?? 0
  if (best === 0)
    return {
      diagnosis: {
        candidates: [],
        questions: text.trim() === '' ? [] : askForMore(telling, vendor, context),
      },
      recognised,
    }
  const kept = scored.filter((one) => one.confidence >= best * keptShare).slice(0, mostCandidates)
  const questions = kept.flatMap(({ entry }) =>
    entry.ask === undefined || context.answers?.[entry.tag] !== undefined
      ? []
      : [fillText(entry.ask, context)],
  )
  const unsure = best < sureEnough && questions.length === 0 ? askForMore(telling, vendor, context) : []
  const open = kept.length > 1 || best < sureEnough
  const asking = open ? bestQuestion(kept, context) : undefined
  return {
    diagnosis: {
      candidates: kept.map((one) => filledCandidate(one.entry, one.confidence, context)),
      questions: open ? [...new Set([...questions, ...unsure])] : [],
      ...(asking === undefined ? {} : { asking }),
    },
    recognised,
  }
}

const mostRecognised = 24

function recognisedIn(telling: readonly Signals[], vendor: string | undefined): Recognised[] {
  const of = (kind: Recognised['kind'], values: (signals: Signals) => Iterable<string | number>) =>
    [...new Set(telling.flatMap((signals) => [...values(signals)].map(String)))].map((value) => ({
      kind,
      value,
    }))
  return [
    ...of('entra', ({ aadsts }) => [...aadsts].map((number) => `AADSTS${number}`)),
    ...of('reply', ({ basic }) => basic),
    ...of('status', ({ enhanced }) => enhanced),
    ...of('http', ({ http }) => http),
    ...of('port', ({ ports }) => ports),
    ...(vendor === undefined ? [] : [{ kind: 'vendor' as const, value: vendor }]),
  ].slice(0, mostRecognised)
}

interface Reading {
  readonly scored: readonly Scored[]
  readonly telling: readonly Signals[]
  readonly vendor: string | undefined
}

function read(text: string, ready: ReadyCatalogue, context: DiagnosisContext, cutOff: boolean): Reading {
  const confidence = new Map<RemedyEntry, number>()
  const telling: Signals[] = []
  let vendor: string | undefined
  for (const piece of piecesOf(text)) {
    const signals = signalsOf(piece, ready.index, ready.aadsts, surfaceOf(context), cutOff)
    if (!saysSomething(signals) || isUnrelated(signals, ready)) continue
    if (telling.length < 20) telling.push(signals)
    const foreign = foreignVendor(signals, ready)
    vendor ??= foreign
    const hasKnownNumber = [...signals.aadsts].some((code) => ready.aadsts.has(code))
    for (const { entry, lines } of ready.entries) {
      const found = confidenceOf(lines, signals, context, foreign !== undefined, hasKnownNumber)
      if (found > (confidence.get(entry) ?? 0)) confidence.set(entry, found)
    }
  }
  // equally sure causes keep the order of the catalogue
  const scored = ready.entries
    .flatMap(({ entry }) => {
      const found = confidence.get(entry)
      return found === undefined
        ? []
        : [{ entry, confidence: cutOff ? Math.round(found * begunShare * 100) / 100 : found }]
    })
    .sort((a, b) => b.confidence - a.confidence)
  return { scored, telling, vendor }
}

function saysSomething(signals: Signals): boolean {
  return (
    signals.aadsts.size > 0 ||
    signals.phrases.size > 0 ||
    signals.basic.size > 0 ||
    signals.enhanced.size > 0 ||
    signals.http.size > 0
  )
}
