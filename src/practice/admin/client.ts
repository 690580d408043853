/** The administrator of a practice tenant that another process serves. */
import { Agent, fetch } from 'undici'
import { z } from 'zod'
import { adminCalls, type AdminCallName, type PracticeAdmin, PracticeError } from '../contract/calls.ts'

const failure = z.object({ error: z.object({ code: z.string(), text: z.string() }) })
const success = z.object({ result: z.unknown() })
const health = z.object({ practice: z.literal(true), tenantId: z.string() })

export interface AdminClient {
  admin: PracticeAdmin
  close(): Promise<void>
}

/** Is this very tenant being served there? */
export async function answersHealth(o: { port: number; ca: string; tenantId: string }): Promise<boolean> {
  const agent = new Agent({ connect: { ca: o.ca } })
  try {
    const response = await fetch(`https://127.0.0.1:${o.port}/practice/health`, {
      dispatcher: agent,
      signal: AbortSignal.timeout(2000),
    })
    const parsed = health.safeParse(await response.json())
    return parsed.success && parsed.data.tenantId === o.tenantId
  } catch {
    return false
  } finally {
    await agent.close()
  }
}

export function createAdminClient(o: { port: number; ca: string; key: string }): AdminClient {
  const agent = new Agent({ connect: { ca: o.ca } })

  async function call(name: AdminCallName, args: readonly unknown[]): Promise<unknown> {
    const response = await fetch(`https://127.0.0.1:${o.port}/practice/admin/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${o.key}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
      dispatcher: agent,
      signal: AbortSignal.timeout(60_000),
    })
    const body: unknown = await response.json()
    const failed = failure.safeParse(body)
    if (failed.success) throw new PracticeError(failed.data.error.code, failed.data.error.text)
    return adminCalls[name].output.parse(success.parse(body).result)
  }

  const names = Object.keys(adminCalls) as AdminCallName[]
  const calls = names.map((name) => [name, (...args: unknown[]) => call(name, args)] as const)
  return { admin: Object.fromEntries(calls) as unknown as PracticeAdmin, close: () => agent.close() }
}
