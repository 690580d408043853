/** MSAL's network calls over the app's own fetch: proxies, PAC files and the cloud's extra authority then apply. */
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { HttpFetch } from '../../services/surroundings/surroundings.port.ts'

/** What MSAL's INetworkModule asks for (reference 9.3); the body comes back parsed. */
interface NetworkReply<T> {
  headers: Record<string, string>
  body: T
  status: number
}
interface NetworkOptions {
  headers?: Record<string, string>
  body?: string
}

/** What the discovery addresses answered: the same for every mailbox of a tenant, so it is asked once. */
export type Discovered = Map<string, { readonly until: number; readonly reply: NetworkReply<unknown> }>

/** Endpoints and keys of a tenant change over months; a window may stay open for days. */
const discoveredForMs = 10 * 60_000
export const networkTimeoutMs = 30_000
const largestReply = 1_000_000

interface NetworkDeps {
  readonly fetch: HttpFetch
  readonly cloud: Cloud
  /** Ends the calls of a sign-in that was cancelled. */
  readonly signal: AbortSignal | null
  readonly discovered: Discovered
  /** For each call. */
  readonly timeoutMs: number
}

export class MsalNetwork {
  readonly #deps: NetworkDeps

  /** Why the last call came to nothing; MSAL puts words of its own in its place. */
  failure: Error | null = null

  constructor(deps: NetworkDeps) {
    this.#deps = deps
  }

  /** MSAL gets discovery documents only; tokens are posted for. */
  async sendGetRequestAsync<T>(url: string, options?: NetworkOptions): Promise<NetworkReply<T>> {
    const { cloud, discovered } = this.#deps
    const key = `${cloud.caFile ?? ''} ${url}`
    const known = discovered.get(key)
    if (known !== undefined && known.until > performance.now()) return known.reply as NetworkReply<T>
    const reply = await this.#send<T>(url, 'GET', options)
    if (reply.status === 200) discovered.set(key, { until: performance.now() + discoveredForMs, reply })
    return reply
  }

  sendPostRequestAsync<T>(url: string, options?: NetworkOptions): Promise<NetworkReply<T>> {
    return this.#send(url, 'POST', options)
  }

  async #send<T>(url: string, method: string, options?: NetworkOptions): Promise<NetworkReply<T>> {
    try {
      const reply = await this.#exchange<T>(url, method, options)
      this.failure = null
      return reply
    } catch (thrown) {
      this.failure = thrown instanceof Error ? thrown : new Error(String(thrown))
      throw thrown
    }
  }

  async #exchange<T>(url: string, method: string, options: NetworkOptions = {}): Promise<NetworkReply<T>> {
    const { fetch, cloud, signal, timeoutMs } = this.#deps
    const ends = AbortSignal.timeout(timeoutMs)
    const response = await fetch(
      url,
      {
        method,
        headers: options.headers ?? {},
        signal: signal === null ? ends : AbortSignal.any([signal, ends]),
        ...(options.body === undefined ? {} : { body: options.body }),
      },
      cloud.caFile,
    )
    const text = await response.text()
    if (text.length > largestReply)
      throw new Error(`the reply of ${new URL(url).host} is larger than expected`)
    return {
      headers: Object.fromEntries(response.headers),
      body: parse(text, new URL(url).host, response.status) as T,
      status: response.status,
    }
  }
}

function parse(text: string, host: string, status: number): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A proxy's sign-in page or a captive portal answers in HTML.
    throw new Error(
      `${host} answered ${status} with something that is not JSON; a proxy or portal may stand in between`,
    )
  }
}
