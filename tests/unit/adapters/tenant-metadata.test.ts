/** Whoever sits at the other end of the line: only a tenant's own id is taken from what it answers. */
import { describe, expect, test } from 'vitest'
import { TenantMetadata } from '../../../src/main/adapters/entra/tenant-metadata.ts'
import { globalCloud } from '../../kit/samples.ts'

const id = 'c0ffee00-1234-4abc-8def-000000000001'
const issuerOf = (issuer: unknown) => JSON.stringify({ issuer })

async function ask(answer: () => Promise<Response>, domain = 'contoso.com') {
  const asked: string[] = []
  const directory = new TenantMetadata(async (url) => {
    asked.push(url)
    return answer()
  })
  return { found: await directory.idOf(globalCloud, domain), asked }
}
const said = (status: number, body: string) => async () => new Response(body, { status })

test('the id is asked of the cloud’s own sign-in host, and read off the issuer', async () => {
  const { found, asked } = await ask(
    said(200, issuerOf(`https://login.microsoftonline.com/${id.toUpperCase()}/v2.0`)),
  )
  expect(found).toEqual({ ok: true, value: id })
  expect(asked).toEqual([
    'https://login.microsoftonline.com/contoso.com/v2.0/.well-known/openid-configuration',
  ])
})

test('a domain nobody has is a problem that names the field', async () => {
  const reply = JSON.stringify({
    error: 'invalid_tenant',
    error_description: "AADSTS90002: Tenant 'contoso.com' not found.",
  })
  const { found } = await ask(said(400, reply))
  expect(found).toMatchObject({
    ok: false,
    error: { code: 'tenant-unknown', domain: 'contoso.com', field: 'tenant' },
  })
})

describe('an answer that is none leaves the id open', () => {
  const refused: readonly (readonly [string, () => Promise<Response>])[] = [
    ['no network', () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }))],
    ['a portal that wants a sign-in', said(200, '<html>Welcome to the hotel</html>')],
    ['the shared issuer', said(200, issuerOf('https://login.microsoftonline.com/{tenantid}/v2.0'))],
    ['an issuer of another form', said(200, issuerOf(`https://sts.windows.net/${id}/evil`))],
    ['an issuer without encryption', said(200, issuerOf(`http://login.microsoftonline.com/${id}/v2.0`))],
    ['a list where the document should be', said(200, '[]')],
    ['null', said(200, 'null')],
    ['an issuer that is no text', said(200, issuerOf({ toString: id }))],
    ['an answer without end', said(200, `{"issuer":"https://x/${id}/v2.0","x":"${'x'.repeat(70_000)}"}`)],
    ['a busy service', said(503, 'busy')],
    ['a refusal of something else', said(400, JSON.stringify({ error: 'invalid_request' }))],
  ]
  test.each(refused)('%s', async (_, answer) => {
    const { found } = await ask(answer)
    expect(found).toMatchObject({
      ok: false,
      error: { code: 'tenant-not-looked-up', host: 'login.microsoftonline.com' },
    })
  })

  test('and what a hostile host says reaches nobody raw', async () => {
    const { found } = await ask(said(500, `\u001b[2J\u0000${'a'.repeat(9_000)}`))
    const details = found.ok ? '' : (found.error.details ?? '')
    expect(details).not.toMatch(/[\u0000-\u0008\u001b]/)
    expect(details.length).toBeLessThanOrEqual(500)
  })
})
