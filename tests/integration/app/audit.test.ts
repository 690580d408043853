import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { administrationName } from '../../../src/domain/entra/admin/doors.ts'
import { adminRights } from '../../../src/domain/entra/facts/rights.ts'
import { EntraPlanSchema } from '../../../src/domain/entra/plan/entra-plan.schema.ts'
import { startPracticeTenant } from '../../../src/practice/index.ts'
import { cliHere } from './in-process.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'sendproof-audit-'))
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
const said: string[] = []
/** Of each setup by its name. */
const ids = new Map<string, string>()

async function cli(...words: string[]) {
  const ended = await cliHere(folder, ...words)
  said.push(ended.out, ended.err)
  return ended
}

interface Audit {
  clean: boolean
  readBy: { who: string; door: string; rights: string[] }
  checks: {
    id: string
    state: string
    severity: string
    step: string | null
    says: string
    evidence: { who: string; requestIds: string[] } | null
    unread: { why: string; right: string | null } | null
  }[]
}

async function audited(name: string, ...more: string[]): Promise<{ code: number; audit: Audit }> {
  const { code, out, err } = await cli('audit', name, '--json', ...more)
  if (out === '') throw new Error(`${code} ${err}`)
  return { code, audit: JSON.parse(out) as Audit }
}

const differing = ({ checks }: Audit) =>
  checks.filter(({ state, severity }) => state !== 'ok' && severity !== 'note').map(({ id }) => id)

async function created(recipe: string, ...more: string[]): Promise<string> {
  const name = `${recipe}${more.join('')}`
  const words = ['setup', 'create', '--recipe', recipe, '--name', name, '--practice', '--mailboxes', '2']
  const ended = await cli(...words, '--json', ...more)
  if (ended.code !== 0) throw new Error(ended.err)
  ids.set(name, (JSON.parse(ended.out) as { id: string }).id)
  return name
}

describe('an administrator sets a product up in an unprepared tenant', () => {
  it('the audit names what is missing with its step, and is clean once it was done', async () => {
    const name = await created('eap')
    const before = await audited(name)
    expect(before.code).toBe(1)
    expect(differing(before.audit)).toEqual([
      'registered',
      'redirects',
      'verification-redirect',
      'permissions',
      'service-principal',
      'consent',
      'credential',
    ])
    expect(before.audit.readBy).toEqual({
      who: 'admin@contoso.example',
      door: 'command-line-tools',
      rights: expect.arrayContaining(['Directory.Read.All', 'Policy.Read.All']) as string[],
    })
    expect(before.audit.readBy.rights.some((right) => right.includes('ReadWrite'))).toBe(false)

    expect((await cli('step', 'practise', name, '--all')).code).toBe(0)
    const after = await audited(name)
    expect(differing(after.audit)).toEqual([])
    expect(after).toMatchObject({ code: 0, audit: { clean: true } })
    for (const { id, evidence } of after.audit.checks) {
      expect(evidence?.who, id).toBe('admin@contoso.example')
      expect(evidence?.requestIds.length, id).toBeGreaterThan(0)
    }
  })

  it.each(['generic-graph-app', 'generic-graph-person', 'generic-smtp-oauth', 'generic-vendor-app'])(
    '%s: the same',
    async (recipe) => {
      const name = await created(recipe)
      expect((await audited(name)).code).toBe(1)
      expect((await cli('step', 'practise', name, '--all')).code).toBe(0)
      const { code, audit } = await audited(name)
      expect(differing(audit)).toEqual([])
      expect(code).toBe(0)
    },
  )

  it('the plan is a file that says what is changed and what takes it back, and changes nothing', async () => {
    const name = await created('enate')
    const file = path.join(folder, 'plan.json')
    const shown = await cli('plan', name, '--out', file)
    expect(shown.code).toBe(0)
    expect(shown.out).toContain('1. Register “Enate mail')
    expect(shown.out).toContain('Can be undone.')
    const plan = EntraPlanSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    expect(plan.changes.map(({ kind }) => kind)).toEqual([
      'create-application',
      'add-owner',
      'create-service-principal',
      'add-role',
      'add-role',
      'add-secret',
    ])
    expect(plan.rights).not.toContain('DelegatedPermissionGrant.ReadWrite.All')
    expect(differing((await audited(name)).audit)).toContain('registered')
  })
})

describe('an administrator who may not read everything', () => {
  it('is told which right is missing, and nothing is called absent that could not be read', async () => {
    const name = await created('eap', '--prepared')
    // An Application Administrator registers applications and reads no policies.
    const { code, audit } = await audited(name, '--account', 'app.admin@contoso.example')
    expect(code).toBe(1)
    const unknown = audit.checks.filter(({ state }) => state === 'unknown')
    expect(unknown.map(({ id }) => id)).toEqual([
      'credential-policy',
      'user-consent',
      'security-defaults',
      'baseline-mode',
    ])
    for (const { unread } of unknown)
      expect(unread).toMatchObject({ why: 'forbidden', right: 'Policy.Read.All' })
    // A prepared tenant has no secret of its own for a product that people sign in to.
    const differs = audit.checks.filter(({ state, severity }) => state === 'differs' && severity !== 'note')
    expect(differs.map(({ id }) => id)).toEqual(['credential'])
  })

  it('without any administrator role is not even let in, which is no difference of the tenant', async () => {
    const name = await created('eap', '--prepared', '--seed', '1')
    const person = await cli('audit', name, '--account', 'verify@contoso.example')
    expect(person.code).toBe(3)
    expect(person.err).toContain('AADSTS90094')
    expect(person.out).toBe('')
  })

  it('without a way to sign in, the exit code says so and how to get one', async () => {
    const words = ['setup', 'create', '--recipe', 'eap', '--name', 'real', '--cloud', 'global']
    const ended = await cli(
      ...words,
      '--tenant',
      'c0ffee00-1234-4abc-8def-000000000001',
      '--answer',
      'hostname=eap.contoso.example',
    )
    expect(ended.err).not.toMatch(/unknown option/i)
    const refused = await cli('audit', 'real')
    expect(refused.code).toBe(2)
    expect(refused.err).toContain('admin script "real"')
    expect((await cli('admin', 'script', 'real')).out).toContain(
      "New-MgApplication -DisplayName 'Sendproof administration'",
    )
    expect((await cli('audit', 'real', '--admin-client', 'not-an-id')).code).toBe(2)
  })
})

describe('the three doors', () => {
  it('a registration of the tenant’s own lets the administrator in, by option or by file', async () => {
    const name = await created('eap', '--prepared', '--seed', '9')
    const tenant = await startPracticeTenant({
      prepared: true,
      mailboxes: 2,
      seed: 9,
      stateDir: path.join(folder, 'practice', ids.get(name) ?? ''),
    })
    try {
      // What the printed script does in a real tenant.
      const { clientId } = await tenant.admin.registerApplication({
        recipe: 'administration',
        displayName: administrationName,
        redirects: [{ platform: 'publicClient', uri: 'http://localhost' }],
        permissions: adminRights.map((value) => ({ resource: 'graph', value, kind: 'delegated' })),
      })
      const named = await audited(name, '--admin-client', clientId)
      expect(named.audit.readBy.door).toBe('own')
      expect(differing(named.audit)).toEqual(['credential'])
      writeFileSync(path.join(folder, 'admin-sign-in.yaml'), `clientId: ${clientId}\n`)
      expect((await audited(name)).audit.readBy.door).toBe('own')
      expect((await audited(name, '--command-line-tools')).audit.readBy.door).toBe('command-line-tools')
      writeFileSync(path.join(folder, 'admin-sign-in.yaml'), 'clientid: typo\n')
      const wrong = await cli('audit', name)
      expect(wrong.code).toBe(2)
      expect(wrong.err).toContain('clientid')
    } finally {
      rmSync(path.join(folder, 'admin-sign-in.yaml'), { force: true })
      await tenant.close()
    }
  })
})

describe('nothing of a sign-in stays behind', () => {
  it('no token in any answer, plan, log or store', async () => {
    const name = await created('finpower-connect')
    await audited(name)
    await cli('plan', name, '--json', '--out', path.join(folder, 'canary.json'))
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/[\\/]practice[\\/]/.test(`${entry.parentPath}/`))
      .map((entry) => [entry.name, readFileSync(path.join(entry.parentPath, entry.name), 'latin1')] as const)
    expect(files.map(([file]) => file)).toEqual(expect.arrayContaining(['sendproof.db', 'canary.json']))
    for (const text of [...said, ...files.map(([, content]) => content)])
      expect(text).not.toMatch(/eyJ[\w-]{20,}\.[\w-]{10,}/)
  })
})
