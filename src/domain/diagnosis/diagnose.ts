/** Turns an error text into causes a person can act on, by the catalogue alone: works offline, invents nothing. */
import { askForMore } from './ask-for-more.ts'
import type { RemedyEntry } from './catalogue.ts'
import { condensed } from './condense.ts'
import { surfaceOf, type DiagnosisContext } from './context.ts'
import type { Diagnosis } from './diagnosis.ts'
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
  const ready = readyCatalogue(catalogue)
  const plain = unwrapped(condensed(text))
  let { scored, telling, vendor } = read(plain, ready, context, false)
  // a text that was cut off may end in the middle of what it had to say; nobody can be sure of that
  if (scored.length === 0 && vendor === undefined && plain.length < longestCutOff)
    ({ scored, telling, vendor } = read(plain, ready, context, true))
  const best = scored[0]?.confidence ?? 0
  if (best === 0)
    return { candidates: [], questions: text.trim() === '' ? [] : askForMore(telling, vendor, context) }
  const kept = scored.filter((one) => one.confidence >= best * keptShare).slice(0, mostCandidates)
  const questions = kept.flatMap(({ entry }) =>
    entry.ask === undefined ? [] : [fillText(entry.ask, context)],
  )
  const unsure = best < sureEnough && questions.length === 0 ? askForMore(telling, vendor, context) : []
  return {
    candidates: kept.map((one) => filledCandidate(one.entry, one.confidence, context)),
    questions: kept.length > 1 || best < sureEnough ? [...new Set([...questions, ...unsure])] : [],
  }
}

interface Reading {
  readonly scored: readonly { readonly entry: RemedyEntry; readonly confidence: number }[]
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
