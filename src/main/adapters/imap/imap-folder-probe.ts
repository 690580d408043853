/**
 * Looks over IMAP whether a folder is there and how much mail it holds: implicit TLS, XOAUTH2, LIST and EXAMINE, which
 * opens a folder for reading only. No message is fetched, marked, moved or deleted. @see reference 4.2, 7.4
 */
import type { ImapFlow, ListResponse } from 'imapflow'
import type { Clock } from '../../services/surroundings/surroundings.port.ts'
import type { Reason } from '../../../domain/run/reason.ts'
import type { ReadEnd, ReadProbe, ReadRequest, ReadResult } from '../../services/run/read-probe.port.ts'
import { folderMissing, folderSeen, sameFolderName } from '../network/folders.ts'
import { Transcript } from '../network/transcript.ts'
import { secureContextFor } from '../network/trusted-roots.ts'
import { xoauth2Response } from '../smtp/xoauth2.ts'
import { imapFailure, type ImapStage } from './imap-failure.ts'

export interface ImapTimeouts {
  /** DNS, TCP and TLS together. */
  readonly connectMs: number
  readonly greetingMs: number
  /** Silence of the server at any later point. */
  readonly socketMs: number
  /** Everything, however the server trickles. */
  readonly totalMs: number
}

const defaults: ImapTimeouts = { connectMs: 15_000, greetingMs: 15_000, socketMs: 30_000, totalMs: 60_000 }

export class ImapFolderProbe implements ReadProbe {
  readonly #clock: Clock
  readonly #timeouts: ImapTimeouts

  constructor(clock: Clock, timeouts: Partial<ImapTimeouts> = {}) {
    this.#clock = clock
    this.#timeouts = { ...defaults, ...timeouts }
  }

  async look(request: ReadRequest): Promise<ReadResult> {
    // Exchange takes the mailbox as the user, also a shared one opened with a delegate's token. @see reference 4.7
    const user = request.mailbox
    const transcript = new Transcript(this.#clock, [request.token, xoauth2Response(user, request.token)])
    const ending = await this.#look(request, transcript)
    const reply = ending.reply === null ? null : transcript.mask(ending.reply)
    return { ...ending, reply, transcript: transcript.lines }
  }

  async #look(request: ReadRequest, transcript: Transcript): Promise<ReadEnd> {
    const { cloud, signal } = request
    if (cloud.imap === undefined)
      return failed('connect', { code: 'cloud-lacks', service: 'imap', cloud: cloud.name })
    let secureContext: Awaited<ReturnType<typeof secureContextFor>>
    try {
      secureContext = await secureContextFor(cloud.caFile)
    } catch (error) {
      const details = error instanceof Error ? error.message : String(error)
      return failed('tls', { code: 'ca-file', details })
    }
    // Loaded here: few recipes look over IMAP, and every command would start later for it.
    const { ImapFlow } = await import('imapflow')
    if (signal.aborted) return failed('connect', { code: 'stopped' })
    const { host, port } = cloud.imap
    const client = new ImapFlow({
      host,
      port,
      secure: true,
      auth: { user: request.mailbox, accessToken: request.token },
      tls: { secureContext, rejectUnauthorized: true },
      logger: false,
      disableAutoIdle: true,
      disableAutoEnable: true,
      disableCompression: true,
      connectionTimeout: this.#timeouts.connectMs,
      greetingTimeout: this.#timeouts.greetingMs,
      socketTimeout: this.#timeouts.socketMs,
      maxLineLength: 64 * 1024,
      maxResponseSize: 4 * 1024 * 1024,
    })
    // What breaks a connection also rejects the command that was under way; told twice it would be unhandled.
    client.on('error', () => undefined)
    const progress: { stage: ImapStage } = { stage: 'connect' }
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(), this.#timeouts.totalMs)
    try {
      const over = AbortSignal.any([signal, limit.signal])
      return await Promise.race([
        this.#talk(client, request, transcript, progress),
        ended(over, () =>
          failed(
            progress.stage,
            signal.aborted
              ? { code: 'stopped' }
              : { code: 'no-answer', server: `${host}:${port}`, seconds: this.#timeouts.totalMs / 1000 },
          ),
        ),
      ])
    } finally {
      clearTimeout(timer)
      client.close()
    }
  }

  async #talk(
    client: ImapFlow,
    request: ReadRequest,
    transcript: Transcript,
    progress: { stage: ImapStage },
  ): Promise<ReadEnd> {
    const where = `${client.host}:${client.port}`
    try {
      transcript.note({ code: 'connecting', server: where, tls: true })
      transcript.client(`AUTHENTICATE XOAUTH2 user=${request.mailbox}`)
      await client.connect()
      transcript.note({ code: 'signed-in' })
      progress.stage = 'request'
      transcript.client('LIST "" "*"')
      const folders = await client.list({ listOnly: true })
      transcript.note({ code: 'folders', count: folders.length })
      const wanted = request.folder ?? 'INBOX'
      const folder = find(wanted, folders)
      if (folder === undefined) {
        await client.logout()
        const names = folders.map((one) => one.path)
        return no('refused', 'request', null, folderMissing(wanted, request.mailbox, names))
      }
      transcript.client(`EXAMINE ${folder.path}`)
      const opened = await client.mailboxOpen(folder.path, { readOnly: true })
      transcript.server(`${opened.exists} EXISTS${opened.readOnly === true ? ', READ-ONLY' : ''}`)
      await client.logout()
      const accepted = {
        outcome: 'accepted',
        stage: 'request',
        reply: 'OK EXAMINE completed',
        reason: null,
        retryAfterMs: null,
      } as const
      const messages = opened.exists
      if (request.folder === null) {
        const note = { code: 'inbox-readable', mailbox: request.mailbox, messages } as const
        return { ...accepted, notes: [note], warning: false }
      }
      const isInbox = folder.path.toUpperCase() === 'INBOX'
      return { ...accepted, ...folderSeen(isInbox ? null : folder.name, messages) }
    } catch (thrown) {
      if (progress.stage === 'connect' && client.greeting !== undefined) progress.stage = 'auth'
      const ending = imapFailure(thrown, progress.stage, where)
      if (ending.explanation !== null) transcript.note({ code: 'explained', text: ending.explanation })
      if (ending.reply === null) transcript.note({ code: 'ended', reason: ending.reason })
      else transcript.server(ending.reply)
      return no(ending.outcome, ending.stage, ending.reply, transcript.masked(ending.reason))
    }
  }
}

/** By its own name or by its whole path; INBOX is called so in every language. */
function find(wanted: string, folders: readonly ListResponse[]): ListResponse | undefined {
  return (
    folders.find((folder) => sameFolderName(folder.path, wanted)) ??
    folders.find((folder) => sameFolderName(folder.name, wanted))
  )
}

function ended(signal: AbortSignal, ending: () => ReadEnd): Promise<ReadEnd> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(ending())
    signal.addEventListener('abort', () => resolve(ending()), { once: true })
  })
}

function no(outcome: 'refused' | 'failed', stage: ImapStage, reply: string | null, reason: Reason): ReadEnd {
  return { outcome, stage, reply, reason, retryAfterMs: null, notes: [], warning: false }
}

function failed(stage: ImapStage, reason: Reason): ReadEnd {
  return no('failed', stage, null, reason)
}
