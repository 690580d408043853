/** /$batch: up to twenty requests in one, each with a status of its own. */
import { Hono } from 'hono'
import type { GraphRoom } from '../gate.ts'
import type { Shaped } from '../entity-shape.ts'
import type { GraphError } from '../reply.ts'
import type { Desk } from './desk.ts'
import { directoryErrors } from './errors.ts'
import { recordOf, rowsOf, textsOf } from './values.ts'

const most = 20

/** @param send answers one request of the batch, whose address is relative to the version */
export function batchRoutes(
  desk: Desk,
  send: (request: Request) => Response | Promise<Response>,
): Hono<GraphRoom> {
  const app = new Hono<GraphRoom>()
  app.post('/$batch', async (c) => {
    const requests = rowsOf(recordOf(await desk.body(c))?.requests)
    const wrong = mistake(requests)
    if (wrong !== undefined) return desk.fail(c, wrong)
    const authorization = c.req.header('authorization') ?? ''
    const responses: { id: string; status: number; headers: object; body: unknown }[] = []
    for (const { id, method, url, headers, body, dependsOn } of requests) {
      const name = String(id)
      const failed = textsOf(dependsOn).some((one) =>
        responses.every((done) => done.id !== one || done.status >= 400),
      )
      if (failed) {
        const error = { code: 'FailedDependency', message: 'Failed Dependency.' } // text UNVERIFIED
        responses.push({ id: name, status: 424, headers: {}, body: { error } })
        continue
      }
      const request = new Request(`${desk.root}/${String(url).replace(/^\//, '')}`, {
        method: String(method),
        headers: { ...(recordOf(headers) as Record<string, string> | undefined), authorization },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const reply = await send(request)
      const text = await reply.text()
      const isJson = reply.headers.get('content-type')?.includes('json') === true
      const retryAfter = reply.headers.get('retry-after')
      responses.push({
        id: name,
        status: reply.status,
        headers: {
          ...(isJson ? { 'Content-Type': 'application/json' } : {}),
          ...(retryAfter === null ? {} : { 'Retry-After': retryAfter }),
        },
        body: isJson ? (JSON.parse(text) as unknown) : text === '' ? null : text,
      })
    }
    return c.json({ responses })
  })
  return app
}

/** What is wrong with the batch as a whole: then none of its requests is carried out. */
function mistake(requests: readonly Shaped[]): GraphError | undefined {
  if (requests.length > most) return directoryErrors.batchSize(requests.length)
  if (requests.length === 0 || !requests.every(isRequest)) return directoryErrors.batchFormat()
  const seen = new Set<string>()
  for (const { id, method, headers, body } of requests) {
    // as Exchange's own ids tell, which differ in case alone
    const name = String(id).toLowerCase()
    if (seen.has(name)) return directoryErrors.batchIdTaken(String(id))
    seen.add(name)
    if (!writing.includes(String(method).toUpperCase())) continue
    const typed = Object.keys(recordOf(headers) ?? {}).some((one) => one.toLowerCase() === 'content-type')
    if (body === undefined) return directoryErrors.batchBodyMissing(String(id))
    if (!typed) return directoryErrors.batchTypeMissing(String(id))
  }
  return undefined
}

const reading = ['GET', 'DELETE', 'HEAD', 'OPTIONS']
const writing = ['POST', 'PATCH', 'PUT']

/** With an id, a method there is, and an address below the version. */
const isRequest = ({ id, method, url }: Shaped) =>
  typeof id === 'string' &&
  id !== '' &&
  [...reading, ...writing].includes(String(method).toUpperCase()) &&
  typeof url === 'string' &&
  /^(?![a-z]+:)./i.test(url)
