/** HTTP replies that go wrong on purpose: silence, a cut line, a text that breaks off, a page in place of JSON. */
import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'

/** Ends when the client gives up. */
export async function silence(outgoing: ServerResponse): Promise<Response> {
  await new Promise<void>((resolve) => outgoing.once('close', resolve))
  return RESPONSE_ALREADY_SENT
}

export function cut(outgoing: ServerResponse): Response {
  outgoing.destroy()
  return RESPONSE_ALREADY_SENT
}

/** Half of the reply, although its length was announced. */
export async function truncated(outgoing: ServerResponse, reply: Response): Promise<Response> {
  // a reply without a body gets the beginning of one, so that there is something to break off
  const text = await reply.text()
  const whole = Buffer.from(text === '' ? '{"@odata.context":""}' : text)
  outgoing.writeHead(reply.status, {
    'content-type': 'application/json',
    'content-length': String(whole.length),
  })
  const half = whole.subarray(0, Math.ceil(whole.length / 2))
  await new Promise<void>((resolve) => outgoing.write(half, () => resolve()))
  outgoing.destroy()
  return RESPONSE_ALREADY_SENT
}

/** What a hotel's or a company's gateway answers in the service's place. */
export function gatewayPage(status: number): Response {
  return new Response('<html><body>Please sign in to the network first.</body></html>', {
    status,
    headers: { 'content-type': 'text/html' },
  })
}

/** Hono would carry the old reply's headers over into the new one, and send it a second time. */
export function replaceReply(c: Context, reply: Response): void {
  c.res = undefined
  c.res = reply
}
