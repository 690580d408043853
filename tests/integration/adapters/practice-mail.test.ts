/** The adapters against a whole practice tenant: what they send, find and look into there is really there. */
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Cloud } from '../../../src/domain/cloud/cloud.schema.ts'
import { EwsCalendarProbe } from '../../../src/main/adapters/ews/ews-calendar-probe.ts'
import { GraphFolderProbe } from '../../../src/main/adapters/graph/graph-folder-probe.ts'
import { GraphMailReader } from '../../../src/main/adapters/graph/graph-mail-reader.ts'
import { GraphMessageTrace } from '../../../src/main/adapters/graph/graph-message-trace.ts'
import { GraphTransport } from '../../../src/main/adapters/graph/graph-transport.ts'
import { ImapFolderProbe } from '../../../src/main/adapters/imap/imap-folder-probe.ts'
import { SmtpTransport } from '../../../src/main/adapters/smtp/smtp-transport.ts'
import { SystemClock } from '../../../src/main/adapters/system/node-system.ts'
import { createUndiciFetch } from '../../../src/main/adapters/system/undici-fetch.ts'
import type { MailTransport, SendResult } from '../../../src/main/services/run/mail-transport.port.ts'
import type { ReadRequest } from '../../../src/main/services/run/read-probe.port.ts'
import type { RegistrationRequest } from '../../../src/practice/index.ts'
import { globalCloud } from '../../kit/samples.ts'
import { appTokenOf, practice, type Practice, registrationOf, tokenOf } from '../practice/kit.ts'

const never = new AbortController().signal
const clock = new SystemClock()
const fetch = createUndiciFetch()
const graphScope = (permission: string) => `https://graph.microsoft.com/${permission}`

const people: RegistrationRequest = {
  recipe: 'flexdeploy',
  displayName: 'FlexDeploy mail',
  redirects: [{ platform: 'publicClient', uri: 'http://localhost' }],
  permissions: (
    ['Mail.Send', 'Mail.Send.Shared', 'Mail.Read', 'IMAP.AccessAsUser.All', 'offline_access'] as const
  ).map((value) => ({ resource: 'graph', value, kind: 'delegated' })),
}
const daemon: RegistrationRequest = {
  recipe: 'exact',
  displayName: 'Exact mail',
  permissions: [
    { resource: 'graph', value: 'Mail.Send', kind: 'application' },
    { resource: 'graph', value: 'Mail.Read', kind: 'application' },
    { resource: 'graph', value: 'ExchangeMessageTrace.Read.All', kind: 'application' },
    { resource: 'exchange', value: 'full_access_as_app', kind: 'application' },
    { resource: 'exchange', value: 'SMTP.SendAsApp', kind: 'application' },
  ],
}

function cloudOf(p: Practice): Cloud {
  const { authority, graph, smtp, imap, ews, caFile } = p.tenant.endpoints
  return { ...globalCloud, name: 'Practice', kind: 'practice', authority, graph, smtp, imap, ews, caFile }
}

interface Letter {
  readonly flow: 'delegated' | 'app'
  readonly user: string
  readonly token: string
  readonly from?: string
  readonly to?: string
  readonly messageId?: string
}

function send(p: Practice, letter: Letter, transport: MailTransport = new GraphTransport({ clock, fetch })) {
  onTestFinished(() => transport.close())
  const { flow, user, token } = letter
  return transport.send({
    cloud: cloudOf(p),
    flow,
    user,
    token,
    mail: {
      from: letter.from ?? user,
      to: letter.to ?? p.tenant.endpoints.recipient,
      subject: '[Sendproof ABC234] Test',
      text: 'ABC234\n',
      messageId: letter.messageId ?? '<probe-1@contoso.example>',
      date: new Date(),
      headers: { 'X-Sendproof-Probe': 'probe-1' },
    },
    onHandingOver: () => undefined,
    signal: never,
  })
}

const outcome = ({ outcome: how, stage }: SendResult) => `${how} at ${stage}`

describe('a person who sends through Graph', () => {
  it('is accepted, and the message is found again in the recipient’s mailbox by its own header', async () => {
    const p = await practice({ registrations: [people] })
    const token = await tokenOf(p, p.anna, graphScope('Mail.Send'))
    const result = await send(p, { flow: 'delegated', user: p.anna, token })
    expect(result).toMatchObject({ outcome: 'accepted', stage: 'body' })
    expect(result.reply).toMatch(/^202 Accepted \(request-id [0-9a-f-]{36}\)$/)
    const { recipient } = p.tenant.endpoints
    const found = await new GraphMailReader(fetch).byMessageId(
      cloudOf(p),
      await tokenOf(p, recipient, graphScope('Mail.Read')),
      '<probe-1@contoso.example>',
      never,
    )
    expect(found).toMatchObject({ ok: true, value: { probeId: 'probe-1', from: p.anna } })
  })

  it('for a shared mailbox is refused without the right, in Graph’s own words', async () => {
    const p = await practice({ registrations: [people] })
    const token = await tokenOf(p, p.anna, graphScope('Mail.Send'))
    const result = await send(p, {
      flow: 'delegated',
      user: p.anna,
      token,
      from: p.tenant.endpoints.outside,
    })
    expect(outcome(result)).toBe('refused at request')
    expect(result.reply).toMatch(/^HTTP 403 ErrorSendAsDenied: .+ \(request-id /)
  })
})

describe('an application', () => {
  it('sends through Graph, and what comes back is tied to its probe', async () => {
    const p = await practice({ registrations: [daemon] })
    const token = await appTokenOf(p, 'graph')
    const since = new Date(Date.now() - 1_000)
    const nobody = `nobody@${p.anna.split('@')[1] ?? ''}`
    expect(outcome(await send(p, { flow: 'app', user: p.anna, token, to: nobody }))).toBe('accepted at body')
    const back = await new GraphMailReader(fetch).returned(cloudOf(p), token, p.anna, since, never)
    expect(back).toMatchObject({
      ok: true,
      value: [
        {
          originalMessageId: '<probe-1@contoso.example>',
          probeId: 'probe-1',
          recipient: nobody,
          action: 'failed',
          status: '5.1.10',
        },
      ],
    })
    expect(back.ok && back.value[0]?.diagnostic).toMatch(/^550 5\.1\.10 RESOLVER\.ADR\.RecipientNotFound/)
    const question = { messageId: '<probe-1@contoso.example>', sender: p.anna, recipient: nobody, since }
    const trace = new GraphMessageTrace({ fetch, clock })
    expect(await trace.find(cloudOf(p), token, question, never)).toMatchObject({
      ok: true,
      value: { status: 'failed' },
    })
    expect(await trace.find(cloudOf(p), token, { ...question, messageId: '<never@sent>' }, never)).toEqual({
      ok: true,
      value: null,
    })
  })

  it('with a Graph token sends over no SMTP, and with its own only once Exchange lets it', async () => {
    const p = await practice({ registrations: [daemon] })
    const smtp = () => new SmtpTransport({ clock })
    const attempt = async (token: string) =>
      outcome(await send(p, { flow: 'app', user: p.anna, token }, smtp()))
    expect(await attempt(await appTokenOf(p, 'graph'))).toBe('refused at auth')
    const token = await appTokenOf(p, 'exchange')
    expect(await attempt(token)).toBe('refused at auth')
    await p.tenant.admin.registerServicePrincipal(p.clientId, (await registrationOf(p)).servicePrincipalId)
    await p.tenant.admin.grantAppFullAccess(p.anna, p.clientId)
    expect(await attempt(token)).toBe('accepted at body')
  })

  it('learns whether EWS still answers it: refused while it is off, with the date once it is on', async () => {
    const p = await practice({ registrations: [daemon] })
    const token = await appTokenOf(p, 'exchange')
    const look = () =>
      new EwsCalendarProbe({ fetch, clock }).look(readRequest(p, token, { flow: 'app', folder: null }))
    expect(await look()).toMatchObject({ outcome: 'refused', stage: 'request', notes: [] })
    await p.tenant.admin.setEws(true, [p.clientId])
    expect(await look()).toMatchObject({
      outcome: 'accepted',
      warning: true,
      notes: [{ code: 'ews-answers' }],
    })
  })
})

function readRequest(p: Practice, token: string, changes: Partial<ReadRequest> = {}): ReadRequest {
  return {
    cloud: cloudOf(p),
    token,
    flow: 'delegated',
    user: p.anna,
    mailbox: p.anna,
    folder: 'FlexDeploy replies',
    signal: never,
    ...changes,
  }
}

describe('a reply folder', () => {
  it('looks the same over Graph and over IMAP: missing, then full, and no emptier for having been looked at', async () => {
    const p = await practice({ registrations: [people] })
    const overGraph = new GraphFolderProbe({ fetch, clock })
    const overImap = new ImapFolderProbe(clock)
    const graphToken = await tokenOf(p, p.anna, graphScope('Mail.Read'))
    const imapToken = await tokenOf(p, p.anna, 'https://outlook.office.com/IMAP.AccessAsUser.All')
    const both = async () => [
      await overGraph.look(readRequest(p, graphToken)),
      await overImap.look(readRequest(p, imapToken)),
    ]
    for (const result of await both()) {
      expect(result).toMatchObject({ outcome: 'refused', stage: 'request' })
      expect(JSON.stringify(result.reason)).toContain('Sent Items')
    }
    await p.tenant.admin.createFolder(p.anna, 'FlexDeploy replies')
    await p.tenant.admin.depositMail(p.anna, 'FlexDeploy replies', { subject: 'RE: approve' })
    for (let round = 0; round < 2; round += 1)
      for (const result of await both())
        expect(result).toMatchObject({
          outcome: 'accepted',
          warning: true,
          notes: [{ code: 'folder-holds', folder: 'FlexDeploy replies', messages: 1 }],
        })
  })
})
