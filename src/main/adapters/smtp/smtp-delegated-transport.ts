/**
 * Sends as a mailbox over SMTP: STARTTLS, XOAUTH2, MAIL, RCPT, DATA. With a person's token the sign-in name is the
 * token's own user, and a shared mailbox appears in From alone; with an application's token it is the mailbox that is
 * sent as. Nothing else differs between the two. @see reference 4.6, 4.7
 */
import { createHash } from 'node:crypto'
import type { Clock } from '../../ports/clock.ts'
import type { MailTransport, SendRequest, SendResult } from '../../ports/mail-transport.ts'
import { composeMessage } from './compose-message.ts'
import { ConnectionPool } from './connection-pool.ts'
import type { Ending } from './explain-failure.ts'
import { SmtpSession, type SmtpTimeouts } from './smtp-session.ts'
import { Transcript } from '../network/transcript.ts'
import { xoauth2Response } from './xoauth2.ts'

interface NodemailerOptions {
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

export class NodemailerTransport implements MailTransport {
  readonly #clock: Clock
  readonly #timeouts: SmtpTimeouts
  readonly #pool: ConnectionPool

  constructor(options: NodemailerOptions) {
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
    const place = await this.#pool.take(mailbox, signIn, request.signal)
    if (place === null)
      return finished(transcript, {
        outcome: 'failed',
        stage: 'connect',
        reply: 'Stopped before the message was handed over.',
      })
    let session = place.session
    let ending: Ending | null = null
    try {
      if (session !== null) {
        session.continueIn(transcript)
        ending = await this.#deliver(session, request, message)
        // A connection that was kept may have been closed by the server meanwhile: nothing was said yet, so ask anew.
        if (
          ending.outcome === 'failed' &&
          !session.alive &&
          !request.signal.aborted &&
          ending.stage !== 'data'
        ) {
          transcript.note('The open connection was no longer usable; a new one is made.')
          session = null
        }
      }
      if (session === null) {
        transcript.stage = 'connect'
        const opened = await SmtpSession.open(request, this.#timeouts, transcript, request.signal)
        session = opened.ok ? opened.value : null
        ending = opened.ok ? await this.#deliver(opened.value, request, message) : opened.error
      }
    } finally {
      this.#pool.release(mailbox, signIn, session)
    }
    return finished(
      transcript,
      ending ?? { outcome: 'failed', stage: 'connect', reply: 'Nothing was tried.' },
    )
  }

  close(): Promise<void> {
    return this.#pool.close()
  }

  #deliver(session: SmtpSession, request: SendRequest, message: Buffer): Promise<Ending> {
    return session.deliver({
      from: request.mail.from,
      to: request.mail.to,
      message,
      onHandingOver: request.onHandingOver,
      signal: request.signal,
    })
  }
}

function finished(transcript: Transcript, ending: Ending): SendResult {
  return { ...ending, transcript: transcript.lines }
}
