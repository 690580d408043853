/**
 * Loaded into CLI for Microsoft 365 before its own code (`node --import`): its hosts are fixed, so what it sends to them goes to
 * the practice tenant instead, and everything else is refused. `PRACTICE_HOSTS`: JSON, host → address on loopback.
 */
import type http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'

const hosts = JSON.parse(process.env['PRACTICE_HOSTS'] ?? '{}') as Readonly<Record<string, string>>
const graph = 'graph.microsoft.com'
const practice = new URL(hosts[graph] ?? '').origin
const { request } = https

/** In the form in which axios asks: an object of options, of which the last one to speak names the host. */
function turned(options: https.RequestOptions, answered?: (response: http.IncomingMessage) => void) {
  const asked = String(options.hostname ?? options.host ?? '')
  const there = asked === 'localhost' ? practice : hosts[asked]
  if (there === undefined) throw new Error(`nothing leaves this machine: ${asked}`)
  const { hostname, port, pathname } = new URL(there)
  const path = `${pathname === '/' ? '' : pathname}${options.path ?? ''}`
  const kept = Object.entries(options.headers as http.OutgoingHttpHeaders)
  const headers = Object.fromEntries(
    kept.filter(([name]) => !['host', 'content-length'].includes(name.toLowerCase())),
  )
  const sent = request(
    { ...options, hostname, host: hostname, port, path, servername: hostname, headers },
    answered,
  )
  // The next page of a list has the practice tenant's address, and a token is asked for whatever address is asked next.
  const write = sent.write.bind(sent)
  sent.write = ((chunk: Uint8Array | string, ...rest: []) =>
    write(
      Buffer.from(chunk).toString('utf8').replaceAll(encodeURIComponent(practice), `https%3A%2F%2F${graph}`),
      ...rest,
    )) as typeof sent.write
  return sent
}
https.request = turned as typeof https.request
globalThis.fetch = () => Promise.reject(new Error('nothing leaves this machine'))
syncBuiltinESMExports()
