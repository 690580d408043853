/** Makes the brief out of the report's facts. */
import { endedAsExpected } from '../run/probe-outcome.ts'
import type { Probe } from '../run/run.schema.ts'
import { isReading } from '../transport/transports.ts'
import type { Brief } from './brief.schema.ts'
import { findingsOf, wasLetIn } from './findings.ts'
import type { Report } from './report.schema.ts'

type Facts = Omit<Report, 'brief'>

/** What the recipe asks for with these answers. */
interface Asked {
  /** Proof that other mailboxes are kept out. */
  readonly refusal: boolean
  /** Anything that can be tried from here at all. */
  readonly run: boolean
}

export function briefOf(report: Facts, asked: Asked): Brief {
  return { works: works(report), keptOut: keptOut(report, asked.refusal), next: next(report, asked.run) }
}

function works({ verdict, probes, mailboxes, notTried, refused, imported }: Facts): Brief['works'] {
  if (verdict === 'not-run') return { code: 'not-run' }
  const sends = probes.filter((probe) => probe.expected === 'accepted' && !isReading(probe.transport))
  if (verdict === 'proven') {
    const addresses = mailboxes.filter(({ purpose }) => purpose === 'sender').length
    return sends.length === 0 ? { code: 'as-planned' } : { code: 'sends', addresses }
  }
  const good = sends.filter(endedAsExpected).length
  const onlyHere = new Set(imported.map(({ run }) => run))
  if (probes.length > 0 && probes.every((probe) => endedAsExpected(probe) && onlyHere.has(probe.runId)))
    return { code: 'only-imported' }
  // who reads only this sentence must not take a missing proof of refusal for mail that does not go out
  if (good > 0 && good === sends.length) {
    const but = refused !== null ? 'refused-since' : notTried.length > 0 ? 'not-all-tried' : 'others-failed'
    return { code: 'sends-but', messages: good, but }
  }
  return { code: 'not-proven', good, messages: sends.length }
}

function keptOut({ probes }: Facts, wantsRefusal: boolean): Brief['keptOut'] {
  const negative = probes.filter(({ expected }) => expected === 'refused')
  const inside = negative.filter(wasLetIn)
  if (inside.length > 0)
    return { code: 'let-in', mailboxes: inside.length, first: inside.slice(0, 3).map(({ from }) => from) }
  if (negative.length === 0) return wantsRefusal ? { code: 'none-tried' } : { code: 'not-asked' }
  const refused = negative.filter(({ outcome }) => outcome === 'refused').length
  return refused === negative.length
    ? { code: 'refused', attempts: negative.length }
    : { code: 'no-answer', attempts: negative.length, refused }
}

function next(
  { verdict, probes, refused, steps, credentials, summary, imported, generatedAt }: Facts,
  canRun: boolean,
): Brief['next'] {
  const cause = firstCause(probes)
  if (
    verdict === 'not-proven' &&
    summary !== null &&
    summary.unexpected > 0 &&
    summary.tooEarly === summary.unexpected
  )
    return { code: 'wait' }
  if (refused !== null) return { code: 'credential' }
  if (verdict === 'not-proven' && cause !== undefined)
    return { code: 'cause', role: cause.remedies[0]?.role ?? null, title: cause.title }
  if (verdict === 'not-proven' && summary?.unexpected === 0)
    return imported.length > 0 ? { code: 'verify-here' } : { code: 'not-tried' }
  if (verdict === 'not-proven') return { code: 'try-again' }
  const open = steps.total - steps.done
  if (open > 0) return { code: 'steps', open }
  // done as people reported it: the plan may have nothing that can be tried from here
  if (verdict === 'not-run') return canRun ? { code: 'verify-here' } : { code: 'product-proof' }
  const [current] = credentials
  if (current === undefined) return { code: 'nothing' }
  const { kind, expiresAt: at } = current
  if (at === null) return { code: 'no-expiry-date', kind }
  // on its last day the hour decides
  return Date.parse(at) <= Date.parse(generatedAt)
    ? { code: 'expired', kind, at }
    : { code: 'expires', kind, at }
}

function firstCause(probes: readonly Probe[]) {
  return findingsOf(probes).find(({ diagnosis }) => (diagnosis?.candidates.length ?? 0) > 0)?.diagnosis
    ?.candidates[0]
}
