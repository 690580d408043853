import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDeliveryReport } from '../../../../src/domain/run/delivery-report.ts'

const status = [
  'Reporting-MTA: dns;AM0PR01MB0001.eurprd01.prod.exchangelabs.com',
  'Arrival-Date: Sat, 21 Nov 2026 09:00:00 +0000',
  '',
  'Final-Recipient: rfc822;nobody@fabrikam.example',
  'Action: failed',
  'Status: 5.1.10',
  'Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient',
  ' not found by SMTP address lookup',
].join('\r\n')
const original = [
  'From: sales@contoso.example',
  'Message-ID:',
  ' <sendproof.probe-1@contoso.example>',
  'X-Sendproof-Probe: probe-1',
  '',
  'Message-ID: <in-the-body@contoso.example>',
].join('\r\n')

describe('a message that came back', () => {
  it('is tied to its probe, with the reason in the last server’s words', () => {
    expect(parseDeliveryReport({ text: 'Sorry.', deliveryStatus: status, original })).toEqual({
      originalMessageId: '<sendproof.probe-1@contoso.example>',
      probeId: 'probe-1',
      recipient: 'nobody@fabrikam.example',
      action: 'failed',
      status: '5.1.10',
      diagnostic: '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
    })
  })

  it('is understood from the readable part alone, when a gateway took the rest off', () => {
    const text = [
      "Your message to nobody@fabrikam.example couldn't be delivered.",
      '',
      'Diagnostic information for administrators:',
      "Remote server returned '550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected'",
      '',
      'Original message headers:',
      '',
      'X-Sendproof-Probe: probe-2',
      'Message-ID: <sendproof.probe-2@contoso.example>',
    ].join('\r\n')
    expect(parseDeliveryReport({ text, deliveryStatus: null, original: null })).toMatchObject({
      originalMessageId: '<sendproof.probe-2@contoso.example>',
      probeId: 'probe-2',
      status: '5.7.1',
      diagnostic: '550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected',
    })
  })

  it('that is only late is told apart from one that failed', () => {
    const late = status.replace('Action: failed', 'Action: delayed').replace('5.1.10\r\n', '4.4.7\r\n')
    expect(parseDeliveryReport({ text: '', deliveryStatus: late, original })).toMatchObject({
      action: 'delayed',
      status: '4.4.7',
    })
  })

  it('is not made up from ordinary mail', () => {
    expect(
      parseDeliveryReport({
        text: 'Lunch at noon?\nMessage-ID: <a@b>',
        deliveryStatus: null,
        original: null,
      }),
    ).toBeNull()
  })

  it('never makes a reader throw or hang, whatever it holds', () => {
    const pieces = fc.constantFrom(
      'Status:',
      ' 5.1.1',
      '\n',
      '\r\n',
      ' ',
      ';',
      '<',
      '>',
      'Message-ID:',
      "returned '550 ",
      "'",
      'x',
    )
    const part = fc.string({ unit: pieces, maxLength: 200 })
    fc.assert(
      fc.property(part, fc.option(part), fc.option(part), (text, deliveryStatus, returned) => {
        const report = parseDeliveryReport({ text, deliveryStatus, original: returned })
        expect(report === null || report.diagnostic === null || !report.diagnostic.includes('\n')).toBe(true)
      }),
    )
    // At this length what grows with the square takes longer than any test is given.
    const long = { text: "returned '550 ".repeat(60_000), deliveryStatus: 'A: '.repeat(250_000) }
    expect(() => parseDeliveryReport({ ...long, original: null })).not.toThrow()
  })
})
