/**
 * Looks over IMAP whether a folder is there and how much mail it holds: implicit TLS, XOAUTH2, LIST and EXAMINE, which
 * opens a folder for reading only. No message is fetched, marked, moved or deleted. @see reference 4.2, 7.4
 */
import type { ImapFlow, ListResponse } from 'imapflow'
import type { Clock } from '../../ports/clock.ts'
import type { ReadProbe, ReadRequest, ReadResult } from '../../ports/read-probe.ts'
import { describeFolder, folderMissing, sameFolderName } from '../network/folder-words.ts'
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

type Ending = Omit<ReadResult, 'transcript'>

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
    return { ...ending, reply: transcript.mask(ending.reply), transcript: transcript.lines }
  }

  async #look(request: ReadRequest, transcript: Transcript): Promise<Ending> {
    const { cloud, signal } = request
    if (cloud.imap === undefined)
      return failed(
        'connect',
        `The cloud “${cloud.name}” names no IMAP server, so the folder could not be looked at. Add it to the cloud file.`,
      )
    let secureContext: Awaited<ReturnType<typeof secureContextFor>>
    try {
      secureContext = await secureContextFor(cloud.caFile)
    } catch (error) {
      return failed(
        'tls',
        `The certificate authority file of the cloud cannot be used: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
    // Loaded here: few recipes look over IMAP, and every command would start later for it.
    const { ImapFlow } = await import('imapflow')
    if (signal.aborted) return failed('connect', 'Stopped before anything was asked.')
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
            signal.aborted ? 'Stopped before the answer came.' : `The server ${host}:${port} took too long.`,
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
  ): Promise<Ending> {
    const where = `${client.host}:${client.port}`
    try {
      transcript.note(`Connecting to ${where}, encrypted from the first byte.`)
      transcript.client(`AUTHENTICATE XOAUTH2 for ${request.mailbox}`)
      await client.connect()
      transcript.note('The certificate is trusted, and the sign-in was accepted.')
      progress.stage = 'request'
      transcript.client('LIST "" "*"')
      const folders = await client.list({ listOnly: true })
      transcript.server(`${folders.length} folders`)
      const wanted = request.folder ?? 'INBOX'
      const folder = find(wanted, folders)
      if (folder === undefined) {
        await client.logout()
        const names = folders.map((one) => one.path)
        return no('refused', 'request', folderMissing(wanted, request.mailbox, names))
      }
      transcript.client(`EXAMINE ${folder.path}`)
      const opened = await client.mailboxOpen(folder.path, { readOnly: true })
      transcript.server(`${opened.exists} EXISTS${opened.readOnly === true ? ', READ-ONLY' : ''}`)
      await client.logout()
      const accepted = { outcome: 'accepted', stage: 'request', reply: 'OK EXAMINE completed' } as const
      const isInbox = folder.path.toUpperCase() === 'INBOX'
      return request.folder === null
        ? {
            ...accepted,
            note: `The Inbox of ${request.mailbox} can be read. It holds ${opened.exists} messages.`,
            warning: false,
          }
        : { ...accepted, ...describeFolder({ name: folder.name, messages: opened.exists }, isInbox) }
    } catch (thrown) {
      if (progress.stage === 'connect' && client.greeting !== undefined) progress.stage = 'auth'
      const ending = imapFailure(thrown, progress.stage, where)
      if (ending.explanation !== null) transcript.note(ending.explanation)
      if (ending.outcome === 'refused') transcript.server(ending.reply)
      else transcript.note(ending.reply)
      return no(ending.outcome, ending.stage, ending.reply)
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

function ended(signal: AbortSignal, ending: () => Ending): Promise<Ending> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(ending())
    signal.addEventListener('abort', () => resolve(ending()), { once: true })
  })
}

function no(outcome: 'refused' | 'failed', stage: ImapStage, reply: string): Ending {
  return { outcome, stage, reply, note: null, warning: false }
}

function failed(stage: ImapStage, reply: string): Ending {
  return no('failed', stage, reply)
}
