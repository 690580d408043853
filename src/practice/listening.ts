/** Ports on 127.0.0.1: nothing of a practice tenant is ever reachable from another machine. */
import type { Server as HttpsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'

const host = '127.0.0.1'

/** Below the ranges from which systems lend ports to outgoing connections: the port is free again next time. */
const usual = { first: 20_000, last: 31_999 }

/** How many ports were tried by this process. Begun elsewhere by each process, so that no two run through the same. */
let tried = process.pid * 97

/**
 * The ports kept tenants choose from: what `SENDPROOF_PRACTICE_PORTS` says ("21000-21999"), or the usual ones. A tenant
 * wants its port back the next time, so programs that make tenants side by side are best given ports of their own.
 */
export function portsOfKept(said: string | undefined): { readonly first: number; readonly last: number } {
  const [, first, last] = /^(\d{4,5})-(\d{4,5})$/.exec(said ?? '') ?? []
  const range = { first: Number(first), last: Number(last) }
  return range.first >= 1024 && range.first <= range.last && range.last <= 65_535 ? range : usual
}

/** Never the same again before all others had their turn. */
function portForKept(): number {
  const { first, last } = portsOfKept(process.env['SENDPROOF_PRACTICE_PORTS'])
  tried += 1
  return first + (tried % (last - first + 1))
}

/** Listens on the port of last time, or on a free one. Undefined when the port is taken. */
export async function listen(server: Server, port: number, kept: boolean): Promise<number | undefined> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const wanted = port !== 0 ? port : kept ? portForKept() : 0
    const got = await new Promise<number | undefined>((resolve, reject) => {
      const failed = (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(undefined) : reject(error)
      server.once('error', failed)
      server.listen(wanted, host, () => {
        server.off('error', failed)
        resolve((server.address() as AddressInfo).port)
      })
    })
    if (got !== undefined || port !== 0) return got
  }
  return undefined
}

/** Ends open connections too. */
export function closeHttps(server: HttpsServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
