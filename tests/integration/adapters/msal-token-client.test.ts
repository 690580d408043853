import { connect } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { said } from '../../fakes/said.ts'
import { graphScope, mailReadScope, mailScope } from '../../../src/domain/cloud/cloud.ts'
import { commandLineToolsId } from '../../../src/domain/entra/admin/doors.ts'
import { err, ok } from '../../../src/domain/result.ts'
import { largestAnswer } from '../../../src/main/adapters/entra/loopback.ts'
import { MsalTokenClient } from '../../../src/main/adapters/entra/msal-token-client.ts'
import { createUndiciFetch } from '../../../src/main/adapters/system/undici-fetch.ts'
import type { HttpFetch } from '../../../src/main/services/surroundings/surroundings.port.ts'
import type {
  CodeSignInRequest,
  SignInRequest,
  TokenApp,
} from '../../../src/main/services/sign-in/token-client.port.ts'
import { answerSignIn } from '../../../src/practice/index.ts'
import { passwordFor } from '../../../src/practice/tenant/seed.ts'
import { MemoryLog } from '../../fakes/memory-log.ts'
import { practiceSetup, type PracticeSetup } from './practice-setup.ts'
import { en } from '../../../src/words/en.ts'

/** Waits for a condition, also on a machine that is busy with something else. */
const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 240_000, interval: 5 })

interface Desk {
  readonly client: MsalTokenClient
  readonly app: TokenApp
  readonly practice: PracticeSetup
  readonly anna: string
  readonly request: (changes?: Partial<SignInRequest>) => SignInRequest
}

async function desk(
  options: Parameters<typeof practiceSetup>[0] = {},
  fetch: HttpFetch = createUndiciFetch(),
): Promise<Desk> {
  const practice = await practiceSetup(options)
  const { handle } = practice
  const app = {
    cloud: handle.cloud,
    tenantId: handle.tenantId,
    clientId: (await handle.clientId('eap')) ?? 'none',
  }
  const anna = handle.mailboxes[0]?.address ?? ''
  return {
    client: new MsalTokenClient({
      fetch,
      log: new MemoryLog(),
      pages: { locale: 'en', ...en.native.signInPages },
    }),
    app,
    practice,
    anna,
    request: (changes = {}) => ({
      ...app,
      scopes: [mailScope(app.cloud, 'SMTP.Send')],
      loginHint: anna,
      pickAccount: false,
      open: (url, signal) => handle.answer(url, changes.loginHint ?? anna, signal),
      timeoutMs: 240_000,
      signal: new AbortController().signal,
      ...changes,
    }),
  }
}

function claims(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
}

/** Where the browser would have come back to. */
function redirectPort(url: string): number {
  return Number(new URL(new URL(url).searchParams.get('redirect_uri') ?? '').port)
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => (socket.destroy(), resolve(true)))
    socket.once('error', () => resolve(false))
  })
}

describe('an administrator without a browser on this PC', () => {
  it('types a code in on another device, or gives up; neither leaves anything behind', async () => {
    const practice = await practiceSetup()
    const { cloud, tenantId, administrator } = practice.handle
    const client = new MsalTokenClient({
      fetch: createUndiciFetch(),
      log: new MemoryLog(),
      pages: { locale: 'en', ...en.native.signInPages },
    })
    const password = passwordFor(practice.setup.practice?.seed ?? 0)
    const ask = (show: CodeSignInRequest['show'], signal: AbortSignal) =>
      client.signInByCode({
        cloud,
        tenantId,
        clientId: commandLineToolsId,
        scopes: [graphScope(cloud, 'Policy.Read.All')],
        show,
        timeoutMs: 240_000,
        signal,
      })
    const answered: Promise<unknown>[] = []
    const leaving = new AbortController()
    const [signedIn, left] = await Promise.all([
      ask(({ address, code }) => {
        expect(new URL(address).origin).toBe(new URL(cloud.authority).origin)
        const person = { account: administrator, password, userCode: code, caFile: cloud.caFile ?? '' }
        answered.push(answerSignIn(address, person))
      }, new AbortController().signal),
      ask(() => leaving.abort(), leaving.signal),
    ])
    expect(await Promise.all(answered)).toEqual([{ ok: true }])
    expect(signedIn).toMatchObject({ ok: true, value: { identity: { username: administrator, tenantId } } })
    expect(left).toMatchObject({ ok: false, error: { code: 'sign-in-cancelled-here' } })
  })
})

describe('a mailbox user who signs in', () => {
  it('gets a token for SMTP, and the identity that came back is the one of the id token', async () => {
    const { client, request, app, anna } = await desk()
    const signedIn = await client.signIn(request())
    if (!signedIn.ok) throw new Error(JSON.stringify(signedIn.error))
    const { identity, token, cache } = signedIn.value
    expect(identity.username.toLowerCase()).toBe(anna)
    expect(identity.tenantId).toBe(app.tenantId)
    expect(identity.objectId).toMatch(/^[0-9a-f-]{36}$/)
    expect(claims(token.token)).toMatchObject({
      aud: 'https://outlook.office.com',
      scp: expect.stringContaining('SMTP.Send') as string,
    })
    expect(token.expiresAt.getTime()).toBeGreaterThan(Date.now())
    expect(cache).toContain('RefreshToken')
  })

  it('needs no second sign-in for the token of another resource, nor after a restart', async () => {
    const { client, request, app } = await desk()
    const signedIn = await client.signIn(request())
    if (!signedIn.ok) throw new Error(JSON.stringify(signedIn.error))
    const restarted = new MsalTokenClient({
      fetch: createUndiciFetch(),
      log: new MemoryLog(),
      pages: { locale: 'en', ...en.native.signInPages },
    })
    const read = await restarted.silent(app, signedIn.value.cache, [mailReadScope(app.cloud)])
    if (!read.ok) throw new Error(JSON.stringify(read.error))
    expect(claims(read.value.token.token)).toMatchObject({
      scp: expect.stringContaining('Mail.Read') as string,
    })
    expect(read.value.cache).not.toBe(signedIn.value.cache)
    const again = await restarted.silent(app, read.value.cache, [mailScope(app.cloud, 'SMTP.Send')])
    expect(again.ok && again.value.token.token).toBe(signedIn.value.token.token)
    const renewed = await restarted.silent(app, read.value.cache, [mailScope(app.cloud, 'SMTP.Send')], true)
    expect(renewed.ok && renewed.value.token.token).not.toBe(signedIn.value.token.token)
  })

  it('is asked for by address at this very tenant, with the picker when somebody else came back before', async () => {
    const { client, request, anna, app } = await desk()
    const seen: URL[] = []
    await client.signIn(
      request({ open: async (url) => (seen.push(new URL(url)), err(said('forbidden', 'only looking'))) }),
    )
    await client.signIn(
      request({
        pickAccount: true,
        open: async (url) => (seen.push(new URL(url)), err(said('forbidden', 'only looking'))),
      }),
    )
    const [plain, picker] = seen
    expect(plain?.pathname.split('/')[1]).toBe(app.tenantId)
    expect(plain?.searchParams.get('login_hint')).toBe(anna)
    expect(plain?.searchParams.get('code_challenge_method')).toBe('S256')
    expect(plain?.searchParams.get('response_mode')).toBe('form_post')
    expect(plain?.searchParams.get('prompt')).toBeNull()
    expect(picker?.searchParams.get('prompt')).toBe('select_account')
  })

  it('who is somebody else is told by the identity, and nothing was stored by us', async () => {
    const { client, request, practice } = await desk()
    const bob = practice.handle.mailboxes[1]?.signInAs ?? ''
    const signedIn = await client.signIn(
      request({ open: (url, signal) => practice.handle.answer(url, bob, signal) }),
    )
    expect(signedIn.ok && signedIn.value.identity.username.toLowerCase()).toBe(bob)
  })
})

describe('a sign-in that does not come back', () => {
  it('is over when the person cancels it, and its port is closed', async () => {
    const { client, request } = await desk()
    const cancel = new AbortController()
    let port = 0
    const signingIn = client.signIn(
      request({
        signal: cancel.signal,
        open: async (url) => {
          port = redirectPort(url)
          return ok(null)
        },
      }),
    )
    await until(() => port > 0)
    expect(await isOpen(port)).toBe(true)
    cancel.abort()
    expect(await signingIn).toMatchObject({ ok: false, error: { code: 'sign-in-cancelled-here' } })
    expect(await isOpen(port)).toBe(false)
  })

  it('is over when its time is, also while the opener has not come back', async () => {
    const { client, request } = await desk()
    let port = 0
    const signedIn = await client.signIn(
      request({
        timeoutMs: 6_000,
        open: (url) => {
          port = redirectPort(url)
          return new Promise(() => undefined)
        },
      }),
    )
    expect(signedIn).toMatchObject({ ok: false, error: { code: 'sign-in-timed-out' } })
    expect(port).toBeGreaterThan(0)
    expect(await isOpen(port)).toBe(false)
  })

  it('is over at once when no browser could be opened, with that reason', async () => {
    const { client, request } = await desk()
    let port = 0
    const signedIn = await client.signIn(
      request({
        open: async (url) => (
          (port = redirectPort(url)),
          err(said('forbidden', 'This address is not one that Sendproof opens.'))
        ),
      }),
    )
    expect(signedIn).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    expect(await isOpen(port)).toBe(false)
  })

  it('is cancelled while the sign-in service has not even answered', async () => {
    const cancel = new AbortController()
    let asked = false
    const { client, request } = await desk({}, (_url, init) => {
      asked = true
      return new Promise((_, reject) =>
        init.signal?.addEventListener('abort', () => reject(new Error('aborted'))),
      )
    })
    const signingIn = client.signIn(request({ signal: cancel.signal }))
    await until(() => asked)
    cancel.abort()
    expect(await signingIn).toMatchObject({ ok: false, error: { code: 'sign-in-cancelled-here' } })
  })

  it('is not ended, nor answered, by another program that knows the port but not the state', async () => {
    const { client, request, practice, anna } = await desk()
    const signedIn = await client.signIn(
      request({
        open: async (url, signal) => {
          const target = `http://127.0.0.1:${redirectPort(url)}/`
          for (const body of [
            new URLSearchParams({ code: 'stolen', state: 'guessed' }),
            new URLSearchParams({ error: 'access_denied', state: 'guessed' }),
            new URLSearchParams({ code: 'stolen' }),
          ])
            await fetch(target, { method: 'POST', body })
          await fetch(`${target}?code=stolen&state=guessed`)
          return practice.handle.answer(url, anna, signal)
        },
      }),
    )
    expect(signedIn.ok && signedIn.value.identity.username.toLowerCase()).toBe(anna)
  })

  it('does not take in what a program on this PC pours into its port', async () => {
    const { client, request, practice, anna } = await desk()
    const signedIn = await client.signIn(
      request({
        open: async (url, signal) => {
          const flood = fetch(`http://127.0.0.1:${redirectPort(url)}/`, {
            method: 'POST',
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: 'x'.repeat(largestAnswer * 8),
          })
          await expect(flood).rejects.toThrow()
          return practice.handle.answer(url, anna, signal)
        },
      }),
    )
    expect(signedIn.ok && signedIn.value.identity.username.toLowerCase()).toBe(anna)
  })
})

describe('what Entra refuses is handed on with its number', () => {
  for (const [fault, number] of [
    ['unknown-client', 'AADSTS700016'],
    ['redirect-mismatch', 'AADSTS50011'],
    ['bad-password', 'AADSTS50126'],
    ['disabled-account', 'AADSTS50057'],
    ['declined-consent', 'AADSTS65004'],
    ['reused-code', 'AADSTS54005'],
    ['pkce-mismatch', 'AADSTS501481'],
    ['wrong-client-kind', 'AADSTS7000218'],
  ] as const)
    it(`${fault}: ${number}`, async () => {
      const { client, request } = await desk({ faults: [fault] })
      const signedIn = await client.signIn(request())
      expect(signedIn).toMatchObject({ ok: false, error: { code: 'sign-in-refused', aadsts: number } })
      expect(!signedIn.ok && signedIn.error.details).toContain(number)
    })

  it('a refresh token that is over asks for a new authorisation', async () => {
    const { client, request, app } = await desk()
    const signedIn = await client.signIn(request())
    if (!signedIn.ok) throw new Error(JSON.stringify(signedIn.error))
    const broken = await desk({ faults: ['expired-refresh'] })
    const other = await broken.client.signIn(broken.request())
    if (!other.ok) throw new Error(JSON.stringify(other.error))
    const refused = await broken.client.silent(broken.app, other.value.cache, [
      mailReadScope(broken.app.cloud),
    ])
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'sign-in-needed-again', aadsts: 'AADSTS700082' },
    })
    expect(!refused.ok && refused.error.details).toContain('AADSTS700082')
    expect((await client.silent(app, signedIn.value.cache, [mailReadScope(app.cloud)])).ok).toBe(true)
  })

  it('an empty or foreign cache is not authorised, and no browser opens for it', async () => {
    const { client, app } = await desk()
    expect(await client.silent(app, '', [mailScope(app.cloud, 'SMTP.Send')])).toMatchObject({
      ok: false,
      error: { code: 'sign-in-kept-wrongly' },
    })
  })
})

it('without a network says so, and that is not called a refusal', async () => {
  const { client, request } = await desk({}, async () => {
    throw Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error('getaddrinfo ENOTFOUND login'), { code: 'ENOTFOUND' }),
    })
  })
  expect(await client.signIn(request())).toMatchObject({ ok: false, error: { code: 'sign-in-unreachable' } })
})
