/** Whether a line of the catalogue holds for the facts of one piece of text, and how sure each cause is. */
import type { MatchLine } from './catalogue.schema.ts'
import { surfaceOf, type DiagnosisContext } from './context.ts'
import { hasSmtpCode, type Facts } from './facts.ts'
import type { ReadyCatalogue, ReadyLine } from './ready.ts'
import { settingOf, type Setting } from './setting.ts'
import type { Speaker } from './vocabulary.schema.ts'

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
  /** The causes that the codes of this piece can have; undefined where it has no code that is known. */
  readonly causesByCode: ReadonlySet<string> | undefined
}

export function readingOf(facts: Facts, ready: ReadyCatalogue, context: DiagnosisContext): Reading {
  return {
    facts,
    context,
    setting: settingOf(facts, context),
    isForeign: foreignVendor(facts) !== undefined || isOthersRefusal(facts),
    isOthersHost: facts.aadsts.size === 0 && spokenTo(facts) !== undefined,
    causesByCode: causesByCode(facts, ready),
  }
}

/** The mail service whose server wrote the text, unless Microsoft speaks in it too. */
export function foreignVendor(facts: Facts): string | undefined {
  if (facts.aadsts.size > 0) return undefined
  const speaker = spokenTo(facts) ?? (isMicrosofts(facts) ? undefined : othersMail(facts)[0])
  return speaker?.name
}

/** The service of somebody else to whose host the program spoke, whatever else is named. */
function spokenTo(facts: Facts): Speaker | undefined {
  const host = facts.endpoint?.place === undefined ? facts.endpoint?.host : undefined
  return othersMail(facts).find(({ words }) => words.some((word) => host?.includes(word) === true))
}

function othersMail({ speakers }: Facts): readonly Speaker[] {
  return speakers.filter(({ kind }) => kind === 'mail' || kind === 'service')
}

function isMicrosofts({ aadsts, speakers }: Facts): boolean {
  return aadsts.size > 0 || speakers.some(({ kind }) => kind === 'microsoft')
}

/** Exchange Online refuses a sign-in with 5.7.3 or 5.7.139, never with the 5.7.8 of other servers. */
function isOthersRefusal(facts: Facts): boolean {
  return facts.enhanced.has('5.7.8') && !isMicrosofts(facts)
}

const mailHost =
  /(?:^|[.-])(?:smtp|mail|mx|imap|pop3?|relay|exchange|outlook|owa|post|webmail)\d*(?:[.-]|$)|mail/
/** Databases, queues, directories, remote desktops. */
const othersPorts: ReadonlySet<number> = new Set([
  21, 22, 389, 636, 1433, 1521, 1883, 3000, 3306, 3389, 5000, 5432, 5672, 6379, 8080, 9000, 9092, 9200, 11211,
  27017,
])
const mailPorts: ReadonlySet<number> = new Set([25, 465, 587, 2525, 143, 993, 110, 995])
/** A caller that says one of these vouches for the text being about mail. */
const ownSurfaces: ReadonlySet<string> = new Set(['smtp', 'imap', 'ndr', 'ews', 'graph', 'entra'])

/** An error of a database, a package registry, a shop or another sending service, with no word of ours in it. */
export function isUnrelated(facts: Facts, context: DiagnosisContext): boolean {
  if (spokenTo(facts) !== undefined) return false
  if (isMicrosofts(facts)) return false
  const { speakers, ofMail, ports, endpoints, enhanced, ofOthers } = facts
  if (speakers.some(({ kind }) => kind === 'service')) return true
  if (ofMail || [...ports].some((port) => mailPorts.has(port))) return false
  if (enhanced.size === 0 && speakers.some(({ kind }) => kind === 'system')) return true
  if ([...ports].some((port) => othersPorts.has(port))) return true
  const surface = surfaceOf(context)
  if (enhanced.size > 0 || ownSurfaces.has(surface ?? '')) return false
  // its own words say that a page or a file was loaded; had it been ours, a host or a word of ours would stand there
  if (speakers.some(({ kind }) => kind === 'web') || ofOthers) return true
  if ((surface === 'network' || surface === 'machine') && isStatusOfTheWeb(facts)) return true
  return (
    endpoints.length > 0 && endpoints.every(({ host, place }) => place === undefined && !mailHost.test(host))
  )
}

/** Any web server answers with these; only a proxy's demand (407) is about the way that mail takes too. */
function isStatusOfTheWeb({ http, basic, codes, endpoints }: Facts): boolean {
  if (http.size === 0 || http.has(407) || codes.size > 0) return false
  return (
    [...basic].every((code) => http.has(Number(code))) && endpoints.every(({ place }) => place === undefined)
  )
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
