/** Turns an error text into causes a person can act on, by the catalogue alone: works offline, invents nothing. */
import { afterAnswers, bestQuestion, type Scored } from './answers.ts'
import { askForMore } from './asking.ts'
import type { Catalogue, RemedyEntry } from './catalogue.schema.ts'
import { condensed } from './condense.ts'
import { surfaceOf, type DiagnosisContext } from './context.ts'
import type { Diagnosis, Recognised } from './diagnosis.schema.ts'
import { factsOf, piecesOf, saysNothing, type Facts } from './facts.ts'
import { filledCandidate, fillingFor, fillText } from './fill.ts'
import { confidenceOf, readingOf } from './match.ts'
import { readyCatalogue, type ReadyCatalogue } from './ready.ts'
import { settingOf } from './setting.ts'
import { foreignVendor } from './speaking.ts'
import { tradeOf, type Trade } from './trade.ts'
import { unwrapped } from './unwrap.ts'

export type { DiagnosisContext } from './context.ts'

/** A cause far behind the best one would only distract. */
const keptShare = 0.5
const mostCandidates = 5
/** Below this nobody should act without asking first. */
const sureEnough = 0.7
const longestCutOff = 8_000
const begunShare = 0.7
const mostTelling = 20
/** What a sentence counts amid words of nobody knows which trade: less than even, however plain it is. */
const openShare = 0.49

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
export function diagnose(text: string, catalogue: Catalogue, context: DiagnosisContext = {}): Diagnosis {
  return examine(text, catalogue, context).diagnosis
}

/** The diagnosis together with what it was made from. */
export function examine(text: string, catalogue: Catalogue, context: DiagnosisContext = {}): Examination {
  const ready = readyCatalogue(catalogue)
  const { asking: words } = catalogue.vocabulary
  const plain = unwrapped(condensed(text))
  let seen = look(plain, ready, context, 'whole')
  // a text that was cut off may end in the middle of what it had to say; nobody can be sure of that
  if (seen.scored.length === 0 && seen.vendor === undefined && plain.length < longestCutOff)
    seen = look(plain, ready, context, 'cut off')
  if (seen.scored.length === 0 && seen.vendor === undefined) {
    const left = look(plain, ready, context, 'last resort')
    if (left.scored.length > 0) seen = left
  }
  const { telling, vendor, decisive, isOpen } = seen
  const recognised = recognisedIn(telling, vendor)
  const scored = afterAnswers(seen.scored, catalogue.causes, words.answers, context.answers)
  const best = scored[0]?.confidence ?? 0
  if (best === 0)
    return {
      diagnosis: {
        candidates: [],
        questions: text.trim() === '' ? [] : askForMore(telling, vendor, context, words),
      },
      recognised,
    }
  const filling = fillingFor(context, settingOf(decisive, context), decisive?.endpoint, words.unnamed)
  const kept = scored.filter((one) => one.confidence >= best * keptShare).slice(0, mostCandidates)
  const questions = kept.flatMap(({ entry }) =>
    entry.ask === undefined || context.answers?.[entry.tag] !== undefined
      ? []
      : [fillText(entry.ask, filling)],
  )
  const unsure =
    best < sureEnough && (questions.length === 0 || vendor !== undefined)
      ? askForMore(telling, vendor, context, words)
      : []
  const open = kept.length > 1 || best < sureEnough
  const asking = open ? bestQuestion(kept, context.answers, words.answers, filling) : undefined
  return {
    diagnosis: {
      candidates: kept.map((one) => filledCandidate(one.entry, one.confidence, filling)),
      questions: open ? [...new Set([...(isOpen ? [words.trade] : []), ...questions, ...unsure])] : [],
      ...(asking === undefined ? {} : { asking }),
    },
    recognised,
  }
}

const mostRecognised = 24

function recognisedIn(telling: readonly Facts[], vendor: string | undefined): Recognised[] {
  const of = (kind: Recognised['kind'], values: (facts: Facts) => Iterable<string | number>) =>
    [...new Set(telling.flatMap((facts) => [...values(facts)].map(String)))].map((value) => ({
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

interface Seen {
  readonly scored: readonly Scored[]
  readonly telling: readonly Facts[]
  /** The piece of text in which the likeliest cause was found. */
  readonly decisive: Facts | undefined
  /** That piece shows nothing of any trade we know. */
  readonly isOpen: boolean
  readonly vendor: string | undefined
}

/** As a whole text, as one that may end in the middle of a phrase, or for what is left to ask about. */
type Look = 'whole' | 'cut off' | 'last resort'

function look(text: string, ready: ReadyCatalogue, context: DiagnosisContext, how: Look): Seen {
  const confidence = new Map<RemedyEntry, number>()
  const telling: Facts[] = []
  let vendor: string | undefined
  let decisive: { readonly facts: Facts; readonly confidence: number; readonly trade: Trade } | undefined
  for (const piece of piecesOf(text)) {
    const facts = factsOf(piece, ready.reader, surfaceOf(context), how === 'cut off')
    if (saysNothing(facts)) continue
    vendor ??= foreignVendor(facts)
    const trade = tradeOf(facts, context)
    if (trade === 'others') continue
    if (telling.length < mostTelling) telling.push(facts)
    const reading = readingOf(facts, ready, context, how === 'last resort')
    for (const { entry, lines } of ready.entries) {
      if (context.ownServer === true && entry.notOnOwnServer === true) continue
      const found = share(
        confidenceOf(entry.tag, lines, reading),
        trade === 'open' && entry.anyTrade === true ? openShare : 1,
      )
      if (found > (confidence.get(entry) ?? 0)) confidence.set(entry, found)
      if (found > (decisive?.confidence ?? 0)) decisive = { facts, confidence: found, trade }
    }
  }
  // equally sure causes keep the order of the catalogue
  const scored = ready.entries
    .flatMap(({ entry }) => {
      const found = confidence.get(entry)
      return found === undefined
        ? []
        : [{ entry, confidence: share(found, how === 'cut off' ? begunShare : 1) }]
    })
    .sort((a, b) => b.confidence - a.confidence)
  return { scored, telling, decisive: decisive?.facts, isOpen: decisive?.trade === 'open', vendor }
}

/** To two places, as every confidence is said. */
function share(confidence: number, of: number): number {
  return Math.round(confidence * of * 100) / 100
}
