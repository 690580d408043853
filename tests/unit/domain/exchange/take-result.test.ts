/** A result comes back on a stick or by mail: what is damaged, old or of somebody else must not become evidence. */
import { describe, expect, it, test } from 'vitest'
import { takeResult } from '../../../../src/domain/exchange/take-result.ts'
import { sayProblem } from '../../../../src/words/shape/say-problem.ts'
import { en } from '../../../../src/words/en.ts'
import { exchangeFacts } from '../../../kit/exchange.ts'

const tenantId = 'c0ffee00-1234-4abc-8def-000000000001'
const at = '2026-11-27T09:00:00.000Z'

function result(changes: object = {}) {
  return {
    format: 'sendproof-exchange-result',
    version: 1,
    kind: 'read',
    planId: '11111111-1111-4111-8111-111111111111',
    planDigest: 'a'.repeat(64),
    startedAt: at,
    finishedAt: at,
    ended: 'complete',
    host: {
      powershell: '5.1',
      edition: 'Desktop',
      system: 'Windows',
      module: '3.9.2',
      modules: [],
      languageMode: 'FullLanguage',
      executionPolicy: 'RemoteSigned',
      culture: 'de-DE',
    },
    connected: { account: 'admin@contoso.example', appId: '', tenantId, organization: 'Contoso' },
    troubles: [],
    facts: exchangeFacts(),
    ...changes,
  }
}

const text = (value: unknown) => Buffer.from(JSON.stringify(value))
const known = { file: 'result.json', tenantId, newest: null, now: '2026-11-27T09:05:00.000Z' }

describe('exchange take reads', () => {
  const whole = JSON.stringify(result())
  const good: [string, Buffer][] = [
    ['UTF-8', Buffer.from(whole)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${whole}`)],
    ['UTF-16 with a mark, as Windows PowerShell writes', Buffer.from(`\ufeff${whole}`, 'utf16le')],
    ['UTF-16, the other way round', Buffer.from(`\ufeff${whole}`, 'utf16le').swap16()],
  ]
  test.each(good)('%s', (_, bytes) => {
    expect(takeResult(bytes, known)).toMatchObject({ ok: true, value: { kind: 'read' } })
  })

  it('the same result twice, and never one that is older than what is known', () => {
    expect(takeResult(text(result()), { ...known, newest: at }).ok).toBe(true)
    const newer = { ...known, newest: '2026-11-27T09:00:01.000Z' }
    expect(takeResult(text(result()), newer)).toMatchObject({ error: { code: 'exchange-result-older' } })
  })

  it('one of a PC whose clock is a few hours ahead, and none of next week: it would keep every true one out', () => {
    const ahead = (finishedAt: string) => takeResult(text(result({ finishedAt })), known)
    expect(ahead('2026-11-28T09:00:00.000Z').ok).toBe(true)
    expect(ahead('2026-12-04T09:00:00.000Z')).toMatchObject({
      error: { code: 'exchange-result-from-future' },
    })
  })
})

describe('exchange take refuses, in one sentence,', () => {
  const trouble = { code: 'module-missing', facts: {}, error: null }
  const bad: [string, Buffer, string][] = [
    ['an empty file', Buffer.alloc(0), 'exchange-result-damaged'],
    ['a file that is cut off', text(result()).subarray(0, 900), 'exchange-result-damaged'],
    ['UTF-16 without a mark', Buffer.from(JSON.stringify(result()), 'utf16le'), 'exchange-result-damaged'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]), 'exchange-result-not-text'],
    ['other JSON', text({ hello: 1 }), 'exchange-result-foreign'],
    ['a property nobody knows', text(result({ surprise: 1 })), 'exchange-result-foreign'],
    [
      'a prototype',
      Buffer.from('{"__proto__":{"format":"sendproof-exchange-result"}}'),
      'exchange-result-foreign',
    ],
    ['a hundred thousand brackets', Buffer.from('['.repeat(100_000)), 'exchange-result-damaged'],
    ['another version', text(result({ version: 2 })), 'exchange-result-foreign'],
    [
      'a run that was refused',
      text(result({ ended: 'refused', connected: null, troubles: [trouble] })),
      'exchange-result-refused',
    ],
    [
      'another tenant',
      text(result({ connected: { ...result().connected, tenantId: tenantId.replace('c0ffee', 'deadbe') } })),
      'exchange-result-other-tenant',
    ],
  ]
  test.each(bad)('%s', (_, bytes, code) => {
    const taken = takeResult(bytes, known)
    if (taken.ok) throw new Error('taken')
    expect(taken.error.code).toBe(code)
    expect(sayProblem(en, taken.error, 'cli').what).toMatch(/^[^\n]+\.$/)
  })

  it('whatever comes, as long as the setup has no tenant to compare with', () => {
    expect(takeResult(text(result()), { ...known, tenantId: null })).toMatchObject({
      error: { code: 'exchange-result-other-tenant', wanted: null },
    })
  })
})
