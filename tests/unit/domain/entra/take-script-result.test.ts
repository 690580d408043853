/** A result that somebody sends: what of it is believed, and what is refused in one sentence. */
import { describe, expect, it } from 'vitest'
import type { ScriptResult } from '../../../../src/domain/entra/script/script-result.schema.ts'
import { reportedSteps, takeScriptResult } from '../../../../src/domain/entra/script/take-script-result.ts'
import { sayProblem } from '../../../../src/words/shape/say-problem.ts'
import { en } from '../../../../src/words/en.ts'

const tenantId = '11111111-2222-4333-8444-555555555555'
const other = '99999999-2222-4333-8444-555555555555'
const setup = { id: '22222222-2222-4333-8444-555555555555', name: 'EAP' }

function result(changes: Partial<ScriptResult> = {}): ScriptResult {
  return {
    format: 'sendproof-entra-result',
    schema: 1,
    preview: false,
    setup: setup.id,
    tenantId,
    planDigest: 'a'.repeat(64),
    startedAt: '2026-11-27T10:00:00.1234567Z',
    finishedAt: '2026-11-27T10:05:00.1234567Z',
    ended: 'complete',
    host: null,
    connected: { account: 'admin@contoso.example', tenantId, clientId: other, scopes: [] },
    troubles: [],
    objects: null,
    changes: [],
    ...changes,
  }
}

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
const taken = (bytes: Uint8Array, more: { tenantId?: string | null; newest?: string | null } = {}) =>
  takeScriptResult(bytes, {
    file: 'result.json',
    setup,
    tenantId,
    newest: null,
    now: '2026-11-27T12:00:00.000Z',
    ...more,
  })
const codeOf = (bytes: Uint8Array, more = {}) => {
  const read = taken(bytes, more)
  if (read.ok) return 'taken'
  const { what, next } = sayProblem(en, read.error, 'cli')
  expect(what.length).toBeGreaterThan(20)
  expect(next?.length).toBeGreaterThan(10)
  return read.error.code
}
const act = (step: string | null, outcome: ScriptResult['changes'][number]['outcome']) => ({
  index: 1,
  kind: 'set-notes' as const,
  step,
  outcome,
  before: 'a',
  after: 'b',
  earlier: false,
  made: null,
  revert: null,
  requestIds: [],
  trouble: null,
  at: '2026-11-27T10:05:00Z',
})

describe('The result of Set-Entra.ps1', () => {
  const whole = JSON.stringify(result())
  it.each<[what: string, bytes: Uint8Array, code: string, more?: object]>([
    ['as it was written', bytesOf(result()), 'taken'],
    ['as Windows PowerShell redirects it', utf16(whole), 'taken'],
    ['cut off', Buffer.from(whole.slice(0, -20)), 'script-result-damaged'],
    ['of no text at all', Uint8Array.from([0x80, 0xff, 0x00, 0xc0]), 'script-result-not-text'],
    ['of another program', bytesOf({ hello: 1 }), 'script-result-foreign'],
    ['with one field too many', bytesOf({ ...result(), secret: 'x' }), 'script-result-foreign'],
    [
      'with a state that its kind does not have',
      bytesOf(result({ changes: [{ ...act(null, 'done'), after: { evil: true } }] })),
      'script-result-foreign',
    ],
    [
      'that stopped before it read anything',
      bytesOf(
        result({
          ended: 'refused',
          connected: null,
          troubles: [{ code: 'module-old', facts: {}, error: null }],
        }),
      ),
      'script-result-refused',
    ],
    [
      'of a sign-in to another tenant',
      bytesOf(result({ connected: { account: 'a', tenantId: other, clientId: other, scopes: [] } })),
      'script-result-other-tenant',
    ],
    ['of a plan for another tenant', bytesOf(result({ tenantId: other })), 'script-result-other-tenant'],
    ['for a setup without a tenant', bytesOf(result()), 'script-result-other-tenant', { tenantId: null }],
    ['of another setup', bytesOf(result({ setup: other })), 'script-result-other-setup'],
    ['of a preview', bytesOf(result({ preview: true })), 'script-result-preview'],
    ['from next year', bytesOf(result({ finishedAt: '2027-11-27T10:05:00Z' })), 'script-result-from-future'],
    [
      'from before the tenant was read',
      bytesOf(result()),
      'script-result-older',
      { newest: '2026-11-27T11:00:00.000Z' },
    ],
    ['twice', bytesOf(result()), 'taken', { newest: result().finishedAt }],
  ])('%s', (_, bytes, code, more = {}) => {
    expect(codeOf(bytes, more)).toBe(code)
  })

  it('reports a step as done only where every change of it was made or was so', () => {
    const changes = [
      act('register', 'done'),
      act('register', 'already'),
      act('consent', 'done'),
      act('consent', 'failed'),
      act('secret', 'left'),
      act('later', 'not-tried'),
      act(null, 'done'),
    ]
    expect(reportedSteps({ changes })).toEqual(['register'])
  })
})
