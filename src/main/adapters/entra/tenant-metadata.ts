/** A tenant's id of its domain, from the public OpenID document of the cloud's authority. @see reference 2.2 */
import { authorityOf } from '../../../domain/cloud/cloud.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import { isTenantGuid } from '../../../domain/fields/id.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { traceOf } from '../../../domain/run/reason.ts'
import { redact } from '../../../domain/text/redact.ts'
import { plainText } from '../../../domain/text/escape.ts'
import type { TenantDirectory } from '../../services/desk/tenant-directory.port.ts'
import type { HttpFetch } from '../../services/surroundings/surroundings.port.ts'
import { exchange, unanswered } from '../network/http-exchange.ts'

/** Somebody waits for the form to be taken; a slower answer is asked for again before the first sign-in. */
const patienceMs = 10_000
/** The real document has 2 KB. */
const largestReply = 64 * 1024
const mostDetails = 500

export class TenantMetadata implements TenantDirectory {
  readonly #fetch: HttpFetch

  constructor(fetch: HttpFetch) {
    this.#fetch = fetch
  }

  async idOf(
    cloud: Cloud,
    domain: string,
    signal = new AbortController().signal,
  ): Promise<Result<string, AppError>> {
    const url = `${authorityOf(cloud, encodeURIComponent(domain))}/v2.0/.well-known/openid-configuration`
    const { host } = new URL(url)
    const failed = (details: string): Result<never, AppError> =>
      err({ code: 'tenant-not-looked-up', domain, host, details: details.slice(0, mostDetails) })
    const ended = await exchange(this.#fetch, {
      url,
      method: 'GET',
      headers: { accept: 'application/json' },
      caFile: cloud.caFile,
      timeoutMs: patienceMs,
      largestReply,
      signal,
    })
    if (ended.kind !== 'answered') {
      const { reason } = unanswered(ended)
      return failed(traceOf(reason) ?? reason.code)
    }
    const { status, text, complete } = ended
    const said = plainText(redact(text.slice(0, mostDetails)))
    if (!complete) return failed(`HTTP ${status} ${said}`)
    const document = parsed(text)
    if (status === 200) {
      const id = idIn(document['issuer'])
      return id === null ? failed(`HTTP ${status} ${said}`) : ok(id)
    }
    return isUnknownTenant(status, document)
      ? err({ code: 'tenant-unknown', domain, cloud: cloud.name, field: 'tenant', details: said })
      : failed(`HTTP ${status} ${said}`)
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    // a proxy's sign-in page or a captive portal answers in HTML
    return {}
  }
}

/** `https://login.microsoftonline.com/<tenant id>/v2.0`; nothing else of the document is believed. */
function idIn(issuer: unknown): string | null {
  if (typeof issuer !== 'string' || !URL.canParse(issuer)) return null
  const { protocol, pathname } = new URL(issuer)
  const id = pathname
    .replace(/^\//, '')
    .replace(/\/v2\.0\/?$/, '')
    .toLowerCase()
  return protocol === 'https:' && isTenantGuid(id) ? id : null
}

/** Entra says `invalid_tenant` for both numbers: no such tenant, and nothing that could be one. */
function isUnknownTenant(
  status: number,
  { error, error_description: said }: Record<string, unknown>,
): boolean {
  return (
    status === 400 &&
    (error === 'invalid_tenant' || (typeof said === 'string' && /^AADSTS(?:90002|900023)\b/.test(said)))
  )
}
