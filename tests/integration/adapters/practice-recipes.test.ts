/** The practice administrator walks every recipe's tenant-side steps, and the tenant then keeps to the scope. */
import path from 'node:path'
import { X509Certificate } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import { holds, needed } from '../../../src/domain/recipe/conditions.ts'
import { placeholderValues } from '../../../src/domain/recipe/placeholders.ts'
import type { Answers } from '../../../src/domain/setup/setup.schema.ts'
import { preparedOrClosed } from '../../../src/main/adapters/practice/prepare-for-recipe.ts'
import { PracticeTenants } from '../../../src/main/adapters/practice/practice-tenants.ts'
import { YamlRecipeSource } from '../../../src/main/adapters/system/yaml-recipe-source.ts'
import type { PracticeOutcome } from '../../../src/main/services/desk/practice-host.port.ts'
import { startPracticeTenant } from '../../../src/practice/index.ts'
import { MemoryLog } from '../../fakes/memory-log.ts'
import { aSetup } from '../../kit/samples.ts'
import { temporaryFolder } from './practice-setup.ts'
import { plainly } from '../../fakes/plainly.ts'

const source = new YamlRecipeSource({
  assetsFolder: path.resolve(import.meta.dirname, '../../../assets'),
  userFolder: null,
  log: new MemoryLog(),
})

/** Walks the steps these answers call for, in their order; also the tenant itself, to look at what came of it. */
async function walk(recipeId: string, answers: Answers, prepared = false) {
  const recipe = source.recipe(recipeId)
  if (recipe === null) throw new Error(`no recipe ${recipeId}`)
  const dir = await temporaryFolder()
  const tenants = new PracticeTenants(dir)
  onTestFinished(() => tenants.closeAll())
  const setup = aSetup({ answers, practice: { mailboxes: 3, seed: 3, prepared, faults: [] } })
  const ensured = await tenants.ensure(setup, recipe)
  if (!ensured.ok) throw new Error(`${plainly(ensured.error).what} ${ensured.error.details ?? ''}`)
  const handle = ensured.value
  const context = {
    recipe,
    values: placeholderValues(setup, recipe, []),
    answers,
    senders: [],
    calendars: [],
  }
  const done: PracticeOutcome[] = []
  if (!prepared)
    for (const step of recipe.steps.filter(({ when }) => holds(when, answers, recipe)))
      for (const action of step.practice) {
        const performed = await handle.perform(action, context)
        if (!performed.ok) throw new Error(`${step.id}: ${plainly(performed.error).what}`)
        done.push(performed.value)
      }
  const joined = await startPracticeTenant({ mailboxes: 3, prepared, stateDir: path.join(dir, setup.id) })
  onTestFinished(() => joined.close())
  return { recipe, handle, context, done, view: await joined.admin.describe(), endpoints: joined.endpoints }
}
const credentialOf = (done: readonly PracticeOutcome[]) =>
  done.flatMap(({ credential }) => credential ?? []).at(0)

describe.each([false, true])('a practice tenant of an application (prepared: %s)', (prepared) => {
  it.each([
    ['enate', {}, ['Application Mail.ReadWrite', 'Application Mail.Send']],
    ['finpower-connect', {}, ['Application Mail.ReadWrite', 'Application Mail.Send']],
    ['generic-graph-app', {}, ['Application Mail.Send']],
    ['exact', { parts: 'globe, elis-calendar' }, ['Application Mail.Send']],
    [
      'exact',
      { parts: 'globe, elis-calendar', 'limit-calendar': true },
      ['Application EWS.AccessAsApp', 'Application Mail.Send'],
    ],
    ['generic-smtp-oauth', { 'sign-in': 'application' }, ['Application SMTP.SendAsApp']],
  ])(
    '%s ends limited to its senders, without a permission for the whole tenant',
    async (id, answers, roles) => {
      const { view, endpoints, recipe } = await walk(id, answers, prepared)
      const [registration] = view.registrations
      expect(view.servicePrincipals).toMatchObject([{ objectId: registration?.servicePrincipalId }])
      const senders = endpoints.mailboxes.map(({ address }) => address)
      const calendars = 'limit-calendar' in answers ? [[endpoints.recipient]] : []
      expect(view.managementScopes.map(({ members }) => members)).toEqual([senders, ...calendars])
      expect(view.roleAssignments.map(({ role }) => role).sort()).toEqual(roles)
      const replaced = needed(recipe.scoping?.roles ?? [], answers, recipe).map(({ replaces }) => replaces)
      const left = view.consents.filter(
        ({ kind, value }) => kind === 'application' && replaced.includes(value),
      )
      expect(left).toEqual([])
      if (id === 'exact') expect(view.ews).toEqual({ enabled: true, allowedAppIds: [registration?.clientId] })
    },
  )
})

it('an application reaches calendars of one group and sends from another', async () => {
  const answers = { parts: 'globe, elis-calendar', 'limit-calendar': true }
  const { view, endpoints } = await walk('exact', answers)
  const membersFor = (role: string) => {
    const scope = view.roleAssignments.find((one) => one.role === role)?.scope
    return view.managementScopes.find(({ name }) => name === scope)?.members
  }
  expect(membersFor('Application EWS.AccessAsApp')).toEqual([endpoints.recipient])
  expect(membersFor('Application Mail.Send')).toEqual(endpoints.mailboxes.map(({ address }) => address))
  expect(view.consents.filter(({ kind }) => kind === 'application')).toEqual([])
})

describe('a practice tenant of another kind', () => {
  it('gives Full Access mailbox by mailbox where SMTP is not limited by a group', async () => {
    const { view } = await walk('generic-smtp-oauth', { 'sign-in': 'application', limit: false })
    expect(view.appFullAccess).toHaveLength(3)
    expect(view.roleAssignments).toEqual([])
    expect(view.consents.map(({ value }) => value)).toContain('SMTP.SendAsApp')
  })

  it('makes FlexDeploy’s reply folder and lets the delegate into the shared mailbox', async () => {
    const answers = { approvals: true, 'reply-mailbox': 'shared', sender: 'shared' }
    const { view, handle } = await walk('flexdeploy', answers)
    const shared = handle.mailboxes.find(({ kind }) => kind === 'shared')
    expect(view.folders).toMatchObject([{ mailbox: shared?.address, displayName: 'FlexDeploy replies' }])
    expect(view.fullAccess).toEqual([{ mailbox: shared?.address, trustee: shared?.signInAs }])
  })

  it('names a mailbox that is neither a sender nor the recipient', async () => {
    const { handle } = await walk('eap', {})
    expect(handle.mailboxes.map(({ address }) => address)).not.toContain(handle.outside)
    expect(handle.outside).not.toBe(handle.recipient)
  })
})

describe('what the product proves itself with', () => {
  it('is a secret, handed over with its id and its end, and never in what is told of it', async () => {
    const { done, view } = await walk('enate', { 'secret-lifetime': 'months-6' })
    const credential = credentialOf(done)
    const [kept] = view.registrations[0]?.secrets ?? []
    if (credential?.kind !== 'secret') throw new Error('no secret')
    expect(credential).toMatchObject({ secretId: kept?.secretId, expiresAt: kept?.expiresAt })
    expect(credential.value.slice(0, 3)).toBe(kept?.hint)
    expect(JSON.stringify(done.map(({ event }) => event))).not.toContain(credential.value)
    expect(Date.parse(credential.expiresAt) - Date.now()).toBeLessThan(190 * 86_400_000)
  })

  it('is a certificate whose private half never goes to the tenant', async () => {
    const { done, view } = await walk('enate', { credential: 'certificate' })
    const credential = credentialOf(done)
    if (credential?.kind !== 'certificate') throw new Error('no certificate')
    const certificate = new X509Certificate(credential.certificatePem)
    expect(view.registrations[0]?.certificates).toMatchObject([
      { thumbprint: certificate.fingerprint.replaceAll(':', ''), expiresAt: credential.expiresAt },
    ])
    expect(credential.privateKeyPem).toContain('PRIVATE KEY')
    expect(JSON.stringify(view)).not.toContain('PRIVATE KEY')
  })
})

it('an action that the answers do not call for does nothing and says so', async () => {
  const { handle, context, view } = await walk('generic-smtp-oauth', {})
  for (const action of ['create-scope', 'register-service-principal', 'add-certificate'] as const)
    expect(await handle.perform(action, context)).toMatchObject({
      ok: true,
      value: { event: { code: 'not-asked-for' } },
    })
  expect([view.managementScopes, view.servicePrincipals]).toEqual([[], []])
})

it('an action out of order says what comes first', async () => {
  const recipe = source.recipe('enate')
  if (recipe === null) throw new Error('no recipe')
  const tenants = new PracticeTenants(await temporaryFolder())
  onTestFinished(() => tenants.closeAll())
  const setup = aSetup({ answers: {}, practice: { mailboxes: 2, seed: 1, prepared: false, faults: [] } })
  const ensured = await tenants.ensure(setup, recipe)
  if (!ensured.ok) throw new Error(plainly(ensured.error).what)
  const context = { recipe, values: {}, answers: {}, senders: [], calendars: [] }
  expect(await ensured.value.perform('assign-app-roles', context)).toMatchObject({
    ok: false,
    error: { code: 'practice-unregistered' },
  })
  await ensured.value.perform('register-application', context)
  expect(await ensured.value.perform('assign-app-roles', context)).toMatchObject({
    ok: false,
    error: {
      code: 'practice-refused',
      details: expect.stringContaining('service principal') as string,
    },
  })
})

describe('a tenant that cannot be prepared', () => {
  it.each([
    ['its start', null],
    ['its end as well', new Error('still full')],
  ])('is closed, so that nothing keeps the command alive, and %s is told once', async (_, closing) => {
    const recipe = source.recipe('finpower-connect')
    if (recipe === null) throw new Error('no recipe')
    const tenant = await startPracticeTenant({ mailboxes: 1, prepared: true })
    let closed = 0
    const failing = {
      get endpoints() {
        return tenant.endpoints
      },
      admin: { ...tenant.admin, describe: () => Promise.reject(new Error('full')) },
      close: async () => {
        closed += 1
        await tenant.close()
        if (closing !== null) throw closing
      },
    }
    const context = { recipe, values: {}, answers: {}, senders: [], calendars: [] }
    await expect(preparedOrClosed(failing, [context])).rejects.toThrow('full')
    expect(closed).toBe(1)
  })
})
