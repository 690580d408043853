/** Whether a line of the catalogue holds for the facts of one piece of text, and how sure each cause is. */
import type { MatchLine } from './catalogue.schema.ts'
import { surfaceOf, type DiagnosisContext } from './context.ts'
import { hasSmtpCode, type Facts } from './facts.ts'
import type { ReadyCatalogue, ReadyLine } from './ready.ts'
import { settingOf, type Setting } from './setting.ts'
import { foreignVendor, isOthersRefusal, spokenTo } from './speaking.ts'

/** A sentence that points somewhere the code does not: the code outweighs it. */
const besideCode = 0.8

/** Where Entra has answered with a number, the way to it was open. */
const behindAnAnswer = 0.5
const ofTheWay: ReadonlySet<string> = new Set([
  'name-unresolved',
  'refused',
  'timed-out',
  'unreachable',
  'could-not-connect',
  'reset',
])

/** One piece of text as the rules see it. */
export interface Reading {
  readonly facts: Facts
  readonly context: DiagnosisContext
  readonly setting: Setting
  /** Another service's server speaks, and Microsoft's does not. */
  readonly isForeign: boolean
  /** The program spoke to a host of such a service. */
  readonly isOthersHost: boolean
  /** Nothing in the text was found by any other line. */
  readonly isLastResort: boolean
  /** The causes that the codes of this piece can have; undefined where it has no code that is known. */
  readonly causesByCode: ReadonlySet<string> | undefined
}

export function readingOf(
  facts: Facts,
  ready: ReadyCatalogue,
  context: DiagnosisContext,
  isLastResort = false,
): Reading {
  return {
    facts,
    context,
    setting: settingOf(facts, context),
    isForeign: foreignVendor(facts) !== undefined || isOthersRefusal(facts),
    isLastResort,
    isOthersHost: facts.aadsts.size === 0 && spokenTo(facts) !== undefined,
    causesByCode: causesByCode(facts, ready),
  }
}

function causesByCode({ aadsts, enhanced }: Facts, ready: ReadyCatalogue): ReadonlySet<string> | undefined {
  const codes = [...[...aadsts].map((number) => `aadsts ${number}`), ...enhanced]
  const causes = codes.flatMap((code) => [...(ready.causesOfCode.get(code) ?? [])])
  return causes.length === 0 ? undefined : new Set(causes)
}

/** 0 to 1: the surest of the lines that hold. */
export function confidenceOf(tag: string, lines: readonly ReadyLine[], reading: Reading): number {
  let best = 0
  const contradicted = reading.causesByCode?.has(tag) === false
  for (const line of lines) {
    if ((line.ifNothingElse === true) !== reading.isLastResort) continue
    if ((line.othersHost === true) !== reading.isOthersHost) continue
    if (reading.isForeign && line.anyServer !== true) continue
    const byCode = line.aadsts !== undefined || line.smtpCodes !== undefined
    const confidence =
      line.confidence *
      (contradicted && !byCode ? besideCode : 1) *
      (reading.facts.aadsts.size > 0 && isOfTheWay(line) ? behindAnAnswer : 1)
    if (confidence > best && holds(line, reading)) best = confidence
  }
  return Math.round(best * 100) / 100
}

function isOfTheWay({ means }: MatchLine): boolean {
  return means?.every((meaning) => ofTheWay.has(meaning)) === true
}

function holds(line: ReadyLine, reading: Reading): boolean {
  const { facts } = reading
  const has = (word: string) => facts.phrases.has(word)
  if (line.aadsts?.some((code) => facts.aadsts.has(code)) === false) return false
  if (line.smtpCodes?.some((code) => hasSmtpCode(facts, code)) === false) return false
  if (line.http?.some((code) => facts.http.has(code)) === false) return false
  if (line.code?.some((code) => facts.codes.has(code)) === false) return false
  const { ports } = line
  if (ports !== undefined && (facts.ports.has(587) || !ports.some((port) => facts.ports.has(port))))
    return false
  if (line.means?.some((meaning) => facts.meanings.has(meaning)) === false) return false
  if (line.meansToo?.some((meaning) => facts.meanings.has(meaning)) === false) return false
  if (line.meansNot?.some((meaning) => facts.meanings.has(meaning)) === true) return false
  if (line.words?.every(has) === false) return false
  if (line.any?.some(has) === false) return false
  if (line.also?.some(has) === false) return false
  if (line.not?.some(has) === true) return false
  return isSetLike(line, reading) && fits(line, reading.context)
}

/** Speaker, place, protocol and identity. */
function isSetLike(line: MatchLine, { facts, setting }: Reading): boolean {
  const speaks = (speaker: string) => facts.speakers.some(({ id }) => id === speaker)
  const place = facts.endpoint?.place ?? 'none'
  if (line.speaker?.some(speaks) === false) return false
  if (line.speakerNot?.some(speaks) === true) return false
  if (line.about?.includes(place) === false) return false
  if (line.aboutNot?.includes(place) === true) return false
  if (line.protocol?.includes(setting.protocol) === false) return false
  return line.identity === undefined || line.identity === setting.identity
}

function fits(line: MatchLine, context: DiagnosisContext): boolean {
  const surface = surfaceOf(context)
  if (line.surface !== undefined && surface !== undefined && line.surface !== surface) return false
  if (line.flow !== undefined && context.flow !== undefined && !line.flow.includes(context.flow)) return false
  if (context.stage !== undefined && line.stageNot?.includes(context.stage) === true) return false
  const { when } = line
  if (when === undefined) return true
  return (
    isOne(when.surface, surface) &&
    isOne(when.flow, context.flow) &&
    isOne(when.stage, context.stage) &&
    isOne(when.identity, context.identity) &&
    isOne(when.port, context.port)
  )
}

function isOne<T>(wanted: readonly T[] | undefined, given: T | undefined): boolean {
  return wanted === undefined || (given !== undefined && wanted.includes(given))
}
