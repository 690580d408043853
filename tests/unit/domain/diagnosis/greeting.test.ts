/** A log often has lost the name of its server; how that server greets still shows whether it is Exchange. */
import { describe, expect, test } from 'vitest'
import { isGreetedByOthers } from '../../../../src/domain/diagnosis/greeting.ts'

describe('another server shows itself', () => {
  test.each([
    '* OK [CAPABILITY IMAP4rev1 SASL-IR] Dovecot ready.',
    'S: * OK IMAP4rev1 server ready\nC: a1 LOGIN anna secret\nS: a1 NO LOGIN failed',
    '* PREAUTH IMAP4rev1 server logged in as anna',
    '+OK ready <1896.697170952@mail.contoso.example>',
    '+OK POP3 ready\nAPOP anna c4c9334bac560ecc979e58001b3e22fb\n-ERR login failed',
    '452 #4.5.3 too many recipients',
  ])('%s', (text) => {
    expect(isGreetedByOthers(text)).toBe(true)
  })
})

describe('Exchange, or nobody in particular', () => {
  test.each([
    '* OK The Microsoft Exchange IMAP4 service is ready. [SABLADAA]',
    '+OK The Microsoft Exchange POP3 service is ready. [SABLADAA]\n-ERR Logon failure',
    'a1 NO LOGIN failed.',
    '452 4.5.3 Too many recipients',
    'see #4.5.3 of the manual',
  ])('%s', (text) => {
    expect(isGreetedByOthers(text)).toBe(false)
  })

  test('one greeting of Exchange outweighs a proxy that greets before it', () => {
    const both = '* OK IMAP4rev1 proxy ready\n* OK The Microsoft Exchange IMAP4 service is ready.'
    expect(isGreetedByOthers(both)).toBe(false)
  })
})
