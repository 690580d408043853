/** Whatever is wrong with a value, a person reads two whole sentences, in the window and on the command line. */
import { describe, expect, test } from 'vitest'
import { checkAddress } from '../../../src/domain/fields/address.ts'
import { fieldFindings } from '../../../src/domain/fields/check-field.ts'
import { findingCodes, found, type Finding } from '../../../src/domain/problem/finding.ts'
import { checkClientId, checkTenantId } from '../../../src/domain/fields/id.ts'
import { en } from '../../../src/words/en.ts'
import { sayFinding } from '../../../src/words/shape/say-finding.ts'
import { sayProblem } from '../../../src/words/shape/say-problem.ts'

/** Facts of every kind of finding at once: each takes the ones it has. */
const facts = {
  ...{
    id: 'client-id',
    is: 'tenant-id',
    of: 'registration',
    name: 'common',
    months: 24,
    text: 'x',
    most: 80,
  },
  ...{ on: '2026-11-27T00:00:00Z', from: '2026-11-27T00:00:00Z', subject: 'CN=x', keyType: 'ec', bits: 1024 },
  ...{ least: 2048, uri: 'x', characters: ['!'], length: 300, scheme: 'https', written: 'x', host: 'x' },
  ...{
    wanted: 'graph',
    scope: 'x',
    resource: 'x',
    right: '587',
    port: '9',
    mode: 'x',
    domain: 'x',
    offered: ['a', 'b'],
  },
  ...{ several: true, example: null, address: 'a@x.example', line: 2, kind: 'shared', count: 2 },
}

test.each(findingCodes)('%s', (code) => {
  const finding = found(code, facts as never) as Finding
  for (const face of ['window', 'cli'] as const) {
    const { what, next } = sayFinding(en, finding, face)
    expect(what).toMatch(/^\S.*\.$/)
    expect(next).toMatch(/\S$/)
    expect(`${what} ${next}`).not.toMatch(/undefined|null|\[object/)
  }
})

describe('sentences that people act on', () => {
  const said = (findings: readonly Finding[]) => findings.map((one) => sayFinding(en, one, 'window'))

  test('the Secret ID in place of the secret is called that', () => {
    const [finding] = said(fieldFindings('client-secret', '0f0e0d0c-0b0a-4908-8706-050403020100'))
    expect(finding?.what).toBe('This is the Secret ID, not the secret (AADSTS7000215).')
    expect(finding?.next).toContain('Copy the column Value.')
  })

  test('no digits describe the shape of an id; an example does', () => {
    const refused = checkClientId('not an id')
    if (refused.ok) throw new Error('taken')
    const { what } = sayProblem(en, refused.error, 'window')
    expect(what).toBe('This is not an ID. An ID looks like 1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d.')
  })

  test('an email address given as tenant leads to its domain', () => {
    const refused = checkTenantId('anna@contoso.com')
    if (refused.ok) throw new Error('taken')
    expect(sayProblem(en, refused.error, 'cli').next).toContain('Enter only the part after the @')
  })

  test('a question of a recipe is named in front, a field of ours is not', () => {
    const question = checkAddress('anna', 'reply-to', 'Reply address')
    const own = checkAddress('anna')
    if (question.ok || own.ok) throw new Error('taken')
    expect(sayProblem(en, question.error, 'window')).toMatchObject({
      what: '“Reply address”: “anna” is not an email address: it has no @.',
      field: 'reply-to',
    })
    expect(sayProblem(en, own.error, 'window').what).toBe('“anna” is not an email address: it has no @.')
  })

  test('days are written out', () => {
    const { what } = sayFinding(en, found('end-past', { on: '2026-03-09T00:00:00Z' }), 'window')
    expect(what).toBe('The secret expired on 9 March 2026 (AADSTS7000222).')
  })
})
