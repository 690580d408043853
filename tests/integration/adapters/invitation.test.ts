/** The owner of a mailbox signs in elsewhere: what comes back opens on one PC, for one mailbox, once. */
import path from 'node:path'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  boundTo,
  type Invitation,
  type SealedSignIn,
} from '../../../src/domain/invitation/invitation.schema.ts'
import { ok } from '../../../src/domain/result.ts'
import { X25519SealedBox } from '../../../src/main/adapters/files/sealed-box.ts'
import { invitedCloud } from '../../../src/main/services/invitation/invited-cloud.ts'
import { createApp, type App } from '../../../src/main/wiring/app.ts'
import { startPracticeTenant, type PracticeTenant } from '../../../src/practice/index.ts'
import { answerSignIn } from '../../../src/practice/entra/robot.ts'
import { Desk } from '../app/cli.ts'
import { cliHere, composedHere } from '../app/in-process.ts'

describe('a sealed box', () => {
  const box = new X25519SealedBox()
  const { publicKey, privateKey } = box.newKeys()
  const sealed = box.seal(publicKey, 'bound', 'a token')
  if (sealed === null) throw new Error('not sealed')
  const flipped = (text: string) => {
    const bytes = Buffer.from(text, 'base64')
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    return bytes.toString('base64')
  }

  it.each<[what: string, open: () => string | null, text: string | null]>([
    ['opens for whom it was sealed', () => box.open(privateKey, 'bound', sealed), 'a token'],
    ['stays shut for another key', () => box.open(box.newKeys().privateKey, 'bound', sealed), null],
    ['stays shut for something else', () => box.open(privateKey, 'other', sealed), null],
    ...(['key', 'iv', 'tag', 'data'] as const).map((part): [string, () => string | null, null] => [
      `stays shut with one bit of ${part} changed`,
      () => box.open(privateKey, 'bound', { ...sealed, [part]: flipped(sealed[part]) }),
      null,
    ]),
    ['stays shut for what is no key', () => box.open('AAAA', 'bound', sealed), null],
  ])('%s', (_, open, text) => {
    expect(open()).toBe(text)
  })

  it('is not made for what is no key, nor for the key that agrees to the same with everybody', () => {
    const zero = Buffer.from(publicKey, 'base64')
    zero.fill(0, zero.length - 32)
    expect(box.seal(zero.toString('base64'), 'bound', 'a token')).toBeNull()
    expect(box.seal(Buffer.alloc(44).toString('base64'), 'bound', 'a token')).toBeNull()
  })

  it('is bound to everything an invitation says', () => {
    const one = {
      id: '11111111-2222-4333-8444-555555555555',
      tenantId: '21111111-2222-4333-8444-555555555555',
      clientId: '31111111-2222-4333-8444-555555555555',
      address: 'anna@contoso.example',
      expiresAt: '2026-12-01T00:00:00.000Z',
    }
    const others = Object.keys(one).map((name) => boundTo({ ...one, [name]: 'other' }))
    expect(new Set([boundTo(one), ...others]).size).toBe(6)
    expect(boundTo({ ...one, address: 'Anna@contoso.example' })).toBe(boundTo(one))
  })
})

describe('mailbox invite, answer and take-in', () => {
  const desk = new Desk()
  let tenant: PracticeTenant
  let app: App
  let close: () => Promise<void>
  /** Who is at the browser of the owner's PC. */
  let person = ''
  let id = ''
  let now = Date.now()
  const signal = new AbortController().signal
  beforeAll(async () => {
    const words = ['setup', 'create', '--recipe', 'eap', '--name', 'C', '--practice', '--prepared', '--json']
    const created = await cliHere(desk.folder, ...words, '--mailboxes', '2')
    ;({ id } = JSON.parse(created.out) as { id: string })
    await cliHere(desk.folder, 'mailbox', 'import', 'C', '--practice')
    const stateDir = path.join(desk.folder, 'practice', id)
    tenant = await startPracticeTenant({ mailboxes: 2, prepared: true, stateDir })
    const composed = await composedHere(desk.folder)
    const { caFile, password } = tenant.endpoints
    const { ports } = composed
    app = createApp({
      ...ports,
      clock: { now: () => new Date(now), sleep: (ms, stop) => ports.clock.sleep(ms, stop) },
      browser: {
        async open(url) {
          // whoever is at the browser; its answer goes to the listener, whatever came of it
          await answerSignIn(url, { caFile, account: person, password })
          return ok(null)
        },
      },
    })
    close = async () => {
      await app.close()
      await composed.close()
    }
  })
  afterAll(async () => {
    await close()
    await tenant.close()
    desk.close()
  })
  const anna = () => tenant.endpoints.mailboxes[0]?.address ?? ''
  const invited = async (): Promise<Invitation> => {
    const made = await app.invitations.invite(id, anna())
    if (!made.ok) throw new Error(JSON.stringify(made.error))
    return made.value
  }
  const answered = async (invitation: Invitation, who = anna()) => {
    person = who
    return app.invitations.answer(invitation, { pickAccount: false, signal })
  }
  const codeOf = async (reply: unknown) => {
    const taken = await app.invitations.takeIn(id, typeof reply === 'string' ? reply : JSON.stringify(reply))
    return taken.ok ? 'taken in' : taken.error.code
  }
  const signedIn = () => {
    const listed = app.mailboxes.list(id)
    return listed.ok && listed.value.find(({ address }) => address === anna())?.authorisation?.username
  }

  it('takes the sign-in of the owner in, once, and sends with it', async () => {
    const old = await invited()
    const invitation = await invited()
    const stale = await answered(old)
    const reply = await answered(invitation)
    if (!reply.ok || !stale.ok) throw new Error('not answered')
    const text = JSON.stringify(reply.value)
    expect(text).not.toMatch(/eyJ|RefreshToken|secret/)
    const other = '99999999-2222-4333-8444-555555555555'
    const changed = (change: Partial<SealedSignIn>) => ({ ...reply.value, ...change })
    const data = `${reply.value.box.data.startsWith('A') ? 'B' : 'A'}${reply.value.box.data.slice(1)}`
    const rows: [reply: unknown, code: string][] = [
      ['{"format":', 'sign-in-reply-unreadable'],
      [{ ...reply.value, password: 'x' }, 'sign-in-reply-unreadable'],
      [stale.value, 'invitation-not-known'],
      [changed({ invitation: other }), 'invitation-not-known'],
      [changed({ tenantId: other }), 'sign-in-reply-other-tenant'],
      [changed({ address: tenant.endpoints.recipient }), 'sign-in-reply-other-address'],
      [changed({ box: { ...reply.value.box, data } }), 'sign-in-reply-damaged'],
      [changed({ box: stale.value.box }), 'sign-in-reply-damaged'],
    ]
    for (const [given, code] of rows) expect(await codeOf(given), code).toBe(code)
    expect(signedIn()).toBeUndefined()
    const was = now
    now += 15 * 86_400_000
    expect(await codeOf(reply.value)).toBe('invitation-expired')
    expect(await answered(invitation)).toMatchObject({ ok: false, error: { code: 'invitation-expired' } })
    now = was
    expect(await codeOf(reply.value)).toBe('taken in')
    expect(signedIn()).toBe(anna())
    expect(await codeOf(reply.value)).toBe('invitation-not-known')
  })

  it('refuses whoever else was at the browser, and seals nothing', async () => {
    const invitation = await invited()
    expect(await answered(invitation, tenant.endpoints.recipient)).toMatchObject({
      ok: false,
      error: { code: 'account-other' },
    })
  })

  it('is a file without secrets on the command line, and is refused where it names its own sign-in page', async () => {
    const file = path.join(desk.folder, 'invitation.json')
    const made = await cliHere(desk.folder, 'mailbox', 'invite', 'C', anna(), '--out', file)
    expect(made.code, made.err).toBe(0)
    expect(made.out).toContain('mailbox take-in "C" REPLY')
    const invitation = JSON.parse(readFileSync(file, 'utf8')) as Invitation
    expect(Object.keys(invitation)).not.toContain('privateKey')
    const { practice } = invitation
    if (practice === null) throw new Error('a practice tenant')
    for (const authority of ['https://login.evil.example/', 'https://localhost.evil.example/'])
      expect(invitedCloud({ cloud: 'practice', practice: { ...practice, authority } }, [])).toMatchObject({
        error: { code: 'invitation-unreadable' },
      })
    for (const caFile of ['\\\\files.evil.example\\ca\\ca.pem', '//files.evil.example/ca/ca.pem'])
      expect(invitedCloud({ cloud: 'practice', practice: { ...practice, caFile } }, [])).toMatchObject({
        error: { code: 'invitation-unreadable' },
      })
    expect(
      invitedCloud({ cloud: 'custom', practice: null }, [{ ...practice, kind: 'custom' }]),
    ).toMatchObject({
      error: { code: 'invitation-custom-cloud' },
    })
    writeFileSync(file, JSON.stringify({ ...invitation, authority: 'https://login.evil.example/' }))
    const reply = path.join(desk.folder, 'reply.json')
    expect((await cliHere(desk.folder, 'mailbox', 'answer', file, '--out', reply)).code).toBe(2)
    expect((await cliHere(desk.folder, 'mailbox', 'take-in', 'C', file)).err).toContain('not a reply')
  })

  it('keeps no private key of an invitation that nobody can answer to any more', async () => {
    const keys = () =>
      readdirSync(desk.folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
        /invitation[\\/].*\.sealed$/.test(name),
      )
    const second = tenant.endpoints.mailboxes[1]?.address ?? ''
    await invited()
    const was = now
    now += 15 * 86_400_000
    const newest = await app.invitations.invite(id, second)
    now = was
    expect(keys()).toEqual([expect.stringContaining(newest.ok ? newest.value.id : 'none')])
  })
})
