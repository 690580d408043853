import { describe, expect, it, onTestFinished } from 'vitest'
import { EwsCalendarProbe } from '../../../src/main/adapters/ews/ews-calendar-probe.ts'
import { createUndiciFetch } from '../../../src/main/adapters/system/undici-fetch.ts'
import type { ReadRequest } from '../../../src/main/services/run/read-probe.port.ts'
import { sayNotes } from '../../../src/words/say-attempt.ts'
import { wordsFor } from '../../../src/words/words.ts'
import { FixedClock } from '../../fakes/fixed-clock.ts'
import { globalCloud } from '../../kit/samples.ts'
import { ScriptedHttpServer, type HttpAnswer } from '../../fakes/scripted-http-server.ts'
import { ewsFault, ewsFolder, ewsResponse } from '../../fakes/ews-replies.ts'

const token = 'opaque-token-canary-7731'

async function ewsThat(answer: HttpAnswer): Promise<ScriptedHttpServer> {
  const server = await ScriptedHttpServer.start(() => answer)
  onTestFinished(() => server.stop())
  return server
}

function look(server: ScriptedHttpServer | null, changes: Partial<ReadRequest> = {}, timeoutMs = 120_000) {
  return new EwsCalendarProbe({ fetch: createUndiciFetch(), clock: new FixedClock(), timeoutMs }).look({
    cloud: { ...globalCloud, ...(server === null ? {} : { ews: `${server.address}/EWS/Exchange.asmx` }) },
    token,
    flow: 'app',
    user: 'anna@contoso.example',
    mailbox: 'anna@contoso.example',
    folder: null,
    signal: new AbortController().signal,
    ...changes,
  })
}

describe('EWS that still answers', () => {
  it('is told with the date on which it ends', async () => {
    const server = await ewsThat({ status: 200, body: ewsFolder })
    const result = await look(server)
    expect(result).toMatchObject({ outcome: 'accepted', stage: 'request', warning: true })
    expect(result.notes).toEqual([{ code: 'ews-answers' }])
    expect(sayNotes(wordsFor('en'), { note: null, notes: [...result.notes] })).toContain('1 April 2027')
    expect(JSON.stringify(result)).not.toContain(token)
  })

  it('is asked as the mailbox for one folder, and for nothing else', async () => {
    const server = await ewsThat({ status: 200, body: ewsFolder })
    await look(server, { mailbox: "o'brien&co@contoso.example" })
    const [seen] = server.requests
    expect(seen?.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      'x-anchormailbox': "o'brien&co@contoso.example",
    })
    expect(seen?.body).toContain(
      '<t:PrimarySmtpAddress>o&#39;brien&amp;co@contoso.example</t:PrimarySmtpAddress>',
    )
    expect(seen?.body.match(/<m:\w+/g)).toEqual(['<m:GetFolder', '<m:FolderShape', '<m:FolderIds'])
  })
})

describe('EWS that says no', () => {
  for (const [what, answer, stage, reply] of [
    ['401', { status: 401 }, 'auth', 'HTTP 401'],
    [
      '403 with a reason',
      { status: 403, headers: { 'x-ms-diagnostics': '2000008;reason="EWS is disabled for this tenant."' } },
      'request',
      'HTTP 403 2000008;reason="EWS is disabled for this tenant."',
    ],
    [
      'a response code',
      { status: 200, body: ewsResponse('ErrorAccessDenied', 'Access is denied. &amp; so on') },
      'request',
      'HTTP 200 ErrorAccessDenied: Access is denied. & so on',
    ],
    [
      'a fault about impersonation',
      {
        status: 500,
        body: ewsFault('ErrorImpersonateUserDenied', 'The account does not have permission to impersonate.'),
      },
      'request',
      'HTTP 500 ErrorImpersonateUserDenied: The account does not have permission to impersonate.',
    ],
  ] as const)
    it(`by ${what} is a refusal in its own words`, async () => {
      expect(await look(await ewsThat(answer))).toMatchObject({
        outcome: 'refused',
        stage,
        reply,
        notes: [],
        warning: false,
      })
    })
})

describe('EWS that gives no answer to believe', () => {
  for (const [what, answer] of [
    ['nothing', 'silence'],
    ['half of it', { status: 200, body: ewsFolder, truncated: true }],
    ['a portal’s page', { status: 200, body: '<html><title>WLAN</title></html>' }],
    ['NoError without a folder', { status: 200, body: ewsResponse('NoError', '') }],
    ['that it is busy', { status: 500, body: ewsFault('ErrorServerBusy', 'Try again later.') }],
  ] as const)
    it(`but ${what} has failed, and nothing is said about rights`, async () => {
      const waitMs = answer === 'silence' ? 1_000 : undefined
      expect(await look(await ewsThat(answer), {}, waitMs)).toMatchObject({ outcome: 'failed', notes: [] })
    })

  it('because the cloud names no address for it says so', async () => {
    const result = await look(null)
    expect(result).toMatchObject({
      outcome: 'failed',
      stage: 'connect',
      reply: null,
      reason: { code: 'cloud-lacks', service: 'ews', cloud: 'Global' },
    })
  })
})
