/** The person who gets the message must understand it, and the code they read out must find it again. */
import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import {
  composeProbeMail,
  mailFacts,
  matchCode,
  messageIdFor,
} from '../../../../src/domain/run/probe-mail.ts'
import type { Recipe } from '../../../../src/domain/recipe/recipe.schema.ts'
import type { Probe } from '../../../../src/domain/run/run.schema.ts'
import type { Setup } from '../../../../src/domain/setup/setup.schema.ts'
import { wordsFor } from '../../../../src/words/words.ts'
import { eap } from '../../../kit/assets.ts'
import { contosoProbe, contosoSetup, now, uuid } from '../../../kit/contoso.ts'
import { anyText } from '../any-text.ts'

const at = new Date(now)
const composed = (probe: Probe, setup: Setup, recipe: Recipe) =>
  composeProbeMail(probe, wordsFor('en').testMail(mailFacts(probe, setup, recipe, at)))

test('the message says who sent it, why, and what to do, and holds nothing secret', () => {
  const probe = contosoProbe(1, {
    from: 'sales@contoso.example',
    mailbox: 'anna@contoso.example',
    code: 'ABC234',
  })
  const { subject, text, headers } = composed(probe, contosoSetup(), eap())
  expect(subject).toBe('[Sendproof ABC234] Test message from Enterprise Automation Platform')
  expect(headers['X-Sendproof-Probe']).toBe(probe.id)
  for (const words of [
    'sales@contoso.example',
    'anna@contoso.example',
    'ABC234',
    '2026-11-21 13:02:00 UTC',
    'You do not need to answer',
    'read out the six characters',
  ])
    expect(text.replaceAll('\n', ' ')).toContain(words)
  expect(text).not.toMatch(/https?:/)
  expect(text).not.toContain(contosoSetup().clientId)
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(76)
})

test('a hostile product name cannot add a header', () => {
  fc.assert(
    fc.property(anyText(60), (name) => {
      const { subject, headers } = composed(contosoProbe(1), contosoSetup({ tenantName: name }), {
        ...eap(),
        name: `a\r\nBcc: x@y.z ${name}`,
      })
      expect(subject + Object.values(headers).join('')).not.toMatch(/[\r\n\u2028\u2029\u0000]/)
    }),
    { numRuns: 30 },
  )
})

test('a Message-ID is well formed whatever the address', () => {
  expect(messageIdFor(uuid(7), 'a@Contoso.example')).toBe(`<sendproof.${uuid(7)}@contoso.example>`)
  fc.assert(
    fc.property(anyText(), (from) => {
      expect(messageIdFor(uuid(7), from)).toMatch(/^<[a-z0-9.-]+@[a-z0-9.-]+>$/)
    }),
  )
})

describe('a code a person types in', () => {
  const probes = ['ABC234', 'XYZ789', 'QQQ222', 'S5HK8B'].map((code, index) =>
    contosoProbe(index + 1, { code }),
  )
  test.each([
    ['abc234', 'ABC234'],
    [' ABC 234 ', 'ABC234'],
    ['a-b-c-2-3-4', 'ABC234'],
    ['[Sendproof ABC234] Test message from x', 'ABC234'],
    ['the code is XYZ789, thanks', 'XYZ789'],
    ['ＸＹＺ７８９', 'XYZ789'],
    ['0QO222', 'QQQ222'],
    ['55HKB8', 'S5HK8B'],
  ])('%j finds %s', (typed, code) => {
    expect(matchCode(typed, probes)?.code).toBe(code)
  })
  test.each(['', 'ABC23', 'ABC2345', 'DEF234', '??????'])('%j finds nothing', (typed) => {
    expect(matchCode(typed, probes)).toBeNull()
  })
  test('a look-alike that fits two messages decides for neither', () => {
    const twins = [contosoProbe(1, { code: 'S2345X' }), contosoProbe(2, { code: '52345X' })]
    expect(matchCode('s2345x', twins)?.code).toBe('S2345X')
    expect(
      matchCode('52345X', [contosoProbe(1, { code: 'S2345X' }), contosoProbe(2, { code: 'S234SX' })]),
    ).toBeNull()
  })
  test('no input makes it fall over', () => {
    fc.assert(fc.property(anyText(1000), (typed) => void matchCode(typed, probes)))
  })
})
