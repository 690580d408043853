import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  authenticationOf,
  parseAuthenticationResults,
} from '../../../../src/domain/run/authentication-results.ts'

const exchange =
  'spf=pass (sender IP is 203.0.113.7) smtp.mailfrom=contoso.example; dkim=pass (signature was verified)\r\n header.d=contoso.example;dmarc=pass action=none\r\n header.from=contoso.example;compauth=pass reason=100'

describe('what the receiving server found out', () => {
  it('is read as Exchange writes it', () => {
    expect(parseAuthenticationResults(exchange)).toEqual({ spf: 'pass', dkim: 'pass', dmarc: 'pass' })
  })

  it('is read with the name of a server and a version in front, as others write it', () => {
    expect(
      parseAuthenticationResults(
        'mx.example.com 1; spf/1=softfail smtp.mailfrom=a.example; dkim=none; dmarc=fail (p=REJECT; sp=NONE)',
      ),
    ).toEqual({ spf: 'softfail', dkim: 'none', dmarc: 'fail' })
  })

  it('counts one good signature among several, and says nothing of what was not looked at', () => {
    expect(parseAuthenticationResults('x; dkim=fail header.d=a; dkim=pass header.d=b')).toEqual({
      spf: null,
      dkim: 'pass',
      dmarc: null,
    })
    expect(parseAuthenticationResults('mx.example.com; none')).toBeNull()
  })

  it('is taken from the topmost header only: those below may come from the sender, ARC from the way', () => {
    const headers = [
      { name: 'ARC-Authentication-Results', value: 'i=1; mx; spf=pass; dkim=pass; dmarc=pass' },
      { name: 'authentication-results', value: 'mx; spf=fail; dkim=none; dmarc=fail' },
      { name: 'Authentication-Results', value: 'evil; spf=pass; dkim=pass; dmarc=pass' },
    ]
    expect(authenticationOf(headers)).toEqual({ spf: 'fail', dkim: 'none', dmarc: 'fail' })
    expect(authenticationOf([])).toBeNull()
  })

  it('cannot be passed from inside a comment or a quoted name', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', ';', '=', '"', 'spf=pass', 'dmarc=pass', '.') }),
        (sender) => {
          const comment = sender.replaceAll(/[()\\"]/g, '')
          const quoted = sender.replaceAll(/["\\]/g, '')
          const value = `mx; spf=fail (; ${comment}) smtp.mailfrom="; ${quoted}"; dmarc=fail (${comment})`
          expect(parseAuthenticationResults(value)).toEqual({ spf: 'fail', dkim: null, dmarc: 'fail' })
        },
      ),
    )
  })

  it('never makes a reader throw, whatever a server wrote', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (value) => {
        const result = parseAuthenticationResults(value)
        if (result === null) return
        for (const said of Object.values(result))
          expect(said === null || /^[a-z]+$/.test(String(said))).toBe(true)
      }),
    )
  })
})
