/** A refusal without a reason is guessed at only where no other line of the catalogue says more, and never sure of itself. */
import { describe, expect, test } from 'vitest'
import { diagnose } from '../../../../src/domain/diagnosis/diagnose.ts'
import { remedies } from '../../../kit/assets.ts'

const catalogue = remedies()
const tags = (text: string, context: Parameters<typeof diagnose>[2] = {}) =>
  diagnose(text, catalogue, context).candidates.map((one) => one.tag)

describe('a bare refusal', () => {
  const bare = 'SMTP error: smtp.office365.com cannot connect'

  test('is named by the likeliest cause and asked about, when nothing else is said', () => {
    const [first] = diagnose(bare, catalogue, { surface: 'smtp' }).candidates
    expect(first?.tag).toBe('port_blocked')
    expect(first?.confidence).toBeLessThan(0.5)
  })

  test.each([
    ['535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.', 'bad_password'],
    ['The remote name could not be resolved', 'dns_failure'],
  ])('gives way to whatever else stands there: %s', (reason, cause) => {
    const answer = tags(`${bare}\n${reason}`, { surface: 'smtp' })
    expect(answer[0]).toBe(cause)
    expect(answer).not.toContain('port_blocked')
  })

  test('of another trade stays nobody’s', () => {
    expect(tags('MongoNetworkError: cannot connect to db.contoso.example:27017')).toEqual([])
  })
})
