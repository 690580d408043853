/** Whether a line of the catalogue holds for one piece of text, and how sure each cause is. */
import type { MatchLine, RemedyEntry } from './catalogue.ts'
import { surfaceOf, type DiagnosisContext } from './context.ts'
import { foreignVendors, mailWords, microsoftWords, otherPorts, otherSystems } from './foreign.ts'
import { PhraseIndex, phraseKey } from './phrases.ts'
import { hasSmtpCode, type Signals } from './signals.ts'

/** A catalogue made ready for matching: phrases folded, and one index over all of them. */
export interface ReadyCatalogue {
  readonly entries: readonly { readonly entry: RemedyEntry; readonly lines: readonly ReadyLine[] }[]
  readonly index: PhraseIndex
  readonly aadsts: ReadonlySet<number>
  readonly vendors: readonly { readonly name: string; readonly words: readonly string[] }[]
  readonly microsoft: readonly string[]
  readonly mail: readonly string[]
  readonly others: readonly string[]
}

interface ReadyLine extends MatchLine {
  readonly codes: readonly string[] | undefined
}

/** Where Entra gives its number, the words around it say less than the number. */
const besideNumber = 0.8

const prepared = new WeakMap<readonly RemedyEntry[], ReadyCatalogue>()

export function readyCatalogue(catalogue: readonly RemedyEntry[]): ReadyCatalogue {
  const known = prepared.get(catalogue)
  if (known !== undefined) return known
  const entries = catalogue.map((entry) => ({ entry, lines: entry.match.map(readyLine) }))
  const vendors = Object.entries(foreignVendors).map(([name, words]) => ({
    name,
    words: words.map(phraseKey),
  }))
  const microsoft = microsoftWords.map(phraseKey)
  const mail = mailWords.map(phraseKey)
  const others = otherSystems.map(phraseKey)
  const lines = entries.flatMap((one) => one.lines)
  const ready: ReadyCatalogue = {
    entries,
    index: new PhraseIndex([
      ...lines.flatMap((line) => [
        ...(line.words ?? []),
        ...(line.any ?? []),
        ...(line.also ?? []),
        ...(line.not ?? []),
      ]),
      ...vendors.flatMap((vendor) => vendor.words),
      ...microsoft,
      ...mail,
      ...others,
    ]),
    aadsts: new Set(lines.flatMap((line) => line.aadsts ?? [])),
    vendors,
    microsoft,
    mail,
    others,
  }
  prepared.set(catalogue, ready)
  return ready
}

function readyLine(line: MatchLine): ReadyLine {
  const { words, any, also, not, ...rest } = line
  return {
    ...rest,
    ...(words === undefined ? {} : { words: words.map(phraseKey) }),
    ...(any === undefined ? {} : { any: any.map(phraseKey) }),
    ...(also === undefined ? {} : { also: also.map(phraseKey) }),
    ...(not === undefined ? {} : { not: not.map(phraseKey) }),
    codes: line.smtp === undefined || Array.isArray(line.smtp) ? line.smtp : [line.smtp],
  }
}

/** The vendor whose server wrote the text, unless Microsoft speaks in it too. */
export function foreignVendor(signals: Signals, ready: ReadyCatalogue): string | undefined {
  if (signals.aadsts.size > 0 || ready.microsoft.some((word) => signals.phrases.has(word))) return undefined
  return ready.vendors.find((vendor) => vendor.words.some((word) => signals.phrases.has(word)))?.name
}

/** An error of a database or a package registry, with no word of mail in it. */
export function isUnrelated(signals: Signals, ready: ReadyCatalogue): boolean {
  if (signals.aadsts.size > 0 || ready.mail.some((word) => signals.phrases.has(word))) return false
  return (
    ready.others.some((word) => signals.phrases.has(word)) ||
    [...signals.ports].some((port) => otherPorts.has(port))
  )
}

export function confidenceOf(
  lines: readonly ReadyLine[],
  signals: Signals,
  context: DiagnosisContext,
  isForeign: boolean,
  hasKnownNumber: boolean,
): number {
  let best = 0
  for (const line of lines) {
    const confidence =
      hasKnownNumber && line.aadsts === undefined ? line.confidence * besideNumber : line.confidence
    if (confidence > best && (!isForeign || line.anyServer === true) && holds(line, signals, context))
      best = confidence
  }
  return Math.round(best * 100) / 100
}

function holds(line: ReadyLine, signals: Signals, context: DiagnosisContext): boolean {
  const { aadsts, codes, http, ports, words, any, also, not } = line
  if (aadsts?.some((code) => signals.aadsts.has(code)) === false) return false
  if (codes?.some((code) => hasSmtpCode(signals, code)) === false) return false
  if (http?.some((code) => signals.http.has(code)) === false) return false
  if (ports !== undefined && (signals.ports.has(587) || !ports.some((port) => signals.ports.has(port))))
    return false
  if (words?.every((word) => signals.phrases.has(word)) === false) return false
  if (any?.some((word) => signals.phrases.has(word)) === false) return false
  if (also?.some((word) => signals.phrases.has(word)) === false) return false
  if (not?.some((word) => signals.phrases.has(word)) === true) return false
  return fits(line, context)
}

function fits(line: ReadyLine, context: DiagnosisContext): boolean {
  const surface = surfaceOf(context)
  if (line.surface !== undefined && surface !== undefined && line.surface !== surface) return false
  if (line.flow !== undefined && context.flow !== undefined && !line.flow.includes(context.flow)) return false
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
