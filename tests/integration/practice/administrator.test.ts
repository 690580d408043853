import { describe, expect, test } from 'vitest'
import { fetch } from 'undici'
import { authorizeUrl, get, practice, type Practice, product, send, tokenOf } from './kit.ts'

async function call(p: Practice, name: string, args: unknown, key = p.tenant.endpoints.admin.key) {
  const response = await fetch(`${p.tenant.endpoints.admin.url}/${name}`, {
    method: 'POST',
    dispatcher: p.agent,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(args),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('an unprepared tenant', () => {
  test('has no registration, SMTP AUTH off, no rights; walking the whole road makes it send', async () => {
    const p = await practice({ prepared: false })
    const { admin, endpoints } = p.tenant
    expect(await admin.describe()).toMatchObject({
      registrations: [],
      consents: [],
      smtpAuth: { tenant: false },
      sendAs: [],
      sendOnBehalf: [],
      fullAccess: [],
      faults: [],
    })
    const { clientId } = await admin.registerApplication(product)
    await admin.grantAdminConsent(clientId)
    const ready = { ...p, clientId }
    const token = await tokenOf(ready, p.ben)
    const attempt = async () => {
      const result = await send(ready, { user: p.ben, token, from: p.shared })
      return result.ok ? 'accepted' : (result.error.response ?? '')
    }
    expect(await attempt()).toContain('disabled for the Tenant')
    await admin.setMailboxSmtpAuth(p.ben, true)
    expect(await attempt()).toContain('SendAsDenied')
    await admin.grantSendAs(p.shared, p.ben)
    expect(await attempt()).toBe('accepted')
    expect(endpoints.recipient).toMatch(/^verify@/)
  })

  test('a prepared one has only the senders switched on and Send As for the delegate', async () => {
    const p = await practice()
    const view = await p.tenant.admin.describe()
    expect(view.smtpAuth.tenant).toBe(false)
    expect(
      view.mailboxes.filter((mailbox) => mailbox.smtpAuthEffective).map((mailbox) => mailbox.address),
    ).toEqual([p.anna, p.ben, p.shared])
    expect(view.sendAs).toEqual([{ mailbox: p.shared, trustee: p.ben }])
    expect(p.tenant.endpoints.mailboxes.at(-1)).toMatchObject({ kind: 'shared', delegate: p.ben })
  })
})

describe('registrations', () => {
  test('can be changed, and the change counts at once', async () => {
    const p = await practice()
    await p.tenant.admin.updateApplication(p.clientId, {
      displayName: 'Renamed',
      redirects: [{ platform: 'publicClient', uri: 'http://localhost/cb' }],
    })
    expect((await get(p, authorizeUrl(p).url)).text).toContain('AADSTS50011')
    const page = await get(p, authorizeUrl(p, { redirect_uri: 'http://localhost:999/cb' }).url)
    expect(page.text).toContain('to continue to Renamed')
  })

  test.each([
    {
      what: 'plain http elsewhere',
      change: { redirects: [{ platform: 'web' as const, uri: 'http://eap.example/x' }] },
      text: 'https',
    },
    {
      what: 'two that differ only by port',
      change: {
        redirects: [
          { platform: 'publicClient' as const, uri: 'http://localhost:1' },
          { platform: 'web' as const, uri: 'http://localhost:2' },
        ],
      },
      text: 'differ only by port',
    },
    {
      what: 'a permission that does not exist',
      change: {
        permissions: [{ resource: 'graph' as const, value: 'Mail.Everything', kind: 'delegated' as const }],
      },
      text: 'Mail.Everything',
    },
  ])('$what is refused in one sentence', async ({ change, text }) => {
    const p = await practice({ prepared: false })
    await expect(p.tenant.admin.registerApplication({ ...product, ...change })).rejects.toThrow(text)
  })

  test('a change over HTTP keeps everything it does not name: a second process must not undo the first', async () => {
    const p = await practice({
      registrations: [
        { ...product, audience: 'AzureADMultipleOrgs', implicit: { accessTokens: true, idTokens: true } },
      ],
    })
    const before = (await p.tenant.admin.describe()).registrations[0]
    expect((await call(p, 'updateApplication', [p.clientId, { displayName: 'Renamed' }])).status).toBe(200)
    expect((await p.tenant.admin.describe()).registrations[0]).toEqual({ ...before, displayName: 'Renamed' })
    expect(before).toMatchObject({ audience: 'AzureADMultipleOrgs', redirects: product.redirects })
  })

  test('a secret is shown once; afterwards only its hint', async () => {
    const p = await practice()
    const secret = await p.tenant.admin.addSecret(p.clientId, { months: 12 })
    const [shown] = (await p.tenant.admin.describe()).registrations[0]?.secrets ?? []
    expect(shown).toEqual({
      secretId: secret.secretId,
      hint: secret.value.slice(0, 3),
      expiresAt: secret.expiresAt,
    })
  })
})

describe('the administrator over HTTP', () => {
  test('needs the key', async () => {
    const p = await practice()
    expect((await call(p, 'describe', [], 'guess')).status).toBe(401)
    expect((await call(p, 'describe', [])).status).toBe(200)
  })

  test('refuses what it does not understand, in a sentence', async () => {
    const p = await practice()
    expect(await call(p, 'makeCoffee', [])).toMatchObject({
      status: 404,
      body: { error: { code: 'unknown-call' } },
    })
    expect(await call(p, 'setTenantSmtpAuth', ['yes'])).toMatchObject({
      status: 400,
      body: { error: { code: 'bad-input' } },
    })
    expect(await call(p, 'setFault', ['oops', true])).toMatchObject({
      status: 400,
      body: { error: { code: 'unknown-fault' } },
    })
    expect((await call(p, 'toString', [])).status).toBe(404)
  })

  test('the health address says which tenant it is, to anybody', async () => {
    const p = await practice()
    const { authority, tenantId } = p.tenant.endpoints
    expect(JSON.parse((await get(p, `${new URL(authority).origin}/practice/health`)).text)).toEqual({
      practice: true,
      tenantId,
    })
  })

  test('the robot says why it could not sign in', async () => {
    const p = await practice({ faults: ['bad-password'] })
    await expect(tokenOf(p, p.anna)).rejects.toMatchObject({ code: 'AADSTS50126' })
  })
})

describe('the pages', () => {
  test('carry a strict policy, say that they are not Microsoft, and escape what clients send', async () => {
    const hostile = '"><script>alert(1)</script>'
    const p = await practice({ registrations: [{ ...product, displayName: hostile }] })
    const page = await get(p, authorizeUrl(p, { login_hint: hostile, state: hostile }).url)
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("form-action 'self' http://localhost:12345")
    expect(policy).not.toContain('unsafe')
    expect(page.text).toContain('Practice tenant - not Microsoft')
    expect(page.text).not.toContain('<script>alert(1)')
  })

  test('the answer page escapes the state and posts to the redirect only', async () => {
    const p = await practice()
    const page = await get(p, authorizeUrl(p, { prompt: 'none', state: '"><img src=x>' }).url)
    expect(page.text).toContain('action="http://localhost:12345"')
    expect(page.text).not.toContain('<img')
  })
})
