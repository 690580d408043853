/** Somebody who presses Answer…: what opens holds the question, or leads to the page that owns it. */
import { describe, expect, it } from 'vitest'
import { answeringOf, readable } from '../../../src/renderer/data/answers.ts'
import { addressesIn } from '../../../src/renderer/features/plan/step-look.ts'

const host = {
  id: 'hostname',
  label: 'Name of the EAP server',
  type: 'text',
  required: true,
  shape: 'host-name',
}
const real = { practice: null, answers: {}, recipe: { questions: [host] } } as unknown as Parameters<
  typeof answeringOf
>[0]
const rehearsal = { ...real, practice: {} } as typeof real

describe('a missing value is answered', () => {
  it('on the spot when a question of the product asks for it', () => {
    expect(answeringOf(real, ['hostname'])).toMatchObject({
      at: 'here',
      ids: [],
      questions: [{ id: 'hostname' }],
    })
    expect(answeringOf(real, ['displayName'])).toMatchObject({ at: 'here', questions: [{ id: 'hostname' }] })
  })

  it('on the spot for an id of a real tenant, and by the practice tenant itself in a rehearsal', () => {
    expect(answeringOf(real, ['clientId'])).toEqual({ at: 'here', ids: ['clientId'], questions: [] })
    expect(answeringOf(rehearsal, ['clientId'])).toEqual({ at: 'nowhere' })
  })

  it('on the Mailboxes page when the list of mailboxes says it', () => {
    for (const name of ['senders', 'signIns', 'recipient', 'sendAsCommands'])
      expect(answeringOf(rehearsal, [name])).toEqual({ at: 'mailboxes' })
  })

  it('and until then is called what people call it', () => {
    expect(readable('https://‹hostname›/cb?id=‹clientId›', ['hostname', 'clientId'], [host])).toBe(
      'https://‹Name of the EAP server›/cb?id=‹Application (client) ID›',
    )
  })
})

describe('a value that lists addresses', () => {
  it('is taken apart, because most fields take one', () => {
    expect(addressesIn('a@contoso.example, b@contoso.example')).toEqual([
      'a@contoso.example',
      'b@contoso.example',
    ])
  })

  it('is left as it is when it is one address, a sentence, or something else with commas', () => {
    for (const value of ['a@contoso.example', 'SMTP.Send, offline_access', 'a@contoso.example, and others'])
      expect(addressesIn(value)).toEqual([])
  })
})
