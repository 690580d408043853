/** The administrator over HTTP, so that a second process can go on with the same tenant. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import type { Tenant } from '../tenant/tenant.ts'
import { callByName } from './administrator.ts'
import { adminCalls, type AdminCallName, type PracticeAdmin, PracticeError } from '../contract/calls.ts'

const digest = (text: string) => createHash('sha256').update(text).digest()

export function isCallName(name: string): name is AdminCallName {
  return Object.hasOwn(adminCalls, name)
}

export function adminRoutes(tenant: Tenant, admin: PracticeAdmin): Hono {
  const app = new Hono()
  app.get('/health', (c) => c.json({ practice: true, tenantId: tenant.state.tenantId }))
  app.post('/admin/:call', async (c) => {
    const key = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
    if (!timingSafeEqual(digest(key), digest(tenant.state.adminKey)))
      return c.json(
        { error: { code: 'forbidden', text: 'The administrator key of this practice tenant is needed.' } },
        401,
      )
    const name = c.req.param('call')
    if (!isCallName(name)) {
      const text = `There is no call ${name}. Calls: ${Object.keys(adminCalls).join(', ')}.`
      return c.json({ error: { code: 'unknown-call', text } }, 404)
    }
    const raw: unknown = await c.req.json().catch(() => undefined)
    try {
      return c.json({ result: await callByName(admin, name, raw ?? []) })
    } catch (error) {
      if (!(error instanceof PracticeError)) throw error
      return c.json({ error: { code: error.code, text: error.message } }, 400)
    }
  })
  return app
}
