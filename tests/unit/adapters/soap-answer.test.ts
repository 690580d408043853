import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdsFolder, readSoapAnswer } from '../../../src/main/adapters/ews/soap-answer.ts'
import { ewsFault, ewsFolder, ewsResponse } from '../../fakes/ews-replies.ts'

describe('an EWS answer', () => {
  it('gives its code and its words, whatever the prefix', () => {
    expect(readSoapAnswer(ewsFolder)).toEqual({ code: 'NoError', text: '' })
    expect(readSoapAnswer(ewsResponse('ErrorAccessDenied', 'a &lt;b&gt;'))).toEqual({
      code: 'ErrorAccessDenied',
      text: 'a <b>',
    })
    expect(readSoapAnswer(ewsFault('ErrorImpersonateUserDenied', 'no'))).toEqual({
      code: 'ErrorImpersonateUserDenied',
      text: 'no',
    })
  })

  it('resolves no entity of its own making and reads no page that is not SOAP', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY e "boom">]>${ewsResponse('ErrorAccessDenied', '&e;&e;')}`
    expect(readSoapAnswer(bomb)).toEqual({ code: 'ErrorAccessDenied', text: '&e;&e;' })
    expect(readSoapAnswer('<html><ResponseCode>NoError</ResponseCode></html>')).toBeNull()
    expect(readSoapAnswer(ewsResponse('<b>NoError</b>', 'x'))).toBeNull()
  })

  it('never makes the reader throw or hang, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('<', '>', '/', ':', ' ', 'Envelope', 'ResponseCode', 'a', '&amp;', '"'),
        }),
        (text) => {
          const answer = readSoapAnswer(text)
          expect(answer === null || answer.code.length > 0).toBe(true)
          expect(typeof holdsFolder(text)).toBe('boolean')
        },
      ),
    )
    // At this length what grows with the square takes longer than any test is given.
    for (const piece of ['<ResponseCode ', '<ResponseCode>'])
      expect(() => readSoapAnswer(`<s:Envelope >${piece.repeat(80_000)}`)).not.toThrow()
  })
})
