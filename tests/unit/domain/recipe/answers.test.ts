/** What a person types in is either taken or refused with the field's name and the fix. */
import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { checkAddress } from '../../../../src/domain/fields/address.ts'
import { checkClientId, checkTenantId } from '../../../../src/domain/fields/id.ts'
import { checkSetupName } from '../../../../src/domain/fields/text.ts'
import { checkAnswers } from '../../../../src/domain/recipe/answers.ts'
import { eap } from '../../../kit/assets.ts'
import { anyText } from '../any-text.ts'

const recipe = eap()
const guid = '11111111-2222-4333-8444-555555555555'

describe('answers of a recipe', () => {
  test('defaults are filled in and open questions stay open', () => {
    expect(checkAnswers(recipe, {})).toEqual({
      ok: true,
      value: { sender: 'own', 'secret-lifetime': 'months-6' },
    })
  })

  test('an open question is named when the answers must be complete', () => {
    const checked = checkAnswers(recipe, {}, { complete: true })
    expect(!checked.ok && checked.error).toMatchObject({
      code: 'field-not-valid',
      field: 'hostname',
      label: 'Name of the EAP server',
      finding: { code: 'answer-open' },
    })
  })

  test('a misspelt name is refused by name, not lost', () => {
    const checked = checkAnswers(recipe, { hostnam: 'x' })
    expect(!checked.ok && checked.error).toMatchObject({
      code: 'question-unknown',
      name: 'hostnam',
      known: expect.arrayContaining(['hostname']) as string[],
    })
  })

  test.each([
    ['eap.contoso.com', 'eap.contoso.com'],
    ['  EAP.Contoso.com ', 'eap.contoso.com'],
    ['eapserver', 'eapserver'],
    ['eap.contoso.com:8443', 'eap.contoso.com:8443'],
  ])('the host name %j is taken as %j', (given, taken) => {
    expect(checkAnswers(recipe, { hostname: given })).toMatchObject({ ok: true, value: { hostname: taken } })
  })

  test.each([
    ['https://eap.contoso.com', 'host-name-only'],
    ['eap.contoso.com/wm', 'host-name-only'],
    ['eap contoso', 'host-name-space'],
    ['eap.contoso.com:99999', 'host-name-port'],
    ['a@b.c', 'host-name-address'],
    ['-eap.contoso.com', 'host-name-shape'],
    ['eap.contoso.com.', 'host-name-shape'],
    ['eap\u202egnp.com', 'text-invisible'],
    [42, 'text-wanted'],
  ])('the host name %j is refused: %s', (given, why) => {
    const checked = checkAnswers(recipe, { hostname: given })
    expect(!checked.ok && checked.error).toMatchObject({
      code: 'field-not-valid',
      field: 'hostname',
      label: 'Name of the EAP server',
      finding: { code: why },
    })
  })

  test('an answer that is not offered is refused with the ones that are', () => {
    const checked = checkAnswers(recipe, { sender: 'both' })
    expect(!checked.ok && checked.error).toMatchObject({
      finding: { code: 'answer-not-offered', offered: ['own', 'shared'], several: false },
    })
  })

  test('whatever comes in, it is a value or a problem', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const checked = checkAnswers(recipe, value)
        if (!checked.ok)
          expect(['field-not-valid', 'question-unknown', 'answers-no-list']).toContain(checked.error.code)
      }),
    )
  })
})

describe('tenant', () => {
  test.each([
    [` {${guid.toUpperCase()}} `, guid],
    ['Contoso.onmicrosoft.com', 'contoso.onmicrosoft.com'],
  ])('%j is taken as %j', (given, taken) => {
    expect(checkTenantId(given)).toMatchObject({ ok: true, value: taken })
  })
  test.each([
    '',
    'common',
    'organizations',
    'consumers',
    'contoso',
    'anna@contoso.com',
    'https://login.microsoftonline.com/x',
    '00000000-0000-0000-0000-000000000000',
    `${guid}/../common`,
  ])('%j is refused', (given) => {
    expect(checkTenantId(given)).toMatchObject({
      ok: false,
      error: { code: 'field-not-valid', field: 'tenant' },
    })
  })
})

describe('client id', () => {
  test('that is the tenant’s is refused, on every road', () => {
    expect(checkClientId(guid, { tenantId: guid.toUpperCase() })).toMatchObject({
      ok: false,
      error: { finding: { code: 'id-swapped', is: 'tenant-id' } },
    })
  })
  test('is taken with what portals put around it', () => {
    expect(checkClientId(`"${guid}" `)).toMatchObject({ ok: true, value: guid })
  })
  test('a client secret pasted there is refused and not repeated', () => {
    const secret = 'abc8Q~aBcDeFgHiJkLmNoPqRsTuVwXyZ012345'
    const checked = checkClientId(secret)
    expect(!checked.ok && checked.error.finding.code).toBe('id-secret')
    expect(JSON.stringify(checked).toLowerCase()).not.toContain(secret.toLowerCase())
  })
})

describe('addresses', () => {
  test.each([
    ['  Anna.Berg@Contoso.COM ', 'Anna.Berg@contoso.com'],
    ["o'brien+eap@contoso.example", "o'brien+eap@contoso.example"],
    ['mailto:a@contoso.example', 'a@contoso.example'],
  ])('%j is taken as %j', (given, taken) => {
    expect(checkAddress(given)).toMatchObject({ ok: true, value: taken })
  })
  test.each([
    '',
    'anna',
    'a@b',
    'a b@contoso.com',
    'a@@contoso.com',
    'a@contoso..com',
    '.a@contoso.com',
    'a@-x.com',
    'müller@contoso.com',
    'a@contoso.com\r\nBcc: x@y.z',
    `${'a'.repeat(65)}@contoso.com`,
  ])('%j is refused', (given) => {
    expect(checkAddress(given).ok).toBe(false)
  })
  test('nothing that is taken can break out of a header or a command line', () => {
    fc.assert(
      fc.property(anyText(), fc.domain(), (local, domain) => {
        const checked = checkAddress(`${local}@${domain}`)
        if (checked.ok) expect(checked.value).toMatch(/^[\x21-\x7e]+$/)
        if (checked.ok) expect(checked.value).not.toMatch(/[\s"<>(),;:\\[\]]/)
      }),
    )
  })
})

test('a setup’s name is one visible line', () => {
  expect(checkSetupName('  Contoso   EAP ')).toMatchObject({ ok: true, value: 'Contoso EAP' })
  for (const name of ['', ' ', 'a\nb', 'a\u202eb', 'x'.repeat(81)])
    expect(checkSetupName(name).ok).toBe(false)
})
