/** A fetch that remembers which hosts answered: what the app itself met in the network is the only proof of it. */
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import { authorityOf } from '../../../domain/cloud/cloud.ts'
import type { Reason } from '../../../domain/run/reason.ts'
import type { Seen, SignInReach } from '../../services/sign-in/sign-in-reach.port.ts'
import type { Clock, HttpFetch } from '../../services/surroundings/surroundings.port.ts'
import { callFailure } from './call-failure.ts'
import { exchange } from './http-exchange.ts'

const patienceMs = 15_000
const largestReply = 64 * 1024

export class SeenHosts implements SignInReach {
  readonly #fetch: HttpFetch
  readonly #clock: Pick<Clock, 'now'>
  /** By host and port, with the authority it was trusted by. */
  readonly #seen = new Map<string, Seen>()
  readonly #listeners: (() => void)[] = []

  constructor(deps: { readonly fetch: HttpFetch; readonly clock: Pick<Clock, 'now'> }) {
    this.#fetch = deps.fetch
    this.#clock = deps.clock
  }

  /** For everybody who asks something of the network. */
  readonly fetch: HttpFetch = async (url, init, caFile) => {
    const { host } = new URL(url)
    try {
      const response = await this.#fetch(url, init, caFile)
      this.#note(keyOf(host, caFile), isItsOwn(response) ? null : { code: 'redirected', server: host })
      return response
    } catch (thrown) {
      // who gave up waiting has seen nothing of the host
      if (init.signal?.aborted !== true) this.#note(keyOf(host, caFile), callFailure(thrown, host).reason)
      throw thrown
    }
  }

  seen(cloud: Cloud): Seen | null {
    return this.#seen.get(keyOf(new URL(cloud.authority).host, cloud.caFile)) ?? null
  }

  async ask(cloud: Cloud): Promise<void> {
    const url = `${authorityOf(cloud, 'common')}/v2.0/.well-known/openid-configuration`
    const { caFile } = cloud
    const ended = await exchange(this.fetch, {
      url,
      method: 'GET',
      headers: { accept: 'application/json' },
      caFile,
      timeoutMs: patienceMs,
      largestReply,
      signal: new AbortController().signal,
    })
    // everything else was noted on its way through; its own end of patience looks like that of a person
    if (ended.kind === 'lost') this.#note(keyOf(new URL(url).host, caFile), ended.reason)
  }

  subscribe(listener: () => void): void {
    this.#listeners.push(listener)
  }

  #note(key: string, reason: Reason | null): void {
    const before = this.#seen.get(key)
    this.#seen.set(key, { at: this.#clock.now().toISOString(), reason })
    if (before?.reason?.code === reason?.code && before !== undefined) return
    for (const listener of this.#listeners) listener()
  }
}

const keyOf = (host: string, caFile: string | undefined) => `${host} ${caFile ?? ''}`

/** The services answer in JSON, XML or with nothing; a page in HTML is that of a proxy or portal in between. */
function isItsOwn(response: Response): boolean {
  return !/^\s*text\/html\b/i.test(response.headers.get('content-type') ?? '')
}
