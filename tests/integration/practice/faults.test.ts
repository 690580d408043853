import { X509Certificate } from 'node:crypto'
import { ConfidentialClientApplication } from '@azure/msal-node'
import PostalMime from 'postal-mime'
import { fetch } from 'undici'
import { describe, expect, test } from 'vitest'
import { createClientCertificate, faults } from '../../../src/practice/index.ts'
import { codeOf, signedIn } from './directory-kit.ts'
import { getCalendar } from './ews-kit.ts'
import { errorCode, graph, letter } from './graph-kit.ts'
import {
  appTokenOf,
  askToken,
  Dialogue,
  mailScope,
  msal,
  networkOf,
  postForm,
  practice,
  type Practice,
  redeemedFor,
  registrationOf,
  robotBrowser,
  securedDialogue,
  send,
  smtpScope,
  tokenOf,
  xoauth2,
} from './kit.ts'

type RbacRole = Parameters<Practice['tenant']['admin']['assignAppRole']>[1]
type Fault = (typeof faults)[number]['name']

/** A registration is made, and looked for seven times. */
async function looksAfterCreation(p: Practice): Promise<number[]> {
  const directory = await signedIn(p)
  const made = await directory('POST', '/applications', { body: { displayName: 'Scanner' } })
  const looks: number[] = []
  for (let n = 0; n < 7; n += 1)
    looks.push((await directory('GET', `/applications/${String(made.body.id)}`)).status)
  return looks
}

/** What a client must see, one row a fault: the record makes the compiler ask for a row for every new fault. */
const seen: Record<Fault, (p: Practice) => Promise<void>> = {
  'directory-lag': async (p) => {
    const looks = await looksAfterCreation(p)
    expect(looks).toEqual([404, 404, 404, 200, 200, 200, 200])
  },
  'half-replicated': async (p) => {
    const looks = await looksAfterCreation(p)
    expect(looks).toEqual([404, 200, 404, 200, 404, 200, 200])
  },
  'directory-throttled': async (p) => {
    const directory = await signedIn(p)
    const first = await directory('GET', '/applications')
    expect([codeOf(first), first.headers.get('retry-after')]).toEqual(['429 TooManyRequests', '1'])
    expect((await directory('GET', '/applications')).status).toBe(429)
    expect((await directory('GET', '/applications')).status).toBe(200)
  },
  'concurrent-writes': async (p) => {
    const directory = await signedIn(p)
    const create = () => directory('POST', '/applications', { body: { displayName: 'Scanner' } })
    expect(codeOf(await create())).toBe('409 Directory_ConcurrencyViolation')
    expect((await create()).status).toBe(201)
  },
  'role-spreading': async (p) => {
    const directory = await signedIn(p)
    const create = () => directory('POST', '/applications', { body: { displayName: 'Scanner' } })
    const tries = [await create(), await create(), await create()]
    expect(tries.map(codeOf)).toEqual(Array(3).fill('403 Authorization_RequestDenied'))
    expect((await create()).status).toBe(201)
  },
  'unknown-client': (p) => signInShows(p, 'AADSTS700016'),
  'wrong-tenant': (p) => signInShows(p, 'AADSTS90002'),
  'redirect-mismatch': (p) => signInShows(p, 'AADSTS50011'),
  'missing-consent': (p) => signInShows(p, 'AADSTS65001'),
  'bad-password': (p) => signInShows(p, 'AADSTS50126'),
  'disabled-account': (p) => signInShows(p, 'AADSTS50057'),
  'declined-consent': (p) => signInFails(p, { errorCode: 'access_denied' }),
  'reused-code': (p) => signInFails(p, { errorNo: 54005 }),
  'pkce-mismatch': (p) => signInFails(p, { errorNo: 501481 }),
  'wrong-client-kind': (p) => signInFails(p, { errorNo: 7000218 }),
  'expired-secret': (p) => appTokenFails(p, 7000222),
  'wrong-secret': (p) => appTokenFails(p, 7000215),
  'unknown-certificate': async (p) => {
    const made = await createClientCertificate('Mail', Date.now(), 1)
    await p.tenant.admin.addCertificate(p.clientId, made.certificate)
    const client = new ConfidentialClientApplication({
      auth: {
        clientId: p.clientId,
        clientCertificate: {
          thumbprintSha256: new X509Certificate(made.certificate).fingerprint256.replaceAll(':', ''),
          privateKey: made.privateKey,
        },
        authority: p.tenant.endpoints.authority,
        knownAuthorities: [new URL(p.tenant.endpoints.authority).host],
      },
      system: { networkClient: networkOf(p.agent) },
    })
    await expect(
      client.acquireTokenByClientCredential({ scopes: ['https://graph.microsoft.com/.default'] }),
    ).rejects.toThrow('AADSTS700027')
  },
  'conditional-access': (p) => appTokenFails(p, 53003),
  'app-out-of-scope': async (p) => {
    await knownApp(p, 'Application SMTP.SendAsApp')
    const token = await appTokenOf(p, 'exchange')
    const attempt = async (user: string) => (await send(p, { user, token })).ok
    expect([await attempt(p.anna), await attempt(p.ben)]).toEqual([false, true])
  },
  'unscoped-app': async (p) => {
    await knownApp(p, undefined)
    const token = await appTokenOf(p, 'exchange')
    expect((await send(p, { user: p.anna, token })).ok).toBe(true)
  },
  'not-propagated': async (p) => {
    const attempt = async () => {
      const result = await send(p, { user: p.anna, token: await tokenOf(p, p.anna) })
      return result.ok ? 'accepted' : (result.error.response ?? '')
    }
    expect(await attempt()).toMatch(/^535 5\.7\.139 .*disabled for the Tenant/)
    expect(await attempt()).toMatch(/^535 5\.7\.139 /)
    expect(await attempt()).toBe('accepted')
  },
  'graph-http-401': (p) => graphRefuses(p, 401, 'InvalidAuthenticationToken'),
  'graph-http-403': (p) => graphRefuses(p, 403, 'ErrorAccessDenied'),
  'graph-http-404': (p) => graphRefuses(p, 404, 'MailboxNotEnabledForRESTAPI'),
  'graph-http-503': (p) => graphRefuses(p, 503, 'ErrorServerBusy'),
  'graph-throttled': async (p) => {
    const token = await tokenOf(p, p.anna, mailScope)
    const replies = []
    for (let n = 0; n < 3; n += 1) replies.push(await graph(p, token, '/me/messages'))
    expect(replies.map(({ status }) => status)).toEqual([429, 429, 200])
    expect(replies[0]?.headers.get('retry-after')).toBe('1')
  },
  'graph-silent': async (p) => {
    const url = `${p.tenant.endpoints.graph}/me/messages`
    await neverAnswers(p, url, { authorization: `Bearer ${await tokenOf(p, p.anna, mailScope)}` })
  },
  'graph-drop': async (p) => {
    await expect(graph(p, await tokenOf(p, p.anna, mailScope), '/me/messages')).rejects.toThrow()
  },
  'graph-drop-reply': async (p) => {
    // the nasty one: no reply was seen, and the message is on its way
    await expect(sendOverGraph(p)).rejects.toThrow()
    expect(await p.tenant.admin.messages(p.tenant.endpoints.recipient)).toHaveLength(1)
  },
  'graph-truncated': async (p) => {
    await expect(graph(p, await tokenOf(p, p.anna, mailScope), '/me/messages')).rejects.toThrow()
    await expect(sendOverGraph(p)).rejects.toThrow()
    expect(await p.tenant.admin.messages(p.tenant.endpoints.recipient)).toHaveLength(1)
  },
  'graph-wrong-json': async (p) => {
    const reply = await graph(p, await tokenOf(p, p.anna, mailScope), '/me/messages')
    expect([reply.status, reply.text]).toEqual([200, expect.stringContaining('<html>')])
  },
  'token-http-429': async (p) => {
    const reply = await askPlainly(p)
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([429, '1'])
  },
  'token-silent': async (p) => {
    await neverAnswers(p, `${p.tenant.endpoints.authority}/oauth2/v2.0/token`, {}, 'POST')
  },
  'token-truncated': (p) => expect(askPlainly(p)).rejects.toThrow(),
  'token-wrong-json': async (p) => expect((await askPlainly(p)).text).toContain('<html>'),
  'junk-mail': async (p) => {
    await send(p, { user: p.anna, token: await tokenOf(p, p.anna) })
    const reader = await tokenOf(p, p.tenant.endpoints.recipient, mailScope)
    const count = async (folder: string) =>
      (await graph(p, reader, `/me/mailFolders/${folder}/messages`)).body.value?.length
    expect([await count('inbox'), await count('junkemail')]).toEqual([0, 1])
  },
  'dmarc-fail': async (p) => {
    await send(p, { user: p.anna, token: await tokenOf(p, p.anna) })
    await send(p, { user: p.ben, token: await tokenOf(p, p.ben) })
    const results = (await p.tenant.admin.messages(p.tenant.endpoints.recipient)).map(
      ({ headers }) => headers.find(({ name }) => name === 'Authentication-Results')?.value,
    )
    expect(results).toEqual([
      expect.stringMatching(/^spf=fail .*dmarc=fail/),
      expect.stringMatching(/^spf=pass .*dkim=pass .*dmarc=pass/),
    ])
  },
  'ndr-unknown-recipient': (p) => comesBack(p, '5.1.10'),
  'ndr-sender-blocked': (p) => comesBack(p, '5.1.8'),
  'ndr-rejected': (p) => comesBack(p, '5.7.1'),
  'ews-blocked': async (p) => {
    await p.tenant.admin.setEws(true, null)
    await knownApp(p, 'Application EWS.AccessAsApp')
    const reply = await getCalendar(p, await appTokenOf(p, 'exchange'), p.anna)
    expect(reply.status).toBe(403)
    await p.tenant.admin.setFault('ews-blocked', false)
    expect((await getCalendar(p, await appTokenOf(p, 'exchange'), p.anna)).status).toBe(200)
  },
  'token-http-500': (p) => signInFails(p, { errorCode: 'server_error' }),
  'expired-refresh': (p) => refreshFails(p, 700082),
  'revoked-refresh': (p) => refreshFails(p, 50173),
  'wrong-account': async (p) => {
    const attempt = async (prompt: string) =>
      msal(p).acquireTokenInteractive({
        scopes: [smtpScope],
        loginHint: p.anna,
        prompt,
        openBrowser: robotBrowser(p, p.anna).openBrowser,
      })
    expect((await attempt('select_account')).account?.username).toBe(p.tenant.endpoints.recipient)
    // a person who forces the picker once more gets it right
    expect((await attempt('select_account')).account?.username).toBe(p.anna)
  },
  'tenant-smtp-auth-off': (p) => sendFails(p, /^535 5\.7\.139 .*disabled for the Tenant/),
  'mailbox-smtp-auth-off': (p) => sendFails(p, /^535 5\.7\.139 .*disabled for the Mailbox/),
  'auth-failed': (p) => sendFails(p, /^535 5\.7\.3 Authentication unsuccessful \[/),
  'concurrent-connections': (p) => sendFails(p, /^432 4\.3\.2 Concurrent connections limit exceeded/),
  'ip-throttled': (p) => sendFails(p, /^451 4\.7\.500 Server busy/),
  'recipient-unknown': (p) => sendFails(p, /^550 5\.1\.10 RESOLVER\.ADR\.RecipientNotFound/),
  'no-send-as': async (p) => {
    const result = await send(p, { user: p.ben, token: await tokenOf(p, p.ben), from: p.shared })
    expect(result.ok ? '' : result.error.response).toMatch(/^554 5\.2\.252 SendAsDenied;/)
    expect((await send(p, { user: p.ben, token: await tokenOf(p, p.ben) })).ok).toBe(true)
  },
  'lost-mail': async (p) => {
    expect((await send(p, { user: p.anna, token: await tokenOf(p, p.anna) })).ok).toBe(true)
    expect((await send(p, { user: p.ben, token: await tokenOf(p, p.ben) })).ok).toBe(true)
    const arrived = await p.tenant.admin.messages(p.tenant.endpoints.recipient)
    expect(arrived.map((message) => message.from)).toEqual([p.ben])
  },
  slow: async (p) => {
    const started = performance.now()
    const dialogue = await Dialogue.open(p)
    await dialogue.reply()
    await dialogue.say('EHLO client.example')
    expect(performance.now() - started).toBeGreaterThanOrEqual(590)
  },
  'no-starttls': async (p) => {
    const dialogue = await Dialogue.open(p)
    await dialogue.reply()
    expect(await dialogue.say('EHLO client.example')).not.toContain('STARTTLS')
    const result = await send(p, { user: p.anna, token: await tokenOf(p, p.anna) })
    expect(result.ok ? '' : result.error.command).toBe('STARTTLS')
  },
  'bad-certificate': async (p) => {
    const result = await send(p, { user: p.anna, token: await tokenOf(p, p.anna) })
    expect(result.ok ? '' : `${result.error.code} ${result.error.message}`).toMatch(
      /certificate|UNABLE_TO_VERIFY/i,
    )
  },
  'drop-connect': async (p) => expect(await (await Dialogue.open(p)).reply()).toBe(''),
  'drop-ehlo': async (p) => {
    const dialogue = await Dialogue.open(p)
    expect(await dialogue.reply()).toMatch(/^220 /)
    expect(await dialogue.say('EHLO client.example')).toBe('')
  },
  'drop-starttls': async (p) => {
    const dialogue = await Dialogue.open(p)
    await dialogue.reply()
    await dialogue.say('EHLO client.example')
    expect(await dialogue.say('STARTTLS')).toBe('')
  },
  'drop-auth': (p) => cutAt(p, 'AUTH'),
  'drop-mail': (p) => cutAt(p, 'MAIL'),
  'drop-rcpt': (p) => cutAt(p, 'RCPT'),
  'drop-data': (p) => cutAt(p, 'DATA'),
  'drop-body': async (p) => {
    await cutAt(p, 'BODY')
    expect(await p.tenant.admin.messages(p.tenant.endpoints.recipient)).toEqual([])
  },
  'drop-reply': async (p) => {
    await cutAt(p, 'BODY')
    // the nasty one: the client saw no reply, and the message is there
    expect(await p.tenant.admin.messages(p.tenant.endpoints.recipient)).toHaveLength(1)
  },
}

async function signInShows(p: Practice, code: string): Promise<void> {
  const { openBrowser, seen: robot } = robotBrowser(p, p.anna)
  const attempt = msal(p).acquireTokenInteractive({ scopes: [smtpScope], loginHint: p.anna, openBrowser })
  await expect(attempt).rejects.toThrow(code)
  expect(robot.answer).toMatchObject({ ok: false, error: { code } })
}

async function signInFails(p: Practice, error: Record<string, string | number>): Promise<void> {
  const { openBrowser } = robotBrowser(p, p.anna)
  const attempt = msal(p).acquireTokenInteractive({ scopes: [smtpScope], loginHint: p.anna, openBrowser })
  await expect(attempt).rejects.toMatchObject(error)
}

async function refreshFails(p: Practice, number: number): Promise<void> {
  const first = await redeemedFor(p, p.anna)
  const again = await askToken(p, {
    grant_type: 'refresh_token',
    refresh_token: String(first.body.refresh_token),
    scope: mailScope,
  })
  expect(again.body).toMatchObject({ error: 'invalid_grant', error_codes: [number] })
}

/** Registered in Exchange under the right object id, with a role for every mailbox. */
async function knownApp(p: Practice, role: RbacRole | undefined): Promise<void> {
  await p.tenant.admin.registerServicePrincipal(p.clientId, (await registrationOf(p)).servicePrincipalId)
  if (role !== undefined) await p.tenant.admin.assignAppRole(p.clientId, role, null)
}

async function appTokenFails(p: Practice, number: number): Promise<void> {
  const { value } = await p.tenant.admin.addSecret(p.clientId, { months: 1 })
  const answer = await askToken(p, {
    grant_type: 'client_credentials',
    client_secret: value,
    scope: 'https://graph.microsoft.com/.default',
  })
  expect(answer.body.error_codes).toEqual([number])
}

async function graphRefuses(p: Practice, status: number, code: string): Promise<void> {
  const reply = await graph(p, await tokenOf(p, p.anna, mailScope), '/me/messages')
  expect([reply.status, errorCode(reply)]).toEqual([status, code])
  const other = await graph(p, await tokenOf(p, p.ben, mailScope), '/me/messages')
  expect(other.status).toBe(200)
}

/** As an application that may, because the product of these tests has no Mail.Send of its own. */
async function sendOverGraph(p: Practice) {
  await knownApp(p, 'Application Mail.Send')
  return graph(p, await appTokenOf(p, 'graph'), `/users/${p.anna}/sendMail`, { body: letter(p) })
}

const askPlainly = (p: Practice) =>
  postForm(p, `${p.tenant.endpoints.authority}/oauth2/v2.0/token`, { grant_type: 'client_credentials' })

async function neverAnswers(
  p: Practice,
  url: string,
  headers: Record<string, string>,
  method: 'GET' | 'POST' = 'GET',
): Promise<void> {
  const signal = AbortSignal.timeout(400)
  await expect(fetch(url, { method, dispatcher: p.agent, headers, signal })).rejects.toThrow(/aborted/)
}

/** The message is taken, never arrives, and a report with everything that names it lies in the sender's Inbox. */
async function comesBack(p: Practice, status: string): Promise<void> {
  const messageId = '<probe-7@sendproof.example>'
  expect((await send(p, { user: p.anna, token: await tokenOf(p, p.anna), messageId })).ok).toBe(true)
  expect(await p.tenant.admin.messages(p.tenant.endpoints.recipient)).toEqual([])
  const token = await tokenOf(p, p.anna, mailScope)
  const inbox = await graph(p, token, '/me/mailFolders/inbox/messages')
  expect(inbox.body.value).toMatchObject([{ subject: 'Undeliverable: A test' }])
  const id = encodeURIComponent(String(inbox.body.value?.[0]?.id))
  const { text } = await graph(p, token, `/me/messages/${id}/$value`)
  const report = await PostalMime.parse(text)
  expect(report.headers.find(({ key }) => key === 'content-type')?.value).toContain(
    'report-type=delivery-status',
  )
  expect(text).toContain(`Status: ${status}\r\n`)
  expect(text).toContain(`Final-Recipient: rfc822;${p.tenant.endpoints.recipient}`)
  expect(text).toContain(`Message-ID: ${messageId}`)
}

async function sendFails(p: Practice, reply: RegExp): Promise<void> {
  const result = await send(p, { user: p.anna, token: await tokenOf(p, p.anna) })
  expect(result.ok ? '' : result.error.response).toMatch(reply)
  expect(await p.tenant.admin.messages(p.tenant.endpoints.recipient)).toEqual([])
}

/** Walks a session until the server hangs up, and tells at which step that was. */
async function cutAt(p: Practice, stage: string): Promise<void> {
  const dialogue = await securedDialogue(p)
  const steps: [string, string][] = [
    ['AUTH', `AUTH XOAUTH2 ${xoauth2(p.anna, await tokenOf(p, p.anna))}`],
    ['MAIL', `MAIL FROM:<${p.anna}>`],
    ['RCPT', `RCPT TO:<${p.tenant.endpoints.recipient}>`],
    ['DATA', 'DATA'],
    ['BODY', `From: ${p.anna}\r\nSubject: cut\r\n\r\nHello\r\n.`],
  ]
  let cut = 'never'
  for (const [name, line] of steps)
    if ((await dialogue.say(line)) === '') {
      cut = name
      break
    }
  expect(cut).toBe(stage)
  const error = await send(p, { user: p.anna, token: await tokenOf(p, p.anna), to: p.anna })
  expect(error.ok ? 'accepted' : error.error.message).toMatch(/closed/i)
  // another mailbox is not touched
  expect((await send(p, { user: p.ben, token: await tokenOf(p, p.ben), to: p.ben })).ok).toBe(true)
}

describe('each fault makes a client see exactly that failure', () => {
  test.each(faults.map((fault) => fault.name))('%s, set at the start', async (name) => {
    const p = await practice({ faults: [name] })
    await seen[name](p)
  })
})

describe('a fault can be switched while the tenant runs', () => {
  test('on, and off again', async () => {
    const p = await practice()
    const attempt = async () => send(p, { user: p.anna, token: await tokenOf(p, p.anna) })
    expect((await attempt()).ok).toBe(true)
    await p.tenant.admin.setFault('auth-failed', true)
    expect(await p.tenant.admin.listFaults()).toEqual([`auth-failed@${p.anna}`])
    expect((await attempt()).ok).toBe(false)
    await p.tenant.admin.setFault('auth-failed', false)
    expect((await attempt()).ok).toBe(true)
  })

  test('for one mailbox by its address or its first half', async () => {
    const p = await practice()
    await p.tenant.admin.setFault(`auth-failed@${p.ben}`, true)
    expect((await send(p, { user: p.anna, token: await tokenOf(p, p.anna) })).ok).toBe(true)
    expect((await send(p, { user: p.ben, token: await tokenOf(p, p.ben) })).ok).toBe(false)
    await p.tenant.admin.setFault(`auth-failed@${p.ben.split('@')[0] ?? ''}`, false)
    expect((await send(p, { user: p.ben, token: await tokenOf(p, p.ben) })).ok).toBe(true)
  })

  test('a fault that is none is refused with the list of the known ones', async () => {
    const p = await practice()
    await expect(p.tenant.admin.setFault('no-such-thing', true)).rejects.toThrow(
      /no fault called "no-such-thing".*drop-body/,
    )
    await expect(p.tenant.admin.setFault('auth-failed@ghost', true)).rejects.toThrow('has no mailbox ghost')
    await expect(practice({ faults: ['oops'] })).rejects.toThrow('no fault called "oops"')
  })

  test('after a fault is gone an earlier connection is not haunted by it', async () => {
    const p = await practice({ faults: ['bad-certificate'] })
    await expect(securedDialogue(p)).rejects.toThrow()
    await p.tenant.admin.setFault('bad-certificate', false)
    expect((await send(p, { user: p.anna, token: await tokenOf(p, p.anna) })).ok).toBe(true)
  })
})
