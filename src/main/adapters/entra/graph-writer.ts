/** Writes to the directory through Microsoft Graph, one request a change; certificates as a whole list, read first. */
import { graphUrl } from '../../../domain/cloud/cloud.ts'
import type { Change } from '../../../domain/entra/plan/change.schema.ts'
import type {
  DirectoryWriter,
  Objects,
  PublicCertificate,
  WriteEnd,
} from '../../services/entra/directory-writer.port.ts'
import type { DirectoryCaller } from '../../services/entra/graph-directory.port.ts'
import type { Clock, HttpFetch } from '../../services/surroundings/surroundings.port.ts'
import { exchange, retryAfterMs, type HttpAnswer } from '../network/http-exchange.ts'
import { requestFor } from './graph-requests.ts'
import { FailureReply, KeysReply, MadeReply } from './write-replies.schema.ts'

const patienceMs = 60_000
const largestReply = 4_000_000

interface Request {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body?: object
}

export class HttpDirectoryWriter implements DirectoryWriter {
  readonly #fetch: HttpFetch
  readonly #clock: Clock

  constructor({ fetch, clock }: { readonly fetch: HttpFetch; readonly clock: Clock }) {
    this.#fetch = fetch
    this.#clock = clock
  }

  async write(
    caller: DirectoryCaller,
    change: Change,
    objects: Objects,
    certificate: PublicCertificate | null,
  ): Promise<WriteEnd> {
    if (change.kind === 'add-certificate' || change.kind === 'remove-certificate')
      return this.#certificates(caller, change, change.target.id ?? objects.application, certificate)
    const request = requestFor(change, objects, caller.cloud)
    if (request === null) throw new Error(`${change.kind} without the object it is about`)
    const ending = await this.#ask(caller, request)
    if ('kind' in ending) return ending
    const made = MadeReply.safeParse(jsonOf(ending.text)).data ?? {}
    if (
      (change.kind === 'create-application' || change.kind === 'create-service-principal') &&
      made.id === undefined
    )
      // Something was made and its id never came: the same as no answer.
      return { kind: 'unanswered', sent: true }
    return {
      kind: 'done',
      id: made.keyId ?? made.id ?? null,
      appId: change.kind === 'create-application' ? (made.appId ?? null) : null,
      secret: made.secretText ?? null,
      requestId: ending.headers.get('request-id'),
    }
  }

  /** The list replaces what is there, so it holds every certificate that is to stay. */
  async #certificates(
    caller: DirectoryCaller,
    change: Extract<Change, { kind: 'add-certificate' | 'remove-certificate' }>,
    application: string | null,
    certificate: PublicCertificate | null,
  ): Promise<WriteEnd> {
    if (application === null) throw new Error(`${change.kind} without a registration`)
    const path = `/applications/${application}`
    const read = await this.#ask(caller, { method: 'GET', path: `${path}?$select=keyCredentials` })
    if ('kind' in read) return read.kind === 'unanswered' ? { kind: 'unanswered', sent: false } : read
    const keys = KeysReply.safeParse(jsonOf(read.text))
    if (!keys.success) return { kind: 'unanswered', sent: false }
    const there = keys.data.keyCredentials
    const keyId = change.kind === 'add-certificate' ? certificate?.keyId : change.before.keyId
    const others = there.filter((one) => one.keyId !== keyId)
    const requestId = read.headers.get('request-id')
    const unchanged = { kind: 'done', id: keyId ?? null, appId: null, secret: null, requestId } as const
    if (change.kind === 'remove-certificate' && others.length === there.length) return unchanged
    if (change.kind === 'add-certificate' && certificate === null) throw new Error('no certificate to add')
    const added =
      change.kind === 'remove-certificate' || certificate === null
        ? []
        : [
            {
              keyId: certificate.keyId,
              type: 'AsymmetricX509Cert',
              usage: 'Verify',
              key: certificate.der,
              displayName: certificate.displayName,
              startDateTime: certificate.startsAt,
              endDateTime: certificate.endsAt,
            },
          ]
    const keyCredentials = [...others, ...added]
    const ending = await this.#ask(caller, { method: 'PATCH', path, body: { keyCredentials } })
    return 'kind' in ending ? ending : { ...unchanged, requestId: ending.headers.get('request-id') }
  }

  /** An answer of success, or how it ended otherwise. */
  async #ask(
    caller: DirectoryCaller,
    { method, path, body }: Request,
  ): Promise<Omit<HttpAnswer, 'kind'> | Exclude<WriteEnd, { kind: 'done' }>> {
    const ending = await exchange(this.#fetch, {
      url: graphUrl(caller.cloud, path),
      method,
      headers: {
        authorization: `Bearer ${caller.token}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      caFile: caller.cloud.caFile,
      timeoutMs: patienceMs,
      largestReply,
      signal: caller.signal,
    })
    if (ending.kind !== 'answered') return { kind: 'unanswered', sent: ending.kind !== 'unsent' }
    const { status, headers, text, complete } = ending
    if (status >= 200 && status < 300)
      return complete ? { status, headers, text, complete } : { kind: 'unanswered', sent: true }
    const said = FailureReply.safeParse(jsonOf(text)).data?.error
    return {
      kind: 'refused',
      refusal: { status, code: said?.code ?? '', message: said?.message ?? '' },
      retryAfterMs: retryAfterMs(headers.get('retry-after'), this.#clock.now()),
      requestId: headers.get('request-id'),
    }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
