/** Carries out one probe: token, journal, transport, journal. Never twice once the message may have left. */
import type { Diagnosis } from '../../../domain/diagnosis/diagnosis.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Mailbox } from '../../../domain/mailbox/mailbox.schema.ts'
import type { ReadProbe as ReadKind, Transport } from '../../../domain/recipe/recipe.schema.ts'
import { checksFor, replyFolder } from '../../../domain/run/plan-run.ts'
import { composeProbeMail, mailFacts } from '../../../domain/run/probe-mail.ts'
import type { Note } from '../../../domain/run/note.ts'
import { toDiagnose } from '../../../domain/run/reason.ts'
import { whyNoProof } from '../../../domain/run/refusal-proof.ts'
import { isThrottled, noTries, rideOut, type Again, type Tries } from '../../../domain/run/ride-out.ts'
import { isReading } from '../../../domain/transport/transports.ts'
import type { Probe } from '../../../domain/run/run.schema.ts'
import { redact } from '../../../domain/text/redact.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'
import type { Words } from '../../../words/words.ts'
import type { MailTransport, SendResult } from './mail-transport.port.ts'
import type { ReadProbe, ReadResult } from './read-probe.port.ts'
import type { RecipeSource } from '../desk/stores.port.ts'
import type { RunStore } from '../desk/run-store.port.ts'
import type { ConnectedSetup } from '../desk/setup-desk.ts'
import { diagnoseLetIn, diagnoseProbe } from './probe-diagnosis.ts'
import type { ProbeTokens } from './probe-tokens.ts'
import type { RunJournal } from './run-journal.ts'
import { Turns } from './turns.ts'

export interface ProbeSenderPorts {
  readonly runs: RunStore
  readonly transports: Readonly<Record<Transport, MailTransport>>
  readonly readProbes: Readonly<Record<ReadKind, ReadProbe>>
  readonly recipes: RecipeSource
  readonly clock: Clock
  /** The test message is written for people. */
  readonly words: Words
}

/** `throttled`: a server asked to slow down. */
export interface Sent {
  /** The probe wants another try then: because it may only be too early, or to ride passing trouble out. */
  readonly again: { readonly at: number; readonly why: 'too-early' | 'ride-out' } | null
  readonly throttled: boolean
}

/** A rehearsal shows that it is tried again; it does not make anybody wait a minute for it. */
const practiceWaitMs = 50

type Attempted = SendResult & Pick<ReadResult, 'notes' | 'warning'>

/** What has been tried of a probe in this run, and how it is tried next. */
interface Course {
  readonly tries: Tries
  /** The token that is held was refused, or the computer slept. */
  readonly freshToken: boolean
}
const fromTheStart: Course = { tries: noTries, freshToken: false }

interface ProbeSenderDeps extends ProbeSenderPorts {
  readonly tokens: ProbeTokens
  readonly where: ConnectedSetup
  /** Says whether a failure may only be too early. */
  readonly early: (probe: Probe) => Probe['tooEarly']
}

export class ProbeSender {
  readonly #deps: ProbeSenderDeps
  readonly #turns = new Turns()
  readonly #courses = new Map<string, Course>()

  constructor(deps: ProbeSenderDeps) {
    this.#deps = deps
  }

  /** Ends with the probe `done`, or as it was before when it was stopped before anything left. */
  async send(
    journal: RunJournal,
    probeId: string,
    mailbox: Mailbox | null,
    signal: AbortSignal,
  ): Promise<Sent> {
    await this.#turns.next()
    const began = this.#deps.clock.now()
    const before = journal.probe(probeId)
    const course = this.#courses.get(probeId) ?? fromTheStart
    const probe = journal.change(
      probeId,
      { phase: 'connecting', startedAt: began.toISOString(), tries: before.tries + 1 },
      'connecting',
      { try: before.tries + 1 },
    )
    const attempt = await this.#attempt(journal, probe, mailbox, course.freshToken, began, signal)
    // many answers may have come at once, and each is journaled durably
    await this.#turns.next()
    if (signal.aborted && (attempt === null || attempt.outcome === 'failed')) {
      const { phase, startedAt } = before
      journal.change(probeId, { phase, startedAt, tries: before.tries }, 'stopped-before-sending')
      return { again: null, throttled: false }
    }
    if (attempt === null) throw new Error('an attempt ended without a result')
    const ms = this.#deps.clock.now().getTime() - began.getTime()
    const again = rideOut({ ...attempt, ms }, course.tries)
    if (again !== null) return this.#again(journal, before, attempt, again, course.tries)
    this.#courses.delete(probeId)
    return this.#record(journal, probe, attempt, ms)
  }

  /** Null: stopped before anything was asked. */
  async #attempt(
    journal: RunJournal,
    probe: Probe,
    mailbox: Mailbox | null,
    freshToken: boolean,
    began: Date,
    signal: AbortSignal,
  ): Promise<Attempted | null> {
    const token = await this.#deps.tokens.forProbe(probe, mailbox, freshToken, signal)
    if (signal.aborted) return null
    if (!token.ok) return notAsked(token.error)
    const { cloud, setup, recipe } = this.#deps.where
    const flow = this.#deps.tokens.runsAsApp(probe) ? ('app' as const) : ('delegated' as const)
    if (isReading(probe.transport)) {
      const check = checksFor(recipe, setup.answers).find(({ id }) => id === probe.check)
      return this.#deps.readProbes[probe.transport].look({
        cloud,
        token: token.value.token,
        flow,
        user: probe.mailbox,
        mailbox: probe.from,
        folder: check === undefined ? null : replyFolder(check, setup.answers),
        signal,
      })
    }
    const { subject, text, headers } = composeProbeMail(
      probe,
      this.#deps.words.testMail(mailFacts(probe, setup, recipe, began)),
    )
    const { from, to, messageId } = probe
    let unjournaled: { readonly failure: unknown } | null = null
    const result = await this.#deps.transports[probe.transport].send({
      cloud,
      flow,
      user: probe.mailbox,
      token: token.value.token,
      mail: { from, to, subject, text, messageId, date: began, headers },
      onHandingOver: () => {
        try {
          journal.change(probe.id, { phase: 'handing-over' }, 'handing-over')
        } catch (failure) {
          unjournaled = { failure }
          throw failure
        }
      },
      signal,
    })
    // The transport has sent nothing then; to say so as this probe's outcome would need the journal as well.
    if (unjournaled !== null) throw (unjournaled as { readonly failure: unknown }).failure
    return { ...result, notes: [], warning: false }
  }

  /** Goes back to what it was, with what it ended with this time: a run that is stopped now still says why. */
  #again(journal: RunJournal, before: Probe, attempt: Attempted, again: Again, tries: Tries): Sent {
    const { trouble, freshToken } = again
    const { stage, reason, transcript } = attempt
    const reply = masked(attempt.reply)
    this.#courses.set(before.id, { tries: { ...tries, [trouble]: tries[trouble] + 1 }, freshToken })
    const rehearsal = this.#deps.where.practice !== null
    const afterMs = rehearsal ? Math.min(again.afterMs, practiceWaitMs) : again.afterMs
    const at = this.#deps.clock.now().getTime() + afterMs
    const told = before.phase === 'planned' ? { stage, reason, reply } : {}
    const why = { trouble, reason, stage, reply, at: new Date(at).toISOString() }
    const change = { phase: before.phase, startedAt: null, ...told }
    journal.change(before.id, change, 'tried-again', why, transcript)
    return { again: { at, why: 'ride-out' }, throttled: trouble === 'throttled' }
  }

  #record(journal: RunJournal, probe: Probe, attempt: Attempted, ms: number): Sent {
    const judged = this.#judge(probe, attempt)
    const mayArrive =
      !isReading(probe.transport) && (judged.outcome === 'accepted' || judged.outcome === 'uncertain')
    const { stage, reason } = attempt
    const reply = masked(attempt.reply)
    const diagnosis = this.#diagnose(probe, judged.outcome, { stage, reason, reply })
    const tooEarly = this.#deps.early({ ...probe, outcome: judged.outcome, diagnosis })
    journal.change(
      probe.id,
      {
        phase: 'done',
        outcome: judged.outcome,
        stage,
        reply,
        reason,
        notes: judged.notes,
        warning: judged.warning,
        receipt: mayArrive ? 'waiting' : 'none',
        ms,
        diagnosis,
        tooEarly,
      },
      tooEarly === null ? judged.outcome : 'too-early',
      {
        stage,
        reply,
        reason: reason?.code ?? null,
        ...(tooEarly === null ? {} : { nextAt: tooEarly.nextAt }),
      },
      attempt.transcript,
    )
    return {
      again: tooEarly === null ? null : { at: Date.parse(tooEarly.nextAt), why: 'too-early' },
      throttled: isThrottled(attempt),
    }
  }

  /** A refusal that was wanted only counts when it is the limit that refused. */
  #judge(
    probe: Probe,
    { outcome, stage, reply, notes, warning }: Attempted,
  ): { readonly outcome: Attempted['outcome']; readonly notes: Note[]; readonly warning: boolean } {
    const asItIs = { outcome, notes: [...notes], warning }
    if (probe.expected === 'accepted' || outcome === 'accepted' || outcome === 'uncertain') return asItIs
    const because = whyNoProof(probe.transport, { outcome, stage, reply })
    if (because === null) return { ...asItIs, outcome: 'refused' }
    return { outcome: 'failed', notes: [{ code: 'no-proof', because }], warning: true }
  }

  #diagnose(
    probe: Probe,
    outcome: Attempted['outcome'],
    { stage, reason, reply }: Pick<Probe, 'reason' | 'reply'> & { readonly stage: string },
  ): Diagnosis | null {
    if (outcome === probe.expected) return null
    const { recipes } = this.#deps
    if (outcome === 'accepted') return diagnoseLetIn(recipes, this.#deps.where, probe)
    return diagnoseProbe(toDiagnose({ reason, reply }), recipes, this.#deps.where, probe, {
      stage,
      asApp: this.#deps.tokens.runsAsApp(probe),
    })
  }
}

function masked(reply: string | null): string | null {
  return reply === null ? null : redact(reply)
}

function notAsked(problem: AppError): Attempted {
  const { details } = problem
  return {
    outcome: 'failed',
    stage: 'token',
    reply: null,
    reason: {
      code: 'no-token',
      problem: details === undefined ? problem : { ...problem, details: redact(details) },
    },
    retryAfterMs: null,
    notes: [],
    warning: false,
    transcript: [],
  }
}
