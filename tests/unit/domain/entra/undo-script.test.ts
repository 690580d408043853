/** Somebody ran Set-Entra.ps1 and wants the tenant back as it was: exactly what the run changed, newest first. */
import { describe, expect, it } from 'vitest'
import { EntraPlanSchema } from '../../../../src/domain/entra/plan/entra-plan.schema.ts'
import { reverse } from '../../../../src/domain/entra/plan/reverse.ts'
import type { Change } from '../../../../src/domain/entra/plan/change.schema.ts'
import type { ScriptResult, Scripted } from '../../../../src/domain/entra/script/script-result.schema.ts'
import { undoScript, type UndoFor } from '../../../../src/domain/entra/script/undo-script.ts'
import { now, uuid } from '../../../kit/contoso.ts'

const made = { id: uuid(3), application: uuid(1), client: uuid(2), appId: uuid(4) }
const target = { object: 'application', id: uuid(1) } as const
const role: Change = {
  kind: 'add-role',
  target: { object: 'role-assignment', id: null },
  before: null,
  after: {
    ...{ client: null, resourceId: uuid(5), resourceName: 'Microsoft Graph' },
    ...{ roleId: uuid(6), value: 'Mail.Send' },
  },
  checks: ['consent'],
  step: 'consent',
}
const notes: Change = {
  ...{ kind: 'set-notes', target, before: 'before', after: 'after' },
  ...{ checks: ['notes'], step: 'register-application' },
}
const gone: Change = {
  ...{ kind: 'remove-secret', target, after: null, checks: [], step: null },
  before: { keyId: uuid(7), displayName: 'old', endsAt: null },
}

function scripted(change: Change, index: number, outcome: Scripted['outcome'] = 'done'): Scripted {
  const { kind, step } = change
  const did = outcome === 'done'
  return {
    ...{ index, kind, step, outcome, before: null, after: null, earlier: false, requestIds: [] },
    ...{ made: did ? made : null, revert: did ? reverse(change, made) : null, trouble: null, at: now },
  }
}
const result = (...changes: Scripted[]): ScriptResult => ({
  format: 'sendproof-entra-result',
  schema: 1,
  preview: false,
  setup: uuid(10),
  tenantId: uuid(11),
  planDigest: '0'.repeat(64),
  startedAt: now,
  finishedAt: now,
  ended: 'complete',
  host: null,
  connected: { account: 'admin@contoso.example', tenantId: uuid(11), clientId: uuid(12), scopes: [] },
  troubles: [],
  objects: { application: uuid(1), client: uuid(2), appId: uuid(4) },
  changes,
})
const about: UndoFor = {
  graph: 'https://graph.microsoft.us/v1.0',
  setup: { id: uuid(10), name: 'Contoso' },
  tenantName: 'Contoso GmbH',
  cloud: 'gcc-high',
  clientId: null,
  now,
}

describe('undoing a run of Set-Entra.ps1', () => {
  it('takes the newest back first, in a plan the script accepts, for the tenant and cloud it ran in', () => {
    const { plan, final } = undoScript(result(scripted(notes, 1), scripted(role, 2)), about)
    expect(EntraPlanSchema.parse(plan)).toMatchObject({
      tenant: {
        id: uuid(11),
        name: 'Contoso GmbH',
        cloud: 'gcc-high',
        graph: 'https://graph.microsoft.us/v1.0',
      },
      clientId: uuid(4),
      changes: [
        { kind: 'remove-role', target: { id: uuid(3) }, before: { client: uuid(2) }, after: null },
        { kind: 'set-notes', before: 'after', after: 'before' },
      ],
      rights: ['AppRoleAssignment.ReadWrite.All', 'Application.ReadWrite.All'],
    })
    expect(final).toEqual([])
  })

  it('moves no step when its own result is imported: what was taken back is not done', () => {
    const { plan } = undoScript(result(scripted(notes, 1), scripted(role, 2)), about)
    expect(plan?.changes.map(({ step, checks }) => [step, checks])).toEqual([
      [null, []],
      [null, []],
    ])
  })

  it('names what nothing takes back, and makes no plan of nothing', () => {
    const removal = scripted(gone, 1)
    expect(undoScript(result(removal), about)).toEqual({ plan: null, final: [removal] })
    const idle = (['already', 'failed', 'not-tried', 'left'] as const).map((outcome, at) =>
      scripted(notes, at + 1, outcome),
    )
    expect(undoScript(result(...idle), about)).toEqual({ plan: null, final: [] })
  })
})
