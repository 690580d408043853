/** Ports on 127.0.0.1: nothing of a practice tenant is ever reachable from another machine. */
import { randomInt } from 'node:crypto'
import type { Server as HttpsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'

const host = '127.0.0.1'

/**
 * Listens on the port of last time, or on a free one. A kept tenant gets a port below the ranges from which systems
 * lend ports to outgoing connections, so that it is free again next time. Undefined when the port is taken.
 */
export async function listen(server: Server, port: number, kept: boolean): Promise<number | undefined> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const wanted = port !== 0 ? port : kept ? randomInt(20_000, 32_000) : 0
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
