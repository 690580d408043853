/** addPassword, removePassword, addKey and removeKey of an application. @see reference 2.3, 2.4 */
import { X509Certificate } from 'node:crypto'
import { Hono } from 'hono'
import { compactVerify, decodeJwt } from 'jose'
import { secretBreach } from '../../directory/app-policies.ts'
import { makeSecret } from '../../directory/registrations.ts'
import type { Registration } from '../../tenant/state.ts'
import { readEntity } from '../entity-shape.ts'
import type { GraphRoom } from '../gate.ts'
import { type GraphError, graphErrors } from '../reply.ts'
import { needs } from './access.ts'
import { changedApplication, openApplication } from './applications.ts'
import { readKey } from './credential-body.ts'
import type { Desk, DirectoryContext } from './desk.ts'
import { directoryErrors } from './errors.ts'
import { applicationRow, keyRow, passwordRow } from './rows.ts'
import { directoryTypes } from './types.ts'
import { breachError, recordOf } from './values.ts'

const activity = 'Update application - Certificates and secrets management'
/** What the proof of possession is addressed to. */
const proofAudience = '00000002-0000-0000-c000-000000000000'
const longestProofSeconds = 600

export function credentialRoutes(desk: Desk): Hono<GraphRoom> {
  const app = new Hono<GraphRoom>()
  const { tenant } = desk

  /** The application and the parameters of the call, none but these. */
  async function begin(c: DirectoryContext, operation: string, parameters: readonly string[]) {
    const opened = openApplication(desk, c, needs.writeApplication)
    if ('reply' in opened) return opened
    // a call without parameters may have no body at all
    const body = recordOf((await c.req.text()) === '' ? {} : await desk.body(c))
    if (body === undefined) return { reply: desk.fail(c, graphErrors.notJson()) }
    const stranger = Object.keys(body).find((name) => !parameters.includes(name))
    if (stranger !== undefined)
      return { reply: desk.fail(c, graphErrors.unknownParameter(stranger, operation)) }
    return { registration: opened.registration, body, before: applicationRow(tenant, opened.registration) }
  }

  app.post('/:app/addPassword', async (c) => {
    const begun = await begin(c, 'addPassword', ['passwordCredential'])
    if ('reply' in begun) return begun.reply
    const { registration, body, before } = begun
    const read = readEntity(
      'microsoft.graph.passwordCredential',
      body.passwordCredential ?? {},
      directoryTypes,
    )
    if (!read.ok) return desk.fail(c, read.error)
    const { displayName, startDateTime, endDateTime } = read.value
    const startsAt = typeof startDateTime === 'string' ? Date.parse(startDateTime) : tenant.clock()
    const end = new Date(startsAt)
    end.setUTCFullYear(end.getUTCFullYear() + 2)
    const expiresAt = typeof endDateTime === 'string' ? Date.parse(endDateTime) : end.getTime()
    if (Number.isNaN(startsAt) || Number.isNaN(expiresAt) || expiresAt <= startsAt)
      return desk.fail(c, directoryErrors.badValue('endDateTime', 'PasswordCredential'))
    const breach = secretBreach(tenant, registration, expiresAt - startsAt)
    if (breach !== undefined) return desk.fail(c, breachError(breach))
    const name = typeof displayName === 'string' ? displayName : null
    const { value, ...secret } = makeSecret(registration, { displayName: name, startsAt, expiresAt })
    changedApplication(desk, c, registration, before, activity)
    return c.json({
      '@odata.context': desk.context('microsoft.graph.passwordCredential'),
      ...passwordRow(secret),
      secretText: value,
    })
  })
  app.post('/:app/removePassword', async (c) => {
    const begun = await begin(c, 'removePassword', ['keyId'])
    if ('reply' in begun) return begun.reply
    const { registration, body, before } = begun
    const keyId = String(body.keyId)
    // two writes to one object in a row: the second is told to wait until the first is everywhere
    if (tenant.replicas.isBehind(registration.objectId)) return desk.fail(c, directoryErrors.concurrency())
    if (!registration.secrets.some(({ secretId }) => secretId === keyId))
      return desk.fail(c, directoryErrors.noPassword(keyId))
    registration.secrets = registration.secrets.filter(({ secretId }) => secretId !== keyId)
    changedApplication(desk, c, registration, before, activity)
    return c.body(null, 204)
  })
  app.post('/:app/addKey', async (c) => {
    const begun = await begin(c, 'addKey', ['keyCredential', 'passwordCredential', 'proof'])
    if ('reply' in begun) return begun.reply
    const { registration, body, before } = begun
    if (!(await proven(registration, body.proof, tenant.clock())))
      return desk.fail(c, directoryErrors.proof())
    const shaped = readEntity('microsoft.graph.keyCredential', body.keyCredential, directoryTypes)
    if (!shaped.ok) return desk.fail(c, shaped.error)
    const read = readKey(tenant, registration, shaped.value)
    if (!read.ok) return desk.fail(c, read.error)
    registration.certificates.push(read.entry)
    changedApplication(desk, c, registration, before, activity)
    return c.json({
      '@odata.context': desk.context('microsoft.graph.keyCredential'),
      ...keyRow(read.entry, false),
    })
  })
  app.post('/:app/removeKey', async (c) => {
    const begun = await begin(c, 'removeKey', ['keyId', 'proof'])
    if ('reply' in begun) return begun.reply
    const { registration, body, before } = begun
    if (!(await proven(registration, body.proof, tenant.clock())))
      return desk.fail(c, directoryErrors.proof())
    const keyId = String(body.keyId)
    const error: GraphError | undefined = registration.certificates.some((one) => one.keyId === keyId)
      ? undefined
      : directoryErrors.noKey(keyId)
    if (error !== undefined) return desk.fail(c, error)
    registration.certificates = registration.certificates.filter((one) => one.keyId !== keyId)
    changedApplication(desk, c, registration, before, activity)
    return c.body(null, 204)
  })
  return app
}

/** Signed with a certificate the application has and that is still good, by and for the right ones, for ten minutes. */
async function proven(
  { certificates, objectId }: Registration,
  proof: unknown,
  now: number,
): Promise<boolean> {
  if (typeof proof !== 'string') return false
  let claims: ReturnType<typeof decodeJwt>
  try {
    claims = decodeJwt(proof)
  } catch {
    return false
  }
  const seconds = Math.floor(now / 1000)
  const from = claims.nbf ?? claims.iat ?? seconds
  const until = claims.exp ?? 0
  const fits =
    claims.iss === objectId &&
    [claims.aud ?? []].flat().includes(proofAudience) &&
    seconds < until &&
    until - from <= longestProofSeconds
  if (!fits) return false
  for (const { der, expiresAt } of certificates) {
    if (expiresAt <= now) continue
    const { publicKey } = new X509Certificate(Buffer.from(der, 'base64'))
    const signed = await compactVerify(proof, publicKey, { algorithms: ['PS256', 'RS256'] }).then(
      () => true,
      () => false,
    )
    if (signed) return true
  }
  return false
}
