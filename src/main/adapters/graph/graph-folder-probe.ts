/**
 * Looks through Microsoft Graph whether a folder is there and how much mail it holds. Asks for names and counts
 * only: no message is listed, opened, marked, moved or deleted. @see reference 11.5
 */
import { z } from 'zod'
import { graphUrl } from '../../../domain/cloud/cloud.ts'
import type { Clock } from '../../services/surroundings/surroundings.port.ts'
import type { Reason } from '../../../domain/run/reason.ts'
import type { ReadEnd, ReadProbe, ReadRequest, ReadResult } from '../../services/run/read-probe.port.ts'
import { folderMissing, folderSeen, sameFolderName } from '../network/folders.ts'
import { unanswered } from '../network/http-exchange.ts'
import { Transcript } from '../network/transcript.ts'
import { askedToWait, GraphClient, readReply, type GraphQuestionDeps } from './graph-client.ts'
import { asksToWait, describe, reasonOfStatus } from './graph-errors.ts'

type Asked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly ending: ReadEnd }

const FolderSchema = z.object({
  id: z.string(),
  displayName: z.string(),
  totalItemCount: z.int().min(0),
  unreadItemCount: z.int().min(0).default(0),
})
const FoldersSchema = z.object({ value: z.array(FolderSchema) })

const select = '$select=id,displayName,totalItemCount,unreadItemCount'
/** More folders than a person keeps at one level. */
const list = `?$top=250&${select}`

export class GraphFolderProbe implements ReadProbe {
  readonly #clock: Clock
  readonly #graph: GraphClient

  constructor({ fetch, clock, timeoutMs }: GraphQuestionDeps) {
    this.#clock = clock
    this.#graph = new GraphClient(fetch, timeoutMs)
  }

  async look(request: ReadRequest): Promise<ReadResult> {
    const transcript = new Transcript(this.#clock, [request.token])
    const ending = await this.#look(request, transcript)
    const reply = ending.reply === null ? null : transcript.mask(ending.reply)
    return { ...ending, reply, transcript: transcript.lines }
  }

  async #look(request: ReadRequest, transcript: Transcript): Promise<ReadEnd> {
    const ask = <T>(path: string, schema: z.ZodType<T>) =>
      this.#ask(request, `${rootOf(request)}${path}`, schema, transcript)
    // By its well-known name: what it is called depends on the language of the mailbox.
    const inbox = await ask(`/mailFolders/inbox?${select}`, FolderSchema)
    if (!inbox.ok) return inbox.ending
    if (request.folder === null)
      return {
        ...seen,
        notes: [{ code: 'inbox-readable', mailbox: request.mailbox, messages: inbox.value.totalItemCount }],
      }
    const wanted = request.folder
    if (sameFolderName(wanted, 'Inbox') || sameFolderName(wanted, inbox.value.displayName))
      return { ...seen, ...folderSeen(null, inbox.value.totalItemCount) }
    const top = await ask(`/mailFolders${list}`, FoldersSchema)
    if (!top.ok) return top.ending
    const found = named(wanted, top.value.value)
    if (found !== undefined) return { ...seen, ...folderSeen(found.displayName, found.totalItemCount) }
    const below = await ask(`/mailFolders/inbox/childFolders${list}`, FoldersSchema)
    if (!below.ok) return below.ending
    const child = named(wanted, below.value.value)
    if (child !== undefined) return { ...seen, ...folderSeen(child.displayName, child.totalItemCount) }
    const names = [...top.value.value, ...below.value.value].map((folder) => folder.displayName)
    return no('refused', 'request', null, folderMissing(wanted, request.mailbox, names)).ending
  }

  async #ask<T>(
    request: ReadRequest,
    path: string,
    schema: z.ZodType<T>,
    transcript: Transcript,
  ): Promise<Asked<T>> {
    transcript.client(`GET ${graphUrl(request.cloud, path)}`)
    const answer = await this.#graph.ask({ ...request, path })
    if (answer.kind !== 'answered') {
      const { stage, reason } = unanswered(answer)
      transcript.note({ code: 'ended', reason })
      return no('failed', stage, null, reason)
    }
    const { status, text, complete } = answer
    const said = describe(status, text)
    const retryAfterMs = askedToWait(answer, this.#clock.now())
    transcript.server(status === 200 ? 'HTTP 200' : said)
    if (status === 200) {
      const read = complete ? readReply(text, schema) : brokeOff
      return read.ok ? read : no('failed', 'request', null, read.error)
    }
    const refused = (status >= 400 && status < 500) || asksToWait(status, retryAfterMs)
    return no(
      refused ? 'refused' : 'failed',
      status === 401 ? 'auth' : 'request',
      said,
      status < 500 || asksToWait(status, retryAfterMs) ? reasonOfStatus(status, retryAfterMs) : failing,
      retryAfterMs,
    )
  }
}

const seen = {
  outcome: 'accepted',
  stage: 'request',
  reply: '200 OK',
  reason: null,
  retryAfterMs: null,
  warning: false,
} as const
const brokeOff = { ok: false, error: { code: 'broken-reply', how: 'cut-off' } } as const
/** A service that has trouble of its own says nothing about what may be read, and may answer the next time. */
const failing = { code: 'throttled' } as const

function no(
  outcome: 'refused' | 'failed',
  stage: ReadEnd['stage'],
  reply: string | null,
  reason: Reason,
  retryAfterMs: number | null = null,
): { ok: false; ending: ReadEnd } {
  return { ok: false, ending: { outcome, stage, reply, reason, retryAfterMs, notes: [], warning: false } }
}

/** Another's mailbox needs its name in the address; one's own is /me, which a token without /users rights allows too. */
function rootOf(request: ReadRequest): string {
  const own = request.flow === 'delegated' && request.mailbox.toLowerCase() === request.user.toLowerCase()
  return own ? '/me' : `/users/${encodeURIComponent(request.mailbox)}`
}

function named(wanted: string, folders: readonly z.infer<typeof FolderSchema>[]) {
  return folders.find((folder) => sameFolderName(folder.displayName, wanted))
}
