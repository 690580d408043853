/** Consent on Microsoft's own page: what came back is believed only where it answers what was asked. */
import { request } from 'node:http'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerIn, consentAnswer } from '../../../src/domain/entra/consent/consent-request.ts'
import { LoopbackConsentLanding } from '../../../src/main/adapters/entra/consent-landing.ts'
import { startPracticeTenant, type PracticeTenant } from '../../../src/practice/index.ts'
import { answerSignIn } from '../../../src/practice/entra/robot.ts'
import { Desk } from '../app/cli.ts'
import { cliHere, cliReading } from '../app/in-process.ts'

const state = '11111111-2222-4333-8444-555555555555'
const tenantId = '22222222-2222-4333-8444-555555555555'

describe('an answer of the consent page', () => {
  const given = {
    admin_consent: 'True',
    tenant: tenantId,
    state,
    scope: 'https://graph.microsoft.com/Mail.Read',
  }
  it.each<[what: string, fields: Record<string, string>, code: string]>([
    ['that agrees', given, 'taken'],
    ['to another request', { ...given, state: 'other' }, 'consent-answer-other-state'],
    ['of another tenant', { ...given, tenant: state }, 'consent-other-tenant'],
    ['that names no tenant', { admin_consent: 'True', state }, 'consent-other-tenant'],
    ['that agrees to nothing', { tenant: tenantId, state }, 'consent-not-given'],
    [
      'that refuses, whatever else it says',
      { ...given, error: 'access_denied', error_description: 'AADSTS65004: User declined to consent.' },
      'consent-refused',
    ],
  ])('%s', (_, fields, code) => {
    const read = consentAnswer(new URLSearchParams(fields), { tenantId, state })
    expect(read.ok ? 'taken' : read.error.code).toBe(code)
    if (read.ok) expect(read.value.scopes).toEqual(['Mail.Read'])
  })

  it('is found in whatever somebody wrote around the address, and nowhere else', () => {
    const address = `http://localhost/?admin_consent=True&tenant=${tenantId}&state=${state}`
    expect(answerIn(`Hello,\n\n"${address}"\n\nKim`)?.get('state')).toBe(state)
    expect(answerIn(`https://evil.example/?state=${state}`)).toBeNull()
    expect(answerIn('done, thanks')).toBeNull()
  })
})

describe('the landing', () => {
  const page = { title: 'T', text: 'X' }
  const landing = new LoopbackConsentLanding({ locale: 'en', success: page, failure: page })
  const get = (address: string, headers: Record<string, string> = {}) =>
    new Promise<number>((resolve, reject) => {
      const url = new URL(address)
      const { port, pathname, search } = url
      request(
        { host: '127.0.0.1', port, path: `${pathname}${search}`, headers: { host: url.host, ...headers } },
        (response) => {
          response.resume()
          resolve(response.statusCode ?? 0)
        },
      )
        .on('error', reject)
        .end()
    })
  const open = async (timeoutMs: number, signal = new AbortController().signal) => {
    const opened = await landing.open({ state, timeoutMs, signal })
    if (!opened.ok) throw new Error('not opened')
    return opened.value
  }

  it('waits on for the answer with its own state, whoever knocks meanwhile', async () => {
    const { redirectUri, answer, close } = await open(60_000)
    expect(await get(`${redirectUri}/?state=other&admin_consent=True`)).toBe(400)
    expect(await get(`${redirectUri}/?state=${state}&admin_consent=True`, { host: 'evil.example' })).toBe(404)
    expect(await get(`${redirectUri}/favicon.ico`)).toBe(404)
    expect(await get(`${redirectUri}/?state=${state}&admin_consent=True`)).toBe(200)
    const came = await answer
    expect(came.ok && came.value.get('admin_consent')).toBe('True')
    close()
    await expect(get(`${redirectUri}/?state=${state}`)).rejects.toThrow()
  })

  it('says so when the window was closed or somebody gave up', async () => {
    const late = await open(1)
    expect(await late.answer).toMatchObject({ ok: false, error: { code: 'consent-timed-out', others: 0 } })
    late.close()
    const stop = new AbortController()
    const left = await open(60_000, stop.signal)
    stop.abort()
    expect(await left.answer).toMatchObject({ ok: false, error: { code: 'sign-in-cancelled-here' } })
    left.close()
  })
})

describe('admin consent', () => {
  const desk = new Desk()
  let tenant: PracticeTenant
  beforeAll(async () => {
    const words = ['setup', 'create', '--recipe', 'eap', '--name', 'C', '--practice', '--prepared', '--json']
    const created = await cliHere(desk.folder, ...words, '--mailboxes', '2')
    const { id } = JSON.parse(created.out) as { id: string }
    tenant = await startPracticeTenant({
      mailboxes: 2,
      prepared: true,
      stateDir: path.join(desk.folder, 'practice', id),
    })
    const [registration] = tenant.endpoints.registrations
    await tenant.admin.revokeConsent(registration?.clientId ?? '')
  })
  afterAll(async () => {
    await tenant.close()
    desk.close()
  })
  const cli = (...words: string[]) => cliHere(desk.folder, ...words)
  const consents = async () => (await tenant.admin.describe()).consents.map(({ value }) => value)

  it('is offered where apply may not grant it, and asks for what the product needs', async () => {
    const instead = await cli('admin', 'consent', 'C')
    expect(instead.code).toBe(2)
    expect(instead.err).toContain('apply "C"')

    const before = await consents()
    const nobody = await cli('admin', 'consent', 'C', '--by-address', '--account', tenant.endpoints.recipient)
    expect(nobody.code, nobody.out).not.toBe(0)
    expect(await consents(), 'whatever other stories granted').toEqual(before)

    const done = await cli('admin', 'consent', 'C', '--by-address')
    expect(done.code, done.err).toBe(0)
    expect(done.err).toContain('The page asks for')
    expect(done.out).toContain('SMTP.Send')
    expect(await consents()).toContain('SMTP.Send')
    const status = await cli('setup', 'status', 'C', '--json')
    expect(status.out).not.toContain('read-from-tenant')
  })

  it('goes as a link to somebody else, whose answer counts once and only for that link', async () => {
    const early = await cliReading('nothing', desk.folder, 'admin', 'consent', 'C', '--answer', '-')
    expect(early.code).toBe(2)
    const file = path.join(desk.folder, 'link.txt')
    const link = async () => {
      const made = await cli('admin', 'consent', 'C', '--by-address', '--link', '--out', file, '--json')
      expect(made.code, made.err).toBe(0)
      return new URL((JSON.parse(made.out) as { address: string }).address)
    }
    const first = await link()
    const second = await link()
    expect(first.searchParams.get('redirect_uri')).toBe('http://localhost')
    const answerTo = (asked: URL) =>
      `http://localhost/?admin_consent=True&tenant=${tenant.endpoints.tenantId}&state=${asked.searchParams.get('state') ?? ''}&scope=SMTP.Send`
    const take = (text: string) => cliReading(text, desk.folder, 'admin', 'consent', 'C', '--answer', '-')
    expect((await take(answerTo(first))).err).toContain('another request')
    expect(await take(`Here it is: ${answerTo(second)}`)).toMatchObject({ code: 0 })
    expect((await take(answerTo(second))).code).toBe(2)
    // the very link works at the page it leads to: there is nobody at the other end, as on somebody else's PC
    const { caFile, adminUser, password } = tenant.endpoints
    const walked = await answerSignIn(second.href, { caFile, account: adminUser, password })
    expect(walked.ok ? '' : walked.error.code).toBe('robot-network')
  })
})
