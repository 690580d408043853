/** One encrypted, signed-in connection to a mail server, on which messages are delivered one after another. */
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import { Readable } from 'node:stream'
import { checkServerIdentity } from 'node:tls'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { SendEnd, SendStage } from '../../services/run/mail-transport.port.ts'
import { failedBy } from '../network/sending.ts'
import { brokenOff, refusedWith, type SmtpError } from './smtp-failure.ts'
import type { Transcript } from '../network/transcript.ts'
import { secureContextFor } from '../network/trusted-roots.ts'
import { answerXoauth2 } from './xoauth2.ts'

export interface SmtpTimeouts {
  /** DNS, TCP, greeting and STARTTLS together. */
  readonly connectMs: number
  readonly greetingMs: number
  /** Silence of the server at any later point. */
  readonly socketMs: number
  /** One message from MAIL FROM to the last reply, however the server trickles. */
  readonly messageMs: number
  /** After a stop: how long the reply to a message already handed over is waited for. */
  readonly afterStopMs: number
}

export interface Sign {
  readonly cloud: Cloud
  readonly user: string
  readonly token: string
}

export interface Delivery {
  readonly from: string
  readonly to: string
  readonly message: Buffer
  readonly onHandingOver: () => void
  readonly signal: AbortSignal
}

type Step<T> = { readonly done: true; readonly value: T } | { readonly done: false; readonly ending: SendEnd }

interface SmtpSessionParts {
  /** The library, loaded by now. */
  readonly Connection: typeof SMTPConnection
  readonly sign: Sign
  readonly secureContext: Awaited<ReturnType<typeof secureContextFor>>
  readonly timeouts: SmtpTimeouts
  readonly transcript: Transcript
}

export class SmtpSession {
  readonly #connection: SMTPConnection
  readonly #where: string
  readonly #timeouts: SmtpTimeouts
  readonly #ended: Promise<void>
  #transcript: Transcript
  #offersStartTls = false
  #greeted = false
  /** Set when the server offers no XOAUTH2. */
  #offered: readonly string[] | null = null
  #alive = true
  #interrupt: ((error: SmtpError) => void) | null = null

  private constructor({ Connection, sign, secureContext, timeouts, transcript }: SmtpSessionParts) {
    const { host, port } = sign.cloud.smtp
    this.#where = `${host}:${port}`
    this.#timeouts = timeouts
    this.#transcript = transcript
    this.#connection = new Connection({
      host,
      port,
      secure: false,
      requireTLS: true,
      connectionTimeout: timeouts.connectMs,
      greetingTimeout: timeouts.greetingMs,
      dnsTimeout: timeouts.connectMs,
      socketTimeout: timeouts.socketMs,
      socketCloseTimeout: 500,
      maxResponseSize: 64 * 1024,
      transactionLog: true,
      logger: { debug: (entry: unknown, text: unknown) => this.#said(entry, text), error: () => undefined },
      tls: {
        secureContext,
        rejectUnauthorized: true,
        checkServerIdentity: (name, certificate) => {
          const wrong = checkServerIdentity(name, certificate)
          if (wrong === undefined)
            this.#transcript.note({ code: 'encrypted', host: name, until: certificate.valid_to })
          return wrong
        },
      },
      customAuth: {
        XOAUTH2: (context) =>
          answerXoauth2(context, sign.user, sign.token, {
            note: (fact) => this.#transcript.note(fact),
            lacks: (offered) => (this.#offered = offered),
          }),
      },
    })
    this.#connection.on('error', (error: SmtpError) => this.#interrupt?.(error))
    this.#ended = new Promise((resolve) => {
      this.#connection.once('end', () => {
        this.#alive = false
        // The library may still be about to hand over the reply that ended it.
        queueMicrotask(() => this.#interrupt?.(new Error('connection closed')))
        resolve()
      })
    })
  }

  /** Connects, encrypts and signs in; what went wrong is the ending of the probe. */
  static async open(
    sign: Sign,
    timeouts: SmtpTimeouts,
    transcript: Transcript,
    signal: AbortSignal,
  ): Promise<Result<SmtpSession, SendEnd>> {
    let secureContext: SmtpSessionParts['secureContext']
    try {
      secureContext = await secureContextFor(sign.cloud.caFile)
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error)
      return err(failedBy('tls', { code: 'ca-file', details: said }))
    }
    if (signal.aborted) return err(stopped('connect'))
    // Loaded with the first connection: most commands send nothing over SMTP.
    const { default: Connection } = await import('nodemailer/lib/smtp-connection')
    const session = new SmtpSession({ Connection, sign, secureContext, timeouts, transcript })
    transcript.note({ code: 'connecting', server: session.#where, tls: false })
    const connected = await session.#step<null>(signal, (done) =>
      session.#connection.connect((error) => done(error ?? null, null)),
    )
    if (!connected.done) return err(session.#drop(connected.ending))
    transcript.stage = 'auth'
    // `oauth2` without its own token generator only selects the method: the handler above has the token.
    const auth = { user: sign.user, method: 'XOAUTH2', oauth2: {} as never }
    const signedIn = await session.#step<null>(signal, (done) =>
      session.#connection.login(auth, (error) => done(error ?? null, null)),
    )
    if (!signedIn.done) return err(session.#drop(signedIn.ending))
    return ok(session)
  }

  get alive(): boolean {
    return this.#alive
  }

  /** Whoever delivers next writes the conversation down in a transcript of its own. */
  continueIn(transcript: Transcript): void {
    transcript.stage = 'mail'
    transcript.note({ code: 'reusing', server: this.#where })
    this.#transcript = transcript
  }

  /** `handedOver` tells an honest failure from an uncertain one; the session is closed unless it may be used again. */
  async deliver(delivery: Delivery): Promise<SendEnd> {
    let handedOver = false
    let journalFailure: string | null = null
    const transcript = this.#transcript
    // Read for the first time when the library pipes it, which it does on the server's 354 and not before.
    const body = new Readable({
      read() {
        if (!handedOver) {
          // From here on a stop waits for the reply: what the caller writes down now must not turn out wrong.
          handedOver = true
          try {
            delivery.onHandingOver()
          } catch (error) {
            handedOver = false
            journalFailure = error instanceof Error ? error.message : String(error)
            this.destroy(new Error('unjournaled'))
            return
          }
          transcript.stage = 'body'
          transcript.note({ code: 'message', bytes: delivery.message.length, base64: false })
        }
        this.push(delivery.message)
        this.push(null)
      },
    })
    const envelope = { from: delivery.from, to: [delivery.to], size: delivery.message.length }
    const sent = await this.#step<string>(
      delivery.signal,
      (done) =>
        this.#connection.send(envelope, body, (error, info) => done(error ?? null, info?.response ?? '')),
      () => handedOver,
    )
    if (sent.done) return { ...accepted, reply: this.#transcript.mask(sent.value) }
    if (journalFailure !== null)
      return this.#drop(failedBy('data', { code: 'unjournaled', details: String(journalFailure) }))
    // A refusal of the finished message leaves the session in order; anything earlier or temporary does not.
    const reusable =
      sent.ending.outcome === 'refused' && sent.ending.stage === 'body' && sent.ending.reply?.startsWith('5')
    return reusable === true ? sent.ending : this.#drop(sent.ending)
  }

  /** Says QUIT and waits for the server to have read it, for a moment. */
  async close(): Promise<void> {
    if (!this.#alive) return
    const impatience = setTimeout(() => this.#connection.close(), 1_000)
    this.#connection.quit()
    await this.#ended
    clearTimeout(impatience)
  }

  #drop(ending: SendEnd): SendEnd {
    this.#connection.close()
    return ending
  }

  /** Runs one operation of the library, ended by its callback, an error of the connection, a stop or the time. */
  #step<T>(
    signal: AbortSignal,
    start: (done: (error: SmtpError | null, value: T) => void) => void,
    handedOver: () => boolean = () => false,
  ): Promise<Step<T>> {
    return new Promise((resolve) => {
      const finish = (step: Step<T>) => {
        this.#interrupt = null
        signal.removeEventListener('abort', stop)
        clearTimeout(limit)
        clearTimeout(patience)
        resolve(step)
      }
      const end = (ending: SendEnd) => finish({ done: false, ending })
      const fail = (error: SmtpError) => end(this.#endingOf(error, handedOver()))
      let patience: NodeJS.Timeout | undefined
      const stop = () => {
        if (!handedOver()) return end(stopped(this.#transcript.stage))
        patience = setTimeout(
          () => end({ ...failedBy('body', { code: 'stopped' }), outcome: 'uncertain' }),
          this.#timeouts.afterStopMs,
        )
      }
      const limit = setTimeout(
        () => fail(Object.assign(new Error('timeout'), { timeoutType: 'SOCKET_TIMEOUT' as const })),
        this.#timeouts.messageMs,
      )
      this.#interrupt = fail
      if (signal.aborted) return stop()
      signal.addEventListener('abort', stop, { once: true })
      start((error, value) => (error === null ? finish({ done: true, value }) : fail(error)))
    })
  }

  #endingOf(error: SmtpError, handedOver: boolean): SendEnd {
    const stage = this.#stageOf(error, handedOver)
    const reply = error.response === undefined ? null : this.#transcript.mask(error.response)
    if (stage !== 'tls' && reply !== null && /^[45]\d\d/.test(reply))
      return { outcome: 'refused', stage, reply, reason: refusedWith(reply), retryAfterMs: null }
    const offered = this.#offered ?? undefined
    const reason = this.#transcript.masked(
      brokenOff(
        Object.assign(error, { offered }),
        this.#where,
        stage,
        this.#offersStartTls || !this.#greeted,
      ),
    )
    this.#transcript.note({ code: 'ended', reason })
    return { ...failedBy(stage, reason), reply, outcome: handedOver ? 'uncertain' : 'failed' }
  }

  /** With pipelining several commands are on their way at once: the one that was answered is the stage. */
  #stageOf(error: SmtpError, handedOver: boolean): SendStage {
    if (handedOver) return 'body'
    if (error.command === 'MAIL FROM') return 'mail'
    if (error.command === 'RCPT TO') return 'rcpt'
    if (error.command === 'DATA') return 'data'
    return this.#transcript.stage
  }

  #said(entry: unknown, text: unknown): void {
    if (typeof text !== 'string' || typeof entry !== 'object' || entry === null || !('tnx' in entry)) return
    if (entry.tnx === 'client') this.#transcript.client(text)
    if (entry.tnx !== 'server') return
    this.#transcript.server(text)
    if (/^250/.test(text)) this.#greeted = true
    if (/^250[ -]STARTTLS\b/im.test(text)) this.#offersStartTls = true
  }
}

const accepted = { outcome: 'accepted', stage: 'body', reason: null, retryAfterMs: null } as const

function stopped(stage: SendStage): SendEnd {
  return failedBy(stage, { code: 'stopped' })
}
