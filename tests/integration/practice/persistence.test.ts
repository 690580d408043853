import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { portsOfKept } from '../../../src/practice/listening.ts'
import { onDisk } from '../../../src/practice/tenant/disk.ts'
import { PracticeError, startPracticeTenant } from '../../../src/practice/index.ts'
import { askToken, mailScope, practice, product, redeemedFor, send, smtpScope, tokenOf } from './kit.ts'

async function folder(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'practice-kept-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  return dir
}

describe('a practice tenant kept in a folder', () => {
  test('comes back on the same ports as the same tenant, with everything it knew', async () => {
    const stateDir = await folder()
    const first = await practice({ stateDir, faults: ['lost-mail'] })
    const tokens = await redeemedFor(first, first.anna)
    await first.tenant.admin.setFault('lost-mail', false)
    await send(first, { user: first.anna, token: await tokenOf(first, first.anna), subject: 'Kept' })
    await first.tenant.admin.setTenantSmtpAuth(true)
    await first.tenant.admin.grantFullAccess(first.shared, first.anna)
    const before = { endpoints: first.tenant.endpoints, view: await first.tenant.admin.describe() }
    await first.tenant.close()

    const second = await practice({ stateDir, mailboxes: 7, seed: 99 })
    expect(second.tenant.endpoints).toEqual(before.endpoints)
    expect(await second.tenant.admin.describe()).toEqual(before.view)
    const again = await askToken(second, {
      grant_type: 'refresh_token',
      refresh_token: String(tokens.body.refresh_token),
      scope: mailScope,
    })
    expect(again.status).toBe(200)
    // an access token from before the restart still opens the mail server: the signing key was kept
    expect((await send(second, { user: second.anna, token: String(tokens.body.access_token) })).ok).toBe(true)
    const subjects = (await second.tenant.admin.messages(second.tenant.endpoints.recipient)).map(
      (one) => one.subject,
    )
    expect(subjects).toEqual(['Kept', 'A test'])
  })

  test('a disk that fails is one sentence, and a bug stays a bug', async () => {
    const full = (): never => {
      throw Object.assign(new Error('write'), { code: 'ENOSPC' })
    }
    await expect(onDisk('/data', () => Promise.resolve().then(full))).rejects.toMatchObject({
      code: 'disk',
      message: 'The practice tenant cannot write to /data: the disk is full (ENOSPC).',
    })
    await expect(onDisk('/data', () => Promise.reject(new RangeError('a bug')))).rejects.toThrow(RangeError)
  })

  test('a tenant that could not be saved keeps no port open: the command that started it comes to its end', async () => {
    const { last } = portsOfKept(process.env['SENDPROOF_PRACTICE_PORTS'])
    const own = [last - 2, last - 1, last]
    vi.stubEnv('SENDPROOF_PRACTICE_PORTS', `${last - 2}-${last}`)
    onTestFinished(() => void vi.unstubAllEnvs())
    const stateDir = await folder()
    // nothing can be written where a folder lies
    await mkdir(path.join(stateDir, 'ca.pem'))
    await expect(startPracticeTenant({ mailboxes: 1, prepared: false, stateDir })).rejects.toThrow('EISDIR')
    for (const port of own) {
      const other = createServer().listen(port, '127.0.0.1')
      await once(other, 'listening')
      other.close()
    }
  })

  test('keeps no secret, token or password in clear', async () => {
    const stateDir = await folder()
    const p = await practice({ stateDir })
    const tokens = await redeemedFor(p, p.anna)
    const secret = await p.tenant.admin.addSecret(p.clientId, { months: 6 })
    await send(p, { user: p.anna, token: String(tokens.body.access_token) })
    await p.tenant.close()
    const files = await readdir(stateDir)
    const text = (await Promise.all(files.map((file) => readFile(path.join(stateDir, file), 'utf8')))).join(
      '\n',
    )
    for (const canary of [
      tokens.body.access_token,
      tokens.body.refresh_token,
      secret.value,
      p.tenant.endpoints.password,
    ])
      expect(text).not.toContain(String(canary))
    expect(files.sort()).toEqual(['ca.pem', 'messages.jsonl', 'state.json'])
  })

  test('a second process joins the tenant that is being served, and leaving does not end it', async () => {
    const stateDir = await folder()
    const p = await practice({ stateDir, prepared: false })
    const joined = await startPracticeTenant({ stateDir, mailboxes: 3, prepared: false })
    expect(joined.endpoints).toEqual(p.tenant.endpoints)
    const { clientId } = await joined.admin.registerApplication(product)
    expect(joined.endpoints.registrations).toEqual([{ recipe: 'eap', clientId, name: product.displayName }])
    await joined.admin.grantAdminConsent(clientId)
    await joined.admin.setTenantSmtpAuth(true)
    expect(await joined.admin.describe()).toEqual(await p.tenant.admin.describe())
    const { accessToken } = await joined.admin.robotToken({ clientId, account: p.anna, scope: smtpScope })
    expect((await send(p, { user: p.anna, token: accessToken })).ok).toBe(true)
    await expect(joined.admin.grantSendAs('ghost@nowhere.example', p.anna)).rejects.toBeInstanceOf(
      PracticeError,
    )
    await joined.close()
    expect(await p.tenant.admin.messages(p.tenant.endpoints.recipient)).toHaveLength(1)
  })

  test('two processes that start at the same moment end up with one tenant', async () => {
    const stateDir = await folder()
    const both = await Promise.all(
      [1, 2].map(() => startPracticeTenant({ stateDir, mailboxes: 2, prepared: true })),
    )
    onTestFinished(async () => {
      for (const tenant of both) await tenant.close()
    })
    expect(both[0]?.endpoints).toEqual(both[1]?.endpoints)
  })

  test('a port that another program took is named', async () => {
    const stateDir = await folder()
    const p = await practice({ stateDir })
    const { port } = p.tenant.endpoints.smtp
    await p.tenant.close()
    const squatter = createServer()
    await new Promise<void>((done) => squatter.listen(port, '127.0.0.1', done))
    onTestFinished(() => void squatter.close())
    await expect(startPracticeTenant({ stateDir, mailboxes: 1, prepared: false })).rejects.toThrow(
      String(port),
    )
  })

  test('a state file that is damaged is named, and left alone', async () => {
    const stateDir = await folder()
    await writeFile(path.join(stateDir, 'state.json'), '{"version":1,')
    await expect(startPracticeTenant({ stateDir, mailboxes: 1, prepared: false })).rejects.toThrow(
      'state.json cannot be read',
    )
    expect(await readFile(path.join(stateDir, 'state.json'), 'utf8')).toBe('{"version":1,')
  })

  test('a line of mail cut short by a crash loses only itself', async () => {
    const { appendFile } = await import('node:fs/promises')
    const stateDir = await folder()
    const p = await practice({ stateDir })
    await send(p, { user: p.anna, token: await tokenOf(p, p.anna), subject: 'Whole' })
    await p.tenant.close()
    await appendFile(path.join(stateDir, 'messages.jsonl'), '{"id":"half')
    const again = await practice({ stateDir })
    await send(again, { user: again.anna, token: await tokenOf(again, again.anna), subject: 'After' })
    await again.tenant.close()
    const third = await practice({ stateDir })
    const subjects = (await third.tenant.admin.messages(third.tenant.endpoints.recipient)).map(
      (one) => one.subject,
    )
    expect(subjects).toEqual(['Whole', 'After'])
  })
})

describe('a practice tenant without a folder', () => {
  test('leaves nothing behind', async () => {
    const tenant = await startPracticeTenant({ mailboxes: 1, prepared: false })
    const { caFile } = tenant.endpoints
    expect(await readFile(caFile, 'utf8')).toContain('BEGIN CERTIFICATE')
    await tenant.close()
    await expect(readFile(caFile)).rejects.toThrow('ENOENT')
  })

  test('is the same for the same seed, and another for another', async () => {
    const named = async (seed: number) => {
      const p = await practice({ seed })
      const { tenantId, tenantName, mailboxes, password, registrations } = p.tenant.endpoints
      return { tenantId, tenantName, mailboxes, password, registrations }
    }
    expect(await named(5)).toEqual(await named(5))
    expect((await named(6)).tenantId).not.toBe((await named(5)).tenantId)
  })

  test('starts with 25 mailboxes as with one', async () => {
    const p = await practice({ mailboxes: 25 })
    expect(p.tenant.endpoints.mailboxes).toHaveLength(25)
  })
})
