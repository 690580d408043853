/** What the command line says about the probes of a run: every unexpected one with its cause, then the counts. */
import type { RunView } from '../../contract/views.ts'
import { isReading } from '../../domain/transport/transports.ts'
import { endedAsExpected, type Probe } from '../../domain/run/run.ts'
import { sentAs } from '../../domain/run/attempts.ts'
import { sayChange, sayNotes, sayReply, saySentAs } from '../../words/say-attempt.ts'
import type { Words } from '../../words/words.ts'
import type { Io } from '../command.ts'

/** The most addresses that are named for one cause; the report names them all. */
const mostNamed = 5

/** One cause at a time; what was let in although it should not have been comes first. */
export function printRun(
  io: Io,
  words: Words,
  { probes, summary }: Pick<RunView, 'probes' | 'summary'>,
): void {
  const unexpected = probes
    .filter((probe) => !endedAsExpected(probe))
    .toSorted((a, b) => Number(isBreach(b)) - Number(isBreach(a)))
  const groups = Map.groupBy(unexpected, (probe) =>
    [
      sentence(words, probe),
      probe.transport,
      probe.diagnosis?.candidates[0]?.tag ?? sayReply(words, probe, 'cli'),
      sayNotes(words, probe),
    ].join(' '),
  )
  for (const alike of groups.values()) printGroup(io, words, alike)
  const good = probes.filter(endedAsExpected)
  // an address in a note makes each its own; what they say alike is said once
  const notes = Map.groupBy(
    good.filter((probe) => sayNotes(words, probe) !== null),
    (probe) =>
      `${probe.warning ? '!' : '·'} ${(sayNotes(words, probe) ?? '').replaceAll(probe.from, 'this mailbox')}`,
  )
  for (const [said, alike] of notes) io.out(said.replace(' ', ` ${namesOf(alike)}: `))
  for (const probe of good.filter((one) => sentAs(one) !== null).slice(0, mostNamed)) {
    const seen = sentAs(probe)
    if (seen !== null) io.out(`· ${probe.from}: ${saySentAs(words, seen)}`)
  }
  const early = summary.tooEarly === 0 ? '' : `, ${summary.tooEarly} of them perhaps too early`
  io.out(
    `${summary.planned} planned, ${summary.accepted} accepted, ${summary.refused} refused, ${summary.received} received, ${summary.unexpected} unexpected${early}`,
  )
  const next = nextTry(probes)
  if (next !== null) io.out(`Try again after ${next}: “verify NAME --resume”, or wait with --wait MINUTES.`)
}

function namesOf(alike: readonly Probe[]): string {
  const more = alike.length > mostNamed ? ` and ${alike.length - mostNamed} more` : ''
  return `${alike
    .slice(0, mostNamed)
    .map((probe) => probe.from)
    .join(', ')}${more}`
}

function printGroup(io: Io, words: Words, alike: readonly Probe[]): void {
  const [first] = alike
  if (first === undefined) return
  io.out(`${first.tooEarly === null ? '✗' : '…'} ${namesOf(alike)}: ${sentence(words, first)}`)
  const notes = sayNotes(words, first)
  if (notes !== null) io.out(`    ${notes}`)
  const said = sayReply(words, first, 'cli')
  if (first.reply !== null && first.outcome !== 'accepted')
    io.out(`    ${alike.length > 1 ? 'first reply' : 'reply'}: ${first.reply}`)
  else if (said !== null && first.outcome !== 'accepted') io.out(`    ${said}`)
  if (first.returned !== null)
    io.out(
      `    came back${first.returned.status === null ? '' : ` (${first.returned.status})`}: ${first.returned.text}`,
    )
  const cause = first.diagnosis?.candidates[0]
  if (cause === undefined) return
  io.out(`    ${cause.title}. ${cause.explanation}`)
  for (const remedy of cause.remedies)
    io.out(`    → ${remedy.text}${remedy.command === undefined ? '' : `\n      ${remedy.command}`}`)
}

/** When the first of those that may be too early is worth another try; null when there is none. */
export function nextTry(probes: readonly Probe[]): string | null {
  const times = probes.map((probe) => probe.tooEarly?.nextAt).filter((at) => at !== undefined)
  return times.toSorted()[0] ?? null
}

/** Let in where it had to be refused: nothing is worse. */
function isBreach(probe: Probe): boolean {
  return probe.expected === 'refused' && probe.outcome === 'accepted'
}

function sentence(words: Words, probe: Probe): string {
  if (isBreach(probe)) return 'ACCEPTED, ALTHOUGH IT HAD TO BE REFUSED'
  if (probe.tooEarly !== null)
    return `perhaps too early: ${sayChange(words, probe.tooEarly.because)} at ${probe.tooEarly.since}, and Microsoft may take until ${probe.tooEarly.until}`
  if (probe.expected === 'refused' && probe.outcome !== null) return 'the refusal is not proven'
  if (probe.outcome === 'accepted') {
    if (probe.receipt === 'returned') return 'accepted by the server, and came back as undeliverable'
    return probe.receipt === 'waiting'
      ? 'accepted; type the code from the mail in to prove that it arrived'
      : 'accepted by the server, but it did not arrive'
  }
  if (probe.outcome === 'refused')
    return isReading(probe.transport) ? 'may not look' : 'refused by the server'
  if (probe.outcome === 'uncertain')
    return 'the connection ended after the message had left; it was looked for and not found, and not sent again'
  if (probe.outcome === 'failed') {
    if (probe.stage === 'token') return 'not sent'
    return `${isReading(probe.transport) ? 'no answer' : 'not sent: the connection failed'} (${probe.stage ?? 'unknown stage'})`
  }
  return 'not sent yet'
}
