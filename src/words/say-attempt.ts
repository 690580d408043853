/** Turns the facts of an attempt into what a person reads. */
import type { AppError } from '../domain/problem/app-error.ts'
import type { SentAs } from '../domain/run/attempts.ts'
import { notesOf, type Note } from '../domain/run/note.ts'
import type { Missing } from '../domain/run/plan-run.ts'
import type { Obstacle } from '../domain/run/obstacle.schema.ts'
import type { Reason } from '../domain/run/reason.ts'
import type { Probe } from '../domain/run/run.schema.ts'
import type { TranscriptLine } from '../domain/run/transcript.schema.ts'
import type { Face } from './shape/say-finding.ts'
import { sayProblem } from './shape/say-problem.ts'
import type { Words } from './words.ts'

type Spoken = Pick<Words, 'attempts' | 'reasons' | 'problems'>
/** A table of words by code: each takes the facts of its own code. */
type Table<F> = Readonly<Record<string, (facts: F, to: never) => string>>

export function sayReason(words: Spoken, reason: Reason, face: Face): string {
  const said = reason.code === 'no-token' ? saidOf(words, reason.problem, face) : ''
  const say = (words.reasons as unknown as Table<Reason>)[reason.code] as (
    facts: Reason,
    said: string,
  ) => string
  return say(reason, said)
}

/** What ended an attempt: the server's own words, otherwise ours. Null while it has not ended, or was accepted without a word. */
export function sayReply(
  words: Spoken,
  { reply, reason }: Pick<Probe, 'reply' | 'reason'>,
  face: Face,
): string | null {
  const answered = reply !== null && reply !== ''
  if (reason === null || (answered && answers.has(reason.code))) return answered ? reply : null
  const said = sayReason(words, reason, face)
  return answered ? `${said} (${reply})` : said
}

/** The reply alone says these best. */
const answers: ReadonlySet<Reason['code']> = new Set(['server', 'throttled', 'token-refused'])

/** With what the other side said: without it nobody could look the failure up. */
function saidOf(words: Spoken, problem: AppError, face: Face): string {
  const { what, details } = sayProblem(words, problem, face)
  return details === undefined || what.includes(details) ? what : `${what} (${details})`
}

/** All notes of a probe; null when there is none. */
export function sayNotes(words: Spoken, probe: Pick<Probe, 'note' | 'notes'>): string | null {
  const notes = notesOf(probe).map((note) => {
    const say = (words.attempts.notes as unknown as Table<Note>)[note.code] as (facts: Note) => string
    return say(note)
  })
  return notes.length === 0 ? null : notes.join(' ')
}

export function sayObstacle(words: Spoken, obstacle: Obstacle, face: Face): string {
  const said = obstacle.code === 'sign-in-problem' ? sayProblem(words, obstacle.problem, face).what : ''
  const say = (words.attempts.obstacles as unknown as Table<Obstacle>)[obstacle.code] as (
    facts: Obstacle,
    to: { face: Face; said: string },
  ) => string
  return say(obstacle, { face, said })
}

export function sayMissing(words: Spoken, missing: Missing): string {
  return words.attempts.missing[missing]
}

export function saySentAs(words: Spoken, facts: SentAs): string {
  return words.attempts.sentAs(facts)
}

/** What was changed shortly before; an earlier version wrote a sentence here. */
export function sayChange(words: Spoken, because: string): string {
  const { changed } = words.attempts
  return Object.hasOwn(changed, because) ? changed[because as keyof typeof changed] : because
}

/** One line of a conversation, as it is shown and copied. */
export function sayLine(words: Spoken, line: TranscriptLine): string {
  if (!('fact' in line)) return line.text
  const { fact } = line
  const said = fact.code === 'ended' ? sayReason(words, fact.reason, 'window') : ''
  const say = (words.attempts.noted as unknown as Table<typeof fact>)[fact.code] as (
    facts: typeof fact,
    said: string,
  ) => string
  return say(fact, said)
}
