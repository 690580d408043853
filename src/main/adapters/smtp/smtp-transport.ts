/**
 * Sends over SMTP, as a person or as the application: STARTTLS, XOAUTH2, MAIL, RCPT, DATA. With a person's token the sign-in name is the
 * token's own user, and a shared mailbox appears in From alone; with an application's token it is the mailbox that is
 * sent as. Nothing else differs between the two. @see reference 4.6, 4.7
 */
import { createHash } from 'node:crypto'
import type { Clock } from '../../services/surroundings/surroundings.port.ts'
import type {
  MailTransport,
  SendEnd,
  SendRequest,
  SendResult,
} from '../../services/run/mail-transport.port.ts'
import { composeMessage, failedBy } from '../network/sending.ts'
import { ConnectionPool } from './connection-pool.ts'
import { SmtpSession, type SmtpTimeouts } from './smtp-session.ts'
import { Transcript } from '../network/transcript.ts'
import { xoauth2Response } from './xoauth2.ts'

interface SmtpTransportOptions {
  readonly clock: Clock
  readonly timeouts?: Partial<SmtpTimeouts>
  /** How long a connection is kept open for the next message of the same mailbox. */
  readonly idleMs?: number
}

const defaults: SmtpTimeouts = {
  connectMs: 15_000,
  greetingMs: 15_000,
  socketMs: 60_000,
  messageMs: 180_000,
  afterStopMs: 15_000,
}

export class SmtpTransport implements MailTransport {
  readonly #clock: Clock
  readonly #timeouts: SmtpTimeouts
  readonly #pool: ConnectionPool

  constructor(options: SmtpTransportOptions) {
    this.#clock = options.clock
    this.#timeouts = { ...defaults, ...options.timeouts }
    this.#pool = new ConnectionPool(options.idleMs ?? 10_000)
  }

  async send(request: SendRequest): Promise<SendResult> {
    const transcript = new Transcript(this.#clock, [
      request.token,
      xoauth2Response(request.user, request.token),
    ])
    const message = await composeMessage(request.mail)
    const { host, port } = request.cloud.smtp
    const mailbox = `${host}:${port} ${request.user.toLowerCase()}`
    const signIn = createHash('sha256')
      .update(`${request.cloud.caFile ?? ''}\n${request.token}`)
      .digest('base64')
    const lent = await this.#pool.take(mailbox, signIn, request.signal)
    if (lent === null) return { ...failedBy('connect', { code: 'stopped' }), transcript: transcript.lines }
    let { session } = lent
    try {
      const kept = session === null ? null : await this.#deliverOn(session, request, message, transcript)
      if (kept !== null) return { ...kept, transcript: transcript.lines }
      transcript.stage = 'connect'
      const opened = await SmtpSession.open(request, this.#timeouts, transcript, request.signal)
      session = opened.ok ? opened.value : null
      const ending = opened.ok ? await this.#deliver(opened.value, request, message) : opened.error
      return { ...ending, transcript: transcript.lines }
    } finally {
      lent.giveBack(session)
    }
  }

  /** Null: the server had closed the open connection meanwhile. Nothing was said yet, so it is asked anew. */
  async #deliverOn(
    session: SmtpSession,
    request: SendRequest,
    message: Buffer,
    transcript: Transcript,
  ): Promise<SendEnd | null> {
    session.continueIn(transcript)
    const ending = await this.#deliver(session, request, message)
    const unused = ending.outcome === 'failed' && !session.alive && ending.stage !== 'data'
    if (!unused || request.signal.aborted) return ending
    transcript.note({ code: 'reopening' })
    return null
  }

  close(): Promise<void> {
    return this.#pool.close()
  }

  #deliver(session: SmtpSession, request: SendRequest, message: Buffer): Promise<SendEnd> {
    return session.deliver({
      from: request.mail.from,
      to: request.mail.to,
      message,
      onHandingOver: request.onHandingOver,
      signal: request.signal,
    })
  }
}
