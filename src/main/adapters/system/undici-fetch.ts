/** fetch for the command line: environment proxies, system roots, and an extra authority for one cloud. */
import type { SecureContext } from 'node:tls'
import type { Agent as Direct, Dispatcher, EnvHttpProxyAgent as Proxied } from 'undici'
import type { HttpFetch } from '../../services/surroundings/surroundings.port.ts'
import { secureContextFor } from '../network/trusted-roots.ts'

const loopbackHosts = ['localhost', '127.0.0.1']

export function createUndiciFetch(): HttpFetch {
  const agents = new Map<string, Dispatcher>()

  function agentFor(
    { Agent, EnvHttpProxyAgent }: { Agent: typeof Direct; EnvHttpProxyAgent: typeof Proxied },
    host: string,
    caFile: string | undefined,
    secureContext: SecureContext,
  ): Dispatcher {
    // The practice tenant is on this computer: no proxy may stand in between.
    const direct = loopbackHosts.includes(host)
    const key = `${direct ? 'direct' : 'proxied'} ${caFile ?? ''}`
    const known = agents.get(key)
    if (known !== undefined) return known
    // One context for all connections: with a list of roots each new connection would read hundreds of them again.
    const connect = { secureContext }
    const agent = direct ? new Agent({ connect }) : new EnvHttpProxyAgent({ connect, requestTls: connect })
    agents.set(key, agent)
    return agent
  }

  return async (url, init, caFile) => {
    // Loaded with the first request: a command that asks nobody starts without it.
    const undici = await import('undici')
    const dispatcher = agentFor(undici, new URL(url).hostname, caFile, await secureContextFor(caFile))
    const response = await undici.fetch(url, { ...init, dispatcher, redirect: 'error' })
    // undici's own Response class and the global one have the same shape.
    return response
  }
}
