import { describe, expect, it } from 'vitest'
import { inJunkWords } from '../../../../src/domain/run/junk-words.ts'

const to = 'verify@contoso.example'

describe('whoever reads the report learns that a message lies in Junk Email, and what to do', () => {
  it('asks for the rule when all checks of the sender passed', () => {
    expect(inJunkWords({ to }, { spf: 'pass', dkim: 'pass', dmarc: 'bestguesspass' })).toBe(
      'It arrived, but in Junk Email of verify@contoso.example, where nobody may look. Ask the Exchange admin which anti-spam rule put it there.',
    )
    expect(inJunkWords({ to }, null)).toMatch(/which anti-spam rule/)
  })

  it('names the checks that failed, which are the likelier reason', () => {
    expect(inJunkWords({ to }, { spf: 'softfail', dkim: 'none', dmarc: 'fail' })).toMatch(
      /SPF and DMARC did not pass: put that right for the sender’s domain\.$/,
    )
  })
})
