/** Sends one probe: token, journal, transport, journal. Never twice once the message may have left. */
import { diagnose } from '../../../domain/diagnosis/diagnose.ts'
import type { Diagnosis } from '../../../domain/diagnosis/diagnosis.ts'
import type { AppError } from '../../../domain/app-error.ts'
import { smtpSendScope } from '../../../domain/cloud/cloud.ts'
import type { Mailbox } from '../../../domain/mailbox/mailbox.ts'
import { composeProbeMail } from '../../../domain/run/probe-mail.ts'
import type { Probe } from '../../../domain/run/run.ts'
import { redact } from '../../../domain/text/redact.ts'
import type { Clock } from '../../ports/clock.ts'
import type { MailTransport, SendResult } from '../../ports/mail-transport.ts'
import type { RecipeSource } from '../../ports/recipe-source.ts'
import type { RunStore } from '../../ports/run-store.ts'
import type { ConnectedSetup } from '../setup-desk.ts'
import type { TokenService } from '../token-service.ts'
import type { RunJournal } from './run-journal.ts'

export interface ProbeSenderPorts {
  readonly runs: RunStore
  readonly transport: MailTransport
  readonly recipes: RecipeSource
  readonly clock: Clock
}

export class ProbeSender {
  readonly #ports: ProbeSenderPorts
  readonly #tokens: TokenService
  readonly #where: ConnectedSetup

  constructor(ports: ProbeSenderPorts, tokens: TokenService, where: ConnectedSetup) {
    this.#ports = ports
    this.#tokens = tokens
    this.#where = where
  }

  /** Ends with the probe `done`, or back at `planned` when it was stopped before anything left. */
  async send(
    journal: RunJournal,
    probeId: string,
    mailbox: Mailbox | null,
    signal: AbortSignal,
  ): Promise<void> {
    const began = this.#ports.clock.now()
    const probe = journal.change(
      probeId,
      { phase: 'connecting', startedAt: began.toISOString() },
      'connecting',
    )
    if (mailbox === null) {
      this.#notAsked(
        journal,
        probe,
        'The mailbox was removed from the list after this run was planned.',
        began,
      )
      return
    }
    if (mailbox.authorisation === null) {
      this.#notAsked(journal, probe, notAuthorised(mailbox), began)
      return
    }
    const token = await this.#tokens.accessToken(this.#where, mailbox, [smtpSendScope(this.#where.cloud)])
    if (signal.aborted)
      return void journal.change(probeId, { phase: 'planned', startedAt: null }, 'stopped-before-sending')
    if (!token.ok) {
      this.#notAsked(journal, probe, sentence(token.error), began)
      return
    }
    const { subject, text, headers } = composeProbeMail(probe, this.#where.setup, this.#where.recipe, began)
    const result = await this.#ports.transport.send({
      cloud: this.#where.cloud,
      flow: 'delegated',
      user: probe.mailbox,
      token: token.value.token,
      mail: {
        from: probe.from,
        to: probe.to,
        subject,
        text,
        messageId: probe.messageId,
        date: began,
        headers,
      },
      onHandingOver: () => void journal.change(probeId, { phase: 'handing-over' }, 'handing-over'),
      signal,
    })
    this.#ports.runs.saveTranscript(probeId, result.transcript)
    if (signal.aborted && result.outcome === 'failed')
      return void journal.change(probeId, { phase: 'planned', startedAt: null }, 'stopped-before-sending')
    this.#record(journal, probe, result, began)
  }

  #record(journal: RunJournal, probe: Probe, result: SendResult, began: Date): void {
    const mayArrive = result.outcome === 'accepted' || result.outcome === 'uncertain'
    const reply = redact(result.reply)
    journal.change(
      probe.id,
      {
        phase: 'done',
        outcome: result.outcome,
        stage: result.stage,
        reply,
        receipt: mayArrive ? 'waiting' : 'none',
        ms: this.#ports.clock.now().getTime() - began.getTime(),
        diagnosis: result.outcome === 'accepted' ? null : this.#diagnose(reply, probe, result.stage),
      },
      result.outcome,
      { stage: result.stage, reply },
    )
  }

  #notAsked(journal: RunJournal, probe: Probe, why: string, began: Date): void {
    const reply = redact(why)
    journal.change(
      probe.id,
      {
        phase: 'done',
        outcome: 'failed',
        stage: 'token',
        reply,
        receipt: 'none',
        ms: this.#ports.clock.now().getTime() - began.getTime(),
        diagnosis: this.#diagnose(reply, probe, 'token'),
      },
      'failed',
      { stage: 'token', reply },
    )
  }

  #diagnose(reply: string, probe: Probe, stage: string): Diagnosis {
    const { setup } = this.#where
    return diagnose(reply, this.#ports.recipes.remedies(), {
      surface: stage === 'token' ? 'entra' : 'smtp',
      stage,
      flow: probe.transport,
      mailbox: probe.mailbox,
      from: probe.from,
      ...(setup.tenantName === null ? {} : { tenantName: setup.tenantName }),
      ...(setup.clientId === null ? {} : { clientId: setup.clientId }),
    })
  }
}

function notAuthorised(mailbox: Mailbox): string {
  return mailbox.problem === null
    ? `${mailbox.signInAs} has not been authorised yet, so nothing was sent.`
    : `${mailbox.signInAs} could not be authorised, so nothing was sent: ${sentence(mailbox.problem)}`
}

function sentence(error: AppError): string {
  return error.details === undefined ? error.what : `${error.what} (${error.details})`
}
