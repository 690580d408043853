/** What every Graph call passes: who calls, how many at once, and the faults that are switched on. @see reference 5.3 */
import { setTimeout as delay } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import { createMiddleware } from 'hono/factory'
import { cut, gatewayPage, replaceReply, silence, truncated } from '../tenant/broken-replies.ts'
import type { TokenSigner } from '../entra/signing.ts'
import { latencyOf, type Tenant } from '../tenant/tenant.ts'
import { type Caller, identify, mailboxOf } from './caller.ts'
import { fail, type GraphError, graphErrors, requestIdOf } from './reply.ts'

export interface GraphRoom {
  Variables: { caller: Caller }
  Bindings: Partial<HttpBindings>
}

export function gate(tenant: Tenant, signer: TokenSigner) {
  const open = new Map<string, number>()
  return createMiddleware<GraphRoom>(async (c, next) => {
    requestIdOf(c)
    const identified = await identify(tenant, signer, c.req.header('authorization'))
    if (!identified.ok) {
      await delay(latencyOf(tenant))
      return fail(c, tenant, identified.error)
    }
    const { caller } = identified
    c.set('caller', caller)
    const target = mailboxOf(tenant, caller, namedUser(c.req.path))
    // a batch is no call to a mailbox: its parts are, and meet the faults one by one
    const address = target.ok && !c.req.path.endsWith('/$batch') ? target.mailbox.address : undefined
    // One application in one mailbox; the directory does not count open requests, so an administrator's are not counted.
    const key = `${caller.appId} ${inMailbox(c.req.path) ? (address ?? '') : ''}`
    const already = open.get(key) ?? 0
    if (address !== undefined && inMailbox(c.req.path) && already >= tenant.limits.graphRequests)
      return fail(c, tenant, graphErrors.tooManyAtOnce())
    open.set(key, already + 1)
    try {
      const wait = latencyOf(tenant)
      if (wait > 0) await delay(wait)
      const refused = faultError(tenant, address)
      if (refused !== undefined) return fail(c, tenant, refused)
      const { outgoing } = c.env
      const hits = (name: BrokenReply) => outgoing !== undefined && tenant.faults.hits(name, address)
      if (outgoing !== undefined && hits('graph-silent')) return await silence(outgoing)
      if (outgoing !== undefined && hits('graph-drop')) return cut(outgoing)
      await next()
      if (c.res.headers.get('content-type') === 'application/json') c.header('Content-Type', jsonOfGraph)
      if (outgoing !== undefined && hits('graph-drop-reply')) replaceReply(c, cut(outgoing))
      else if (outgoing !== undefined && hits('graph-truncated'))
        replaceReply(c, await truncated(outgoing, c.res))
      else if (hits('graph-wrong-json')) replaceReply(c, gatewayPage(c.res.status === 202 ? 202 : 200))
      return undefined
    } finally {
      open.set(key, (open.get(key) ?? 1) - 1)
      if (open.get(key) === 0) open.delete(key)
    }
  })
}

/** How Graph names its JSON. */
const jsonOfGraph =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8'

type BrokenReply = 'graph-silent' | 'graph-drop' | 'graph-drop-reply' | 'graph-truncated' | 'graph-wrong-json'

const inMailbox = (path: string) => /^\/graph\/[^/]+\/(?:me|users\/[^/]+)(?:\/|$)/.test(path)

function namedUser(path: string): string | undefined {
  const name = /\/users\/([^/]+)/.exec(path)?.[1]
  return name === undefined ? undefined : decodeURIComponent(name)
}

function faultError(tenant: Tenant, address: string | undefined): GraphError | undefined {
  const { faults } = tenant
  if (faults.hits('graph-http-401', address)) return graphErrors.invalidToken()
  if (faults.hits('graph-http-403', address)) return graphErrors.accessDenied()
  if (faults.hits('graph-http-404', address)) return graphErrors.noMailbox()
  if (faults.hits('graph-http-503', address)) return graphErrors.busy()
  return faults.hitsFirst('graph-throttled', address, 2) ? graphErrors.throttled() : undefined
}
