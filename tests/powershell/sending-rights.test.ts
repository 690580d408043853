/** The narrow way from a broken mailbox to one that sends: two changes, made by the script, obeyed by practice mail. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Action } from '../../src/domain/exchange/plan.schema.ts'
import { patient, PracticePowerShell, powershell, readSet } from './practice-powershell.ts'

describe.skipIf(powershell === undefined)(
  'Set-Exchange.ps1 gives a mailbox what it needs to send',
  patient,
  () => {
    let practice: PracticePowerShell
    beforeAll(async () => {
      practice = await PracticePowerShell.start({ mailboxes: 3, standing: true })
    })
    afterAll(() => practice.close())

    /** Of somebody who left. */
    const sid = 'S-1-5-21-1111111111-2222222222-3333333333-1001'

    const actions = (): Action[] => {
      const [sender, shared] = practice.tenant.endpoints.mailboxes.map(({ address }) => ({
        address,
        id: null,
      }))
      if (sender === undefined || shared === undefined) throw new Error('two mailboxes are needed')
      return [
        { kind: 'mailbox-smtp-auth', id: 'switch', needs: [], mailbox: sender, value: 'on' },
        {
          kind: 'send-as',
          id: 'right',
          needs: ['switch'],
          target: shared,
          trustee: { kind: 'recipient', ...sender },
          state: 'present',
        },
        {
          kind: 'send-as',
          id: 'left behind',
          needs: [],
          target: shared,
          trustee: { kind: 'sid', sid },
          state: 'absent',
        },
      ]
    }
    /** What practice mail goes by. */
    const obeyed = async () => {
      const { mailboxes, sendAs } = await practice.tenant.admin.describe()
      const sender = practice.tenant.endpoints.mailboxes[0]?.address
      return [mailboxes.find(({ address }) => address === sender)?.smtpAuthEffective, sendAs.length]
    }

    it('previews, changes, finds nothing left to change, and puts everything back with its own undo', async () => {
      const plan = practice.plan({ actions: actions() })
      const again = practice.plan({ actions: actions() })
      const preview = { ...plan, result: `${plan.result}.preview` }
      const mailbox = practice.tenant.endpoints.mailboxes[1]?.address ?? ''
      await practice.trouble({ orphans: [{ mailbox, right: 'sendAs', sid }] })
      const ran = await practice.run(
        [
          practice.call('Set-Exchange.ps1', preview, '-Preview'),
          "Write-Host '--- set'",
          practice.call('Set-Exchange.ps1', plan),
          "Write-Host '--- again'",
          practice.call('Set-Exchange.ps1', again),
          'exit $LASTEXITCODE',
        ].join('\n'),
      )
      expect(ran).toMatchObject({ code: 0, errors: '' })
      expect(readSet(preview.result)?.actions.map(({ outcome }) => outcome)).toEqual([
        'would-change',
        'would-change',
        'would-change',
      ])
      const done = readSet(plan.result)
      expect(done).toMatchObject({
        ended: 'complete',
        preview: false,
        actions: [
          { outcome: 'done', before: 'inherit', after: 'on' },
          { outcome: 'done', before: 'absent', after: 'present' },
          // nobody is left to give it back to
          { outcome: 'done', before: 'present', after: 'absent', undo: [] },
        ],
      })
      expect(done?.connected).toMatchObject({
        account: practice.tenant.endpoints.adminUser,
        tenantId: practice.tenant.endpoints.tenantId,
      })
      expect(readFileSync(plan.result, 'latin1').startsWith('{')).toBe(true)
      expect(readSet(again.result)?.actions.map(({ outcome }) => outcome)).toEqual([
        'already',
        'already',
        'already',
      ])
      expect(await obeyed()).toEqual([true, 1])
      expect(
        (await practice.calls())
          .filter(({ cmdlet }) => !cmdlet.startsWith('Get-'))
          .map(({ cmdlet, validateOnly }) => [cmdlet, validateOnly]),
      ).toEqual([
        ['Set-CASMailbox', false],
        ['Add-RecipientPermission', false],
        ['Remove-RecipientPermission', false],
      ])

      const undone = await practice.set((done?.actions ?? []).toReversed().flatMap(({ undo }) => undo))
      expect(undone.code, undone.out + undone.errors).toBe(0)
      expect(await obeyed()).toEqual([false, 0])
    })
  },
)
