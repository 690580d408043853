/** What the command line says about the probes of a run: every unexpected one with its cause, then the counts. */
import type { RunView } from '../../contract/run-views.schema.ts'
import type { Probe } from '../../domain/run/run.schema.ts'
import { failedChecks } from '../../domain/run/authentication-results.ts'
import { endedAsExpected } from '../../domain/run/probe-outcome.ts'
import { stateOf } from '../../domain/run/probe-state.ts'
import { sentAs } from '../../domain/run/attempts.ts'
import { sayChange, sayNotes, sayReply, saySentAs } from '../../words/say-attempt.ts'
import type { Words } from '../../words/words.ts'
import type { Io } from '../frame/io.ts'

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
      said(words, probe),
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
      `${probe.warning ? '!' : '·'} ${(sayNotes(words, probe) ?? '').replaceAll(probe.from, words.cli.verify.thisMailbox)}`,
  )
  for (const [note, alike] of notes) io.out(note.replace(' ', ` ${namesOf(words, alike)}: `))
  // one that lies in Junk Email says so in its note
  const unauthenticated = Map.groupBy(
    good.filter((probe) => stateOf(probe) === 'received-unauthenticated'),
    ({ authentication }) => words.cli.verify.checksFailed(failedChecks(authentication)),
  )
  for (const [what, alike] of unauthenticated) io.out(`! ${namesOf(words, alike)}: ${what}`)
  for (const probe of good.filter((one) => sentAs(one) !== null).slice(0, mostNamed)) {
    const seen = sentAs(probe)
    if (seen !== null) io.out(`· ${probe.from}: ${saySentAs(words, seen)}`)
  }
  io.out(words.cli.verify.counts(summary))
  const next = nextTry(probes)
  if (next !== null) io.out(words.cli.verify.nextTry(next))
}

function namesOf(words: Words, alike: readonly Probe[]): string {
  const shown = alike.slice(0, mostNamed).map((probe) => probe.from)
  return words.cli.verify.named(shown, alike.length - shown.length)
}

function printGroup(io: Io, words: Words, alike: readonly Probe[]): void {
  const [first] = alike
  if (first === undefined) return
  io.out(`${first.tooEarly === null ? '✗' : '…'} ${namesOf(words, alike)}: ${said(words, first)}`)
  const notes = sayNotes(words, first)
  if (notes !== null) io.out(`    ${notes}`)
  const reply = sayReply(words, first, 'cli')
  if (first.reply !== null && first.outcome !== 'accepted')
    io.out(`    ${quoted(words.cli.verify.reply(first.reply, alike.length > 1))}`)
  else if (reply !== null && first.outcome !== 'accepted') io.out(`    ${quoted(reply)}`)
  if (first.returned !== null)
    io.out(`    ${quoted(words.cli.verify.cameBack(first.returned.status, first.returned.text))}`)
  const cause = first.diagnosis?.candidates[0]
  if (cause === undefined) return
  io.out(`    ${words.cli.verify.cause(cause.title, cause.explanation)}`)
  for (const remedy of cause.remedies)
    io.out(`    → ${remedy.text}${remedy.command === undefined ? '' : `\n      ${remedy.command}`}`)
}

/** What a server said in several lines stays under its own head: none of them can pass for a line of ours. */
const quoted = (text: string) => text.replace(/\r?\n|\r|\u2028|\u2029/g, '\n         | ')

/** When the first of those that may be too early is worth another try; null when there is none. */
export function nextTry(probes: readonly Probe[]): string | null {
  const times = probes.map((probe) => probe.tooEarly?.nextAt).filter((at) => at !== undefined)
  return times.toSorted()[0] ?? null
}

/** Let in where it had to be refused: nothing is worse. */
function isBreach(probe: Probe): boolean {
  return probe.expected === 'refused' && probe.outcome === 'accepted'
}

function said(words: Words, probe: Probe): string {
  return words.cli.verify.attempt(
    probe,
    probe.tooEarly === null ? '' : sayChange(words, probe.tooEarly.because),
  )
}
