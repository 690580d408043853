/** Calls to the practice tenant's Graph, as a client would make them. */
import { fetch } from 'undici'
import type { Practice } from './kit.ts'

export interface GraphReply {
  status: number
  headers: Headers
  text: string
  body: Record<string, unknown> & { value?: Record<string, unknown>[] }
}

export async function graph(
  p: Practice,
  token: string,
  path: string,
  o: { method?: string; body?: string; type?: string; version?: string } = {},
): Promise<GraphReply> {
  const base = p.tenant.endpoints.graph.replace(/v1\.0$/, o.version ?? 'v1.0')
  const response = await fetch(`${base}${path}`, {
    method: o.method ?? (o.body === undefined ? 'GET' : 'POST'),
    dispatcher: p.agent,
    headers: {
      authorization: `Bearer ${token}`,
      ...(o.body === undefined ? {} : { 'content-type': o.type ?? 'application/json' }),
    },
    ...(o.body === undefined ? {} : { body: o.body }),
  })
  const text = await response.text()
  const isJson = (response.headers.get('content-type') ?? '').includes('json')
  return {
    status: response.status,
    headers: response.headers as unknown as Headers,
    text,
    body: isJson ? (JSON.parse(text) as GraphReply['body']) : {},
  }
}

export const person = (address: string) => ({ emailAddress: { address } })

export function letter(p: Practice, change: Record<string, unknown> = {}): string {
  const { saveToSentItems, ...message } = change
  return JSON.stringify({
    message: {
      subject: 'A test',
      body: { contentType: 'Text', content: 'Hello' },
      toRecipients: [person(p.tenant.endpoints.recipient)],
      ...message,
    },
    ...(saveToSentItems === undefined ? {} : { saveToSentItems }),
  })
}

export const query = (params: Record<string, string>) => `?${new URLSearchParams(params).toString()}`
export const errorCode = (reply: GraphReply) => (reply.body.error as { code?: string } | undefined)?.code
