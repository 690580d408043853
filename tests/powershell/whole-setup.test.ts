/** Everything a setup needs in Exchange, by one plan: previewed, made, found complete, and put back by its own undo. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Action, ActionKind } from '../../src/domain/exchange/plan.schema.ts'
import { ActionSchema } from '../../src/domain/exchange/plan.schema.ts'
import { patient, PracticePowerShell, powershell, readSet } from './practice-powershell.ts'

describe.skipIf(powershell === undefined)('Set-Exchange.ps1 makes a whole setup', patient, () => {
  let practice: PracticePowerShell
  let [person, other, shared] = ['', '', '']
  let app = { appId: '', objectId: '', name: 'Practice product' }
  beforeAll(async () => {
    practice = await PracticePowerShell.start({ mailboxes: 3 })
    const { endpoints, admin } = practice.tenant
    ;[person = '', other = '', shared = ''] = endpoints.mailboxes.map(({ address }) => address)
    const made = await admin.registerApplication({ recipe: 'eap', displayName: app.name })
    app = { ...app, appId: made.clientId, objectId: made.servicePrincipalId }
    await admin.createGroup(`old@${endpoints.tenantName}`, 'Old policy group', 'security', [person])
  })
  afterAll(() => practice.close())

  const at = (local: string) => ({ address: `${local}@${practice.tenant.endpoints.tenantName}`, id: null })
  const who = (address: string) => ({ address, id: null })
  const scope = { kind: 'scope', name: 'Senders', state: 'present' } as const
  const role = (id: string, name: string): Action =>
    ActionSchema.parse({
      kind: 'app-role',
      id,
      needs: ['principal', 'scope'],
      name,
      app,
      role: 'Application Mail.Send',
      scope: 'Senders',
      state: 'present',
    })
  const actions = (): Action[] => [
    { kind: 'mailbox-smtp-auth', id: 'switch', needs: [], mailbox: who(person), value: 'on' },
    { kind: 'imap', id: 'imap', needs: [], mailbox: who(person), value: false },
    {
      kind: 'sent-copy',
      id: 'copies',
      needs: [],
      mailbox: who(shared),
      sentAs: true,
      onBehalf: true,
      smtpSubmission: null,
    },
    {
      kind: 'shared-mailbox',
      id: 'made',
      needs: [],
      address: at('invoices').address,
      name: 'Invoices',
      displayName: "Invoices, O'Brien & Co",
      alias: 'invoices',
    },
    {
      kind: 'send-as',
      id: 'as',
      needs: ['made'],
      target: at('invoices'),
      trustee: { kind: 'recipient', ...who(person) },
      state: 'present',
    },
    {
      kind: 'send-on-behalf',
      id: 'behalf',
      needs: [],
      target: who(shared),
      targetKind: 'mailbox',
      trustee: { kind: 'recipient', ...who(other) },
      state: 'present',
    },
    {
      kind: 'full-access',
      id: 'open',
      needs: [],
      mailbox: who(shared),
      trustee: { kind: 'recipient', ...who(person) },
      state: 'present',
    },
    { kind: 'customisation', id: 'customise', needs: [], confirmed: true },
    {
      kind: 'security-group',
      id: 'group',
      needs: [],
      address: at('senders').address,
      name: 'Senders',
      displayName: "Sender's, group (1)",
      alias: 'senders',
      state: 'present',
    },
    {
      kind: 'group-member',
      id: 'member',
      needs: ['group'],
      group: at('senders'),
      member: who(shared),
      state: 'present',
    },
    {
      kind: 'send-on-behalf',
      id: 'group behalf',
      needs: ['group'],
      target: at('senders'),
      targetKind: 'security',
      trustee: { kind: 'recipient', ...who(person) },
      state: 'present',
    },
    { kind: 'service-principal', id: 'principal', needs: [], app, state: 'present' },
    { ...scope, id: 'scope', needs: ['customise', 'group'], filter: { by: 'group', group: at('senders') } },
    role('role', 'Senders may send'),
    {
      kind: 'test-app',
      id: 'inside',
      needs: ['role', 'member'],
      app,
      mailbox: who(shared),
      role: 'Application Mail.Send',
      expect: 'in-scope',
    },
    {
      kind: 'test-app',
      id: 'outside',
      needs: ['role', 'member'],
      app,
      mailbox: who(practice.tenant.endpoints.outside),
      role: 'Application Mail.Send',
      expect: 'out-of-scope',
    },
    {
      kind: 'full-access',
      id: 'app opens',
      needs: ['principal'],
      mailbox: who(shared),
      trustee: { kind: 'application', ...app },
      state: 'present',
    },
    {
      kind: 'access-policy',
      id: 'policy',
      needs: [],
      appId: app.appId,
      right: 'RestrictAccess',
      group: at('old'),
      description: "It's old",
      state: 'present',
    },
    { kind: 'ews-app', id: 'list', needs: [], appId: app.appId, state: 'present' },
    { kind: 'ews-organisation', id: 'ews', needs: ['list'], value: true },
    { kind: 'ews-mailbox', id: 'ews here', needs: [], mailbox: who(person), value: true },
    { kind: 'tenant-smtp-auth', id: 'tenant', needs: [], value: 'on' },
  ]

  it('previews without one change, makes all of it, finds it complete, and takes it back', async () => {
    await practice.trouble({ dehydrated: true })
    const before = structuredClone(await practice.tenant.admin.describe())
    const [preview, plan, again] = [1, 2, 3].map(() => practice.plan({ actions: actions() }))
    if (preview === undefined || plan === undefined || again === undefined) throw new Error('three plans')
    const first = await practice.run(
      `${practice.call('Set-Exchange.ps1', preview, '-Preview')}; exit $LASTEXITCODE`,
    )
    expect(first, first.out).toMatchObject({ code: 0, errors: '' })
    expect(new Set(readSet(preview.result)?.actions.map(({ outcome }) => outcome))).toEqual(
      new Set(['would-change']),
    )
    expect((await practice.calls()).filter(({ cmdlet }) => !/^(Get|Test)-/.test(cmdlet))).toEqual([])
    expect(await practice.tenant.admin.describe()).toEqual(before)

    const second = await practice.run(
      `${practice.call('Set-Exchange.ps1', plan)}\n${practice.call('Set-Exchange.ps1', again)}\nexit $LASTEXITCODE`,
    )
    const done = readSet(plan.result)
    expect(
      done?.actions.filter(({ outcome }) => outcome !== 'done'),
      second.out + second.errors,
    ).toEqual([])
    expect(
      new Set(
        readSet(again.result)?.actions.map(({ kind, outcome }) => (kind === 'test-app' ? 'done' : outcome)),
      ),
    ).toEqual(new Set(['already', 'done']))
    const view = await practice.tenant.admin.describe()
    expect(view).toMatchObject({
      sendOnBehalf: [
        { mailbox: shared, trustee: other },
        { mailbox: at('senders').address, trustee: person },
      ],
      fullAccess: [{ mailbox: shared, trustee: person }],
      managementScopes: [{ name: 'Senders', members: [shared] }],
      roleAssignments: [{ servicePrincipal: app.objectId, role: 'Application Mail.Send', scope: 'Senders' }],
      appFullAccess: [{ mailbox: shared, servicePrincipal: app.objectId }],
      accessPolicies: [{ appId: app.appId, right: 'RestrictAccess', members: [person] }],
      ews: { enabled: true, allowedAppIds: [app.appId] },
      smtpAuth: { tenant: true },
    })

    const undo = (done?.actions ?? []).toReversed().flatMap((one) => one.undo)
    const back = await practice.set(undo)
    expect(
      back.result?.actions.filter(({ outcome }) => outcome !== 'done'),
      back.out + back.errors,
    ).toEqual([])
    const after = await practice.tenant.admin.describe()
    // a mailbox is never removed, and customising cannot be undone
    expect({ ...after, users: before.users, mailboxes: before.mailboxes }).toEqual(before)
    expect(after.mailboxes.find(({ address }) => address === person)?.smtpAuth).toBe(null)
    const kinds = new Set<ActionKind>(undo.map(({ kind }) => kind))
    expect(kinds.has('shared-mailbox') || kinds.has('customisation')).toBe(false)
  })
})
