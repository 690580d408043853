/** What an administrator must not be able to keep by mistake. */
import { describe, expect, test } from 'vitest'
import { certificateFindings, type CertificateFacts } from '../../../../src/domain/credential/certificate.ts'
import { secretHint } from '../../../../src/domain/credential/credential-words.ts'
import { checkDate, checkTimeOfDay, endFindings } from '../../../../src/domain/fields/date.ts'
import { en } from '../../../../src/words/en.ts'

const now = '2026-11-21T09:00:00.000Z'
const good: CertificateFacts = {
  subject: 'Contoso mail',
  thumbprint: 'AB'.repeat(32),
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2027-12-31T00:00:00.000Z',
  keyType: 'rsa',
  bits: 2048,
  keyMatches: true,
}
const about = (changes: Partial<CertificateFacts>) =>
  certificateFindings({ ...good, ...changes }, now).map(({ code, severity }) => `${severity} ${code}`)

describe('a certificate that Entra would not take is refused before it is kept', () => {
  test.each<[string, Partial<CertificateFacts>, string[]]>([
    ['a good one passes', {}, []],
    ['it ended', { validTo: '2026-11-21T08:59:59.000Z' }, ['error certificate-expired']],
    ['it begins tomorrow', { validFrom: '2026-11-22T09:00:00.000Z' }, ['error certificate-not-yet']],
    ['it was made this minute on a faster clock', { validFrom: '2026-11-21T09:03:00.000Z' }, []],
    ['it ends in two weeks', { validTo: '2026-12-05T09:00:00.000Z' }, ['warning certificate-ends-soon']],
    ['its key is an elliptic curve', { keyType: 'ec', bits: null }, ['error certificate-not-rsa']],
    ['its key signs with PSS only', { keyType: 'rsa-pss', bits: null }, ['error certificate-not-rsa']],
    ['its key is too short', { bits: 1024 }, ['error certificate-short-key']],
    ['the key is another’s', { keyMatches: false }, ['error certificate-key-differs']],
  ])('%s', (_, changes, findings) => {
    expect(about(changes)).toEqual(findings)
  })
})

describe('the end of a secret', () => {
  test.each([
    ['2027-05-31', '2027-05-31T00:00:00.000Z'],
    [' 2027-05-31 ', '2027-05-31T00:00:00.000Z'],
    ['2027-05-31T10:00:00+02:00', '2027-05-31T08:00:00.000Z'],
  ])('%s is understood', (text, iso) => {
    expect(checkDate(text)).toMatchObject({ ok: true, value: iso })
  })

  test.each(['', '31.05.2027', '05/31/2027', '2027-02-30', '2027-13-01', '2027', 'next year'])(
    '“%s” is refused rather than guessed',
    (text) => {
      expect(checkDate(text)).toMatchObject({
        ok: false,
        error: { field: 'expires', finding: { code: 'date-shape' } },
      })
    },
  )

  test.each([
    [null, 'note end-unknown'],
    ['2026-11-21T09:00:00.000Z', 'error end-past'],
    ['2030-01-01T00:00:00.000Z', 'warning end-far'],
  ])('%s is spoken about', (end, finding) => {
    expect(endFindings(end, now).map(({ code, severity }) => `${severity} ${code}`)).toEqual([finding])
  })

  test('two years ahead, as the portal offers, is nothing to warn of', () => {
    expect(endFindings('2028-11-21T00:00:00.000Z', now)).toEqual([])
  })
})

test.each([
  ['06:00', '06:00'],
  [' 6:30 ', '06:30'],
  ['24:00', null],
  ['23:60', null],
  ['noon', null],
])('the time of day %j is taken as %j', (text, time) => {
  const checked = checkTimeOfDay(text, '--at')
  expect(checked.ok ? checked.value : null).toBe(time)
})

test('a hint tells two secrets apart and never gives a short one away', () => {
  expect(secretHint('YQ_8Q~abcdefghijklmnopqrstuvwxyz0123456')).toBe('YQ_…')
  expect(secretHint('hunter2')).toBe('…')
  expect(en.credential.title({ kind: 'certificate', hint: 'Contoso mail' })).toBe('Certificate Contoso mail')
})
