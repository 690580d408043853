/**
 * Looks through Microsoft Graph whether a folder is there and how much mail it holds. Asks for names and counts
 * only: no message is listed, opened, marked, moved or deleted. @see reference 11.5
 */
import { z } from 'zod'
import { graphUrl } from '../../../domain/cloud/cloud.ts'
import type { Clock } from '../../ports/clock.ts'
import type { HttpFetch } from '../../ports/http-fetch.ts'
import type { ReadProbe, ReadRequest, ReadResult } from '../../ports/read-probe.ts'
import { describeFolder, folderMissing, sameFolderName, type SeenFolder } from '../network/folder-words.ts'
import { unanswered } from '../network/http-exchange.ts'
import { Transcript } from '../network/transcript.ts'
import { GraphClient, parseReply, type GraphPatience } from './graph-client.ts'
import { describe } from './graph-errors.ts'
import { plainly } from '../../../words/plainly.ts'

type Ending = Omit<ReadResult, 'transcript'>
type Asked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly ending: Ending }

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

  constructor(fetch: HttpFetch, clock: Clock, patience: Partial<GraphPatience> = {}) {
    this.#clock = clock
    this.#graph = new GraphClient(fetch, clock, patience)
  }

  async look(request: ReadRequest): Promise<ReadResult> {
    const transcript = new Transcript(this.#clock, [request.token])
    const ending = await this.#look(request, transcript)
    return { ...ending, reply: transcript.mask(ending.reply), transcript: transcript.lines }
  }

  async #look(request: ReadRequest, transcript: Transcript): Promise<Ending> {
    const ask = <T>(path: string, schema: z.ZodType<T>) =>
      this.#ask(request, `${rootOf(request)}${path}`, schema, transcript)
    // By its well-known name: what it is called depends on the language of the mailbox.
    const inbox = await ask(`/mailFolders/inbox?${select}`, FolderSchema)
    if (!inbox.ok) return inbox.ending
    if (request.folder === null)
      return {
        ...seen,
        note: `The Inbox of ${request.mailbox} can be read. It holds ${inbox.value.totalItemCount} messages.`,
        warning: false,
      }
    const wanted = request.folder
    if (sameFolderName(wanted, 'Inbox') || sameFolderName(wanted, inbox.value.displayName))
      return { ...seen, ...describeFolder(asSeen(inbox.value), true) }
    const top = await ask(`/mailFolders${list}`, FoldersSchema)
    if (!top.ok) return top.ending
    const found = named(wanted, top.value.value)
    if (found !== undefined) return { ...seen, ...describeFolder(asSeen(found), false) }
    const below = await ask(`/mailFolders/inbox/childFolders${list}`, FoldersSchema)
    if (!below.ok) return below.ending
    const child = named(wanted, below.value.value)
    if (child !== undefined) return { ...seen, ...describeFolder(asSeen(child), false) }
    const names = [...top.value.value, ...below.value.value].map((folder) => folder.displayName)
    return {
      outcome: 'refused',
      stage: 'request',
      reply: folderMissing(wanted, request.mailbox, names),
      note: null,
      warning: false,
    }
  }

  async #ask<T>(
    request: ReadRequest,
    path: string,
    schema: z.ZodType<T>,
    transcript: Transcript,
  ): Promise<Asked<T>> {
    transcript.client(`GET ${graphUrl(request.cloud, path)}`)
    const answer = await this.#graph.ask({ ...request, path }, (line) => transcript.note(line))
    if (answer.kind !== 'answered') {
      const ending = unanswered(answer)
      transcript.note(ending.reply)
      return no(ending)
    }
    const { status, text, complete } = answer
    transcript.server(status === 200 ? 'HTTP 200' : describe(status, text))
    if (status === 401) return no({ outcome: 'refused', stage: 'auth', reply: describe(status, text) })
    if (status >= 400 && status < 500)
      return no({ outcome: 'refused', stage: 'request', reply: describe(status, text) })
    if (status === 200 && !complete)
      return no({
        outcome: 'failed',
        stage: 'request',
        reply: 'Microsoft Graph’s answer broke off before its end: the other side closed the connection.',
      })
    if (status !== 200) return no({ outcome: 'failed', stage: 'request', reply: describe(status, text) })
    const parsed = parseReply(text, schema)
    if (parsed.ok) return parsed
    const { what, details } = plainly(parsed.error)
    return no({ outcome: 'failed', stage: 'request', reply: `${what} (${details ?? ''})` })
  }
}

const seen = { outcome: 'accepted', stage: 'request', reply: '200 OK' } as const

function no(ending: Pick<ReadResult, 'outcome' | 'stage' | 'reply'>): { ok: false; ending: Ending } {
  return { ok: false, ending: { ...ending, note: null, warning: false } }
}

/** Another's mailbox needs its name in the address; one's own is /me, which a token without /users rights allows too. */
function rootOf(request: ReadRequest): string {
  const own = request.flow === 'delegated' && request.mailbox.toLowerCase() === request.user.toLowerCase()
  return own ? '/me' : `/users/${encodeURIComponent(request.mailbox)}`
}

function named(wanted: string, folders: readonly z.infer<typeof FolderSchema>[]) {
  return folders.find((folder) => sameFolderName(folder.displayName, wanted))
}

function asSeen(folder: z.infer<typeof FolderSchema>): SeenFolder {
  return { name: folder.displayName, messages: folder.totalItemCount }
}
