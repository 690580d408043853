/** Which hosts and ports a text names. A host says where an error happened, never what it was. */
import type { Place, Vocabulary } from './vocabulary.schema.ts'

export interface Endpoint {
  readonly host: string
  readonly port: number | undefined
  /** What the host does, where it is known. */
  readonly place: Place | undefined
}

/** Endings of names that are addresses; class and file names (System.Net.Mail, a.config) end in others. */
const endings =
  'com|net|org|edu|gov|mil|info|biz|io|cloud|online|example|local|lan|internal|intern|corp|home|test|invalid|microsoft|eu|us|uk|de|at|ch|fr|be|nl|lu|it|es|pt|pl|cz|sk|hu|ro|dk|se|no|fi|ie|gr|tr|ru|ua|jp|cn|kr|tw|hk|sg|in|id|my|th|vn|au|nz|ca|br|ar|cl|mx|co|za|il|ae|sa|me|tv|cc|dev|app'

const names = new RegExp(
  `(?<![\\w.@%+-])((?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\\.){1,8}(?:${endings}))\\.?(?![\\w-]|\\.\\w|\\()(?:["']?(?: ?:|, ?port ?[:= ]{0,2}|['"]?,? ?\\(?port ?[:= ]{1,2}|[ ,]{1,2}(?=\\d{2,5}\\b(?![.\\d])))(\\d{2,5})(?![.\\d]))?`,
  'gi',
)
const loopback = /(?<![\w.])(localhost|127\.0\.0\.1|\[?::1\]?)(?::(\d{2,5}))?(?![\w.])/gi

/** They look like hosts and are programs. */
const notHosts =
  /^(?:asp|vb|ado|system|msal|mail|dot|log4|json|ml|accord|rest|common)\.(?:net|me|io)$|^microsoft\.(?:com|net|online)$|^(?:socket|engine|express|next|node|vue|moment)\.(?:io|app|dev)$/i

const mostEndpoints = 60

export function endpointsIn(text: string, hosts: Vocabulary['hosts']): Endpoint[] {
  const found = new Map<string, Endpoint>()
  const add = (host: string, digits: string | undefined, place: Place | undefined) => {
    const key = `${host}:${digits ?? ''}`
    if (found.size < mostEndpoints && !found.has(key))
      found.set(key, { host, port: digits === undefined ? undefined : Number(digits), place })
  }
  for (const [, name = '', digits] of text.matchAll(names)) {
    const host = name.toLowerCase()
    if (!notHosts.test(host)) add(host, digits, placeOf(host, hosts))
  }
  for (const [, name = '', digits] of text.matchAll(loopback)) add(name.toLowerCase(), digits, 'loopback')
  return [...found.values()]
}

function placeOf(host: string, hosts: Vocabulary['hosts']): Place | undefined {
  for (const [place, known] of Object.entries(hosts))
    if (known.some((one) => (one.startsWith('.') ? host.endsWith(one) : host === one))) return place as Place
  return undefined
}

/** The endpoint an error is about: one with a port before one without, one that is known before one that is not. */
export function mainEndpoint(endpoints: readonly Endpoint[]): Endpoint | undefined {
  const weight = ({ port, place }: Endpoint) =>
    (place === 'loopback' ? -4 : place === undefined ? 0 : 1) + (port === undefined ? 0 : 2)
  return endpoints.reduce<Endpoint | undefined>(
    (best, one) => (best === undefined || weight(one) > weight(best) ? one : best),
    undefined,
  )
}
