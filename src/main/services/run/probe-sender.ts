/** Carries out one probe: token, journal, transport, journal. Never twice once the message may have left. */
import type { Diagnosis } from '../../../domain/diagnosis/diagnosis.ts'
import type { AppError } from '../../../domain/app-error.ts'
import type { Mailbox } from '../../../domain/mailbox/mailbox.ts'
import type { ReadProbe as ReadKind, Transport } from '../../../domain/recipe/recipe.ts'
import { checksFor, replyFolder } from '../../../domain/run/plan-run.ts'
import { composeProbeMail } from '../../../domain/run/probe-mail.ts'
import { whyNoProof } from '../../../domain/run/refusal-proof.ts'
import { isThrottled, noTries, rideOut, type Again, type Tries } from '../../../domain/run/ride-out.ts'
import { isReadProbe } from '../../../domain/run/probe-kinds.ts'
import type { Probe } from '../../../domain/run/run.ts'
import { unplannedAcceptance } from '../../../domain/run/unplanned-acceptance.ts'
import { redact } from '../../../domain/text/redact.ts'
import type { Clock } from '../../ports/clock.ts'
import type { MailTransport, SendResult, TranscriptLine } from '../../ports/mail-transport.ts'
import type { ReadProbe } from '../../ports/read-probe.ts'
import type { RecipeSource } from '../../ports/recipe-source.ts'
import type { RunStore } from '../../ports/run-store.ts'
import type { ConnectedSetup } from '../setup-desk.ts'
import { diagnoseProbe } from './probe-diagnosis.ts'
import type { ProbeTokens } from './probe-tokens.ts'
import type { RunJournal } from './run-journal.ts'
import { Turns } from './turns.ts'
import { plainly } from '../../../words/plainly.ts'

export interface ProbeSenderPorts {
  readonly runs: RunStore
  readonly transports: Readonly<Record<Transport, MailTransport>>
  readonly readProbes: Readonly<Record<ReadKind, ReadProbe>>
  readonly recipes: RecipeSource
  readonly clock: Clock
}

/** `againAt`: the probe wants another try then. `throttled`: a server asked to slow down. */
export interface Sent {
  readonly againAt: number | null
  readonly throttled: boolean
}

/** A rehearsal shows that it is tried again; it does not make anybody wait a minute for it. */
const practiceWaitMs = 50

interface Attempted {
  readonly outcome: SendResult['outcome']
  readonly stage: string
  readonly reply: string
  readonly note: string | null
  readonly warning: boolean
  readonly transcript: readonly TranscriptLine[]
}

export class ProbeSender {
  readonly #ports: ProbeSenderPorts
  readonly #tokens: ProbeTokens
  readonly #where: ConnectedSetup
  readonly #turns = new Turns()
  readonly #early: (probe: Probe) => Probe['tooEarly']
  readonly #tries = new Map<string, Tries>()

  /** `early` says whether a failure may only be too early. */
  constructor(
    ports: ProbeSenderPorts,
    tokens: ProbeTokens,
    where: ConnectedSetup,
    early: (probe: Probe) => Probe['tooEarly'],
  ) {
    this.#ports = ports
    this.#tokens = tokens
    this.#where = where
    this.#early = early
  }

  /** Ends with the probe `done`, or as it was before when it was stopped before anything left. */
  async send(
    journal: RunJournal,
    probeId: string,
    mailbox: Mailbox | null,
    signal: AbortSignal,
  ): Promise<Sent> {
    await this.#turns.next()
    const began = this.#ports.clock.now()
    const before = journal.probe(probeId)
    const tries = this.#tries.get(probeId) ?? noTries
    const probe = journal.change(
      probeId,
      { phase: 'connecting', startedAt: began.toISOString(), tries: before.tries + 1 },
      'connecting',
      { try: before.tries + 1 },
    )
    const attempt = await this.#attempt(journal, probe, mailbox, tries, began, signal)
    // many answers may have come at once, and each is journaled durably
    await this.#turns.next()
    if (signal.aborted && (attempt === null || attempt.outcome === 'failed')) {
      const { phase, startedAt } = before
      journal.change(probeId, { phase, startedAt, tries: before.tries }, 'stopped-before-sending')
      return { againAt: null, throttled: false }
    }
    if (attempt === null) throw new Error('an attempt ended without a result')
    const ms = this.#ports.clock.now().getTime() - began.getTime()
    const again = rideOut({ ...attempt, ms }, tries)
    if (again !== null) return this.#again(journal, before, attempt, again, tries)
    this.#tries.delete(probeId)
    return this.#record(journal, probe, attempt, ms)
  }

  /** Null: stopped before anything was asked. */
  async #attempt(
    journal: RunJournal,
    probe: Probe,
    mailbox: Mailbox | null,
    tries: Tries,
    began: Date,
    signal: AbortSignal,
  ): Promise<Attempted | null> {
    const token = await this.#tokens.forProbe(probe, mailbox, tries.expired > 0, signal)
    if (signal.aborted) return null
    if (!token.ok) return notAsked(token.error)
    const { cloud, setup, recipe } = this.#where
    const flow = this.#tokens.runsAsApp(probe) ? ('app' as const) : ('delegated' as const)
    if (isReadProbe(probe.transport)) {
      const check = checksFor(recipe, setup.answers).find(({ id }) => id === probe.check)
      return this.#ports.readProbes[probe.transport].look({
        cloud,
        token: token.value.token,
        flow,
        user: probe.mailbox,
        mailbox: probe.from,
        folder: check === undefined ? null : replyFolder(check, setup.answers),
        signal,
      })
    }
    const { subject, text, headers } = composeProbeMail(probe, setup, recipe, began)
    const { from, to, messageId } = probe
    let unjournaled: { readonly failure: unknown } | null = null
    const result = await this.#ports.transports[probe.transport].send({
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
    return { ...result, note: null, warning: false }
  }

  #again(
    journal: RunJournal,
    before: Probe,
    { stage, reply, transcript }: Attempted,
    again: Again,
    tries: Tries,
  ): Sent {
    this.#tries.set(before.id, { ...tries, [again.reason]: tries[again.reason] + 1 })
    const rehearsal = this.#where.practice !== null
    const afterMs = rehearsal ? Math.min(again.afterMs, practiceWaitMs) : again.afterMs
    const at = this.#ports.clock.now().getTime() + afterMs
    const change = { phase: before.phase, startedAt: null }
    const why = {
      reason: again.reason,
      why: again.why,
      stage,
      reply: redact(reply),
      at: new Date(at).toISOString(),
    }
    journal.change(before.id, change, 'tried-again', why, transcript)
    return { againAt: at, throttled: again.reason === 'throttled' }
  }

  #record(journal: RunJournal, probe: Probe, attempt: Attempted, ms: number): Sent {
    const judged = this.#judge(probe, attempt)
    const mayArrive =
      !isReadProbe(probe.transport) && (judged.outcome === 'accepted' || judged.outcome === 'uncertain')
    const reply = redact(attempt.reply)
    const diagnosis = this.#diagnose(probe, judged.outcome, attempt.stage, reply)
    const tooEarly = this.#early({ ...probe, outcome: judged.outcome, diagnosis })
    journal.change(
      probe.id,
      {
        phase: 'done',
        outcome: judged.outcome,
        stage: attempt.stage,
        reply,
        note: judged.note,
        warning: judged.warning,
        receipt: mayArrive ? 'waiting' : 'none',
        ms,
        diagnosis,
        tooEarly,
      },
      tooEarly === null ? judged.outcome : 'too-early',
      { stage: attempt.stage, reply, ...(tooEarly === null ? {} : { nextAt: tooEarly.nextAt }) },
      attempt.transcript,
    )
    return {
      againAt: tooEarly === null ? null : Date.parse(tooEarly.nextAt),
      throttled: isThrottled(attempt),
    }
  }

  /** A refusal that was wanted only counts when it is the limit that refused. */
  #judge(probe: Probe, attempt: Attempted): Pick<Attempted, 'outcome' | 'note' | 'warning'> {
    if (probe.expected === 'accepted' || attempt.outcome === 'accepted' || attempt.outcome === 'uncertain')
      return attempt
    const why = whyNoProof(probe.transport, attempt)
    return why === null
      ? { outcome: 'refused', note: attempt.note, warning: attempt.warning }
      : { outcome: 'failed', note: why, warning: true }
  }

  #diagnose(probe: Probe, outcome: Attempted['outcome'], stage: string, reply: string): Diagnosis | null {
    if (outcome === probe.expected) return null
    if (outcome === 'accepted') return unplannedAcceptance(probe)
    return diagnoseProbe(reply, this.#ports.recipes, this.#where, probe, {
      stage,
      asApp: this.#tokens.runsAsApp(probe),
    })
  }
}

function notAsked(error: AppError): Attempted {
  return {
    outcome: 'failed',
    stage: 'token',
    reply: error.details === undefined ? plainly(error).what : `${plainly(error).what} (${error.details})`,
    note: null,
    warning: false,
    transcript: [],
  }
}
