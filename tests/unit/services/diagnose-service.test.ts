/** An administrator asks for causes in a setup, and finds that setup's own names and steps in the answer. */
import { expect, test } from 'vitest'
import type { DiagnoseInput } from '../../../src/contract/diagnosed-view.schema.ts'
import { DiagnoseService } from '../../../src/main/services/diagnosis/diagnose-service.ts'
import { SetupDesk, type SetupDeskPorts } from '../../../src/main/services/desk/setup-desk.ts'
import { eap, remedies } from '../../kit/assets.ts'
import { aMailbox, aSetup } from '../../kit/samples.ts'
import { plainly } from '../../fakes/plainly.ts'

const setup = aSetup({ tenantName: 'Contoso' })
const orders = aMailbox('orders@contoso.example')
const sales = aMailbox('sales@contoso.example', { signInAs: 'orders@contoso.example' })
const ports = {
  setups: { getSetup: (id: string) => (id === setup.id ? setup : null), stepRecords: () => [] },
  mailboxes: { listMailboxes: () => [orders, sales] },
  runs: { listRuns: () => [] },
  recipes: { recipe: () => eap(), remedies: () => catalogue },
  clock: { now: () => new Date('2026-11-21T13:00:00.000Z') },
} as unknown as SetupDeskPorts
const catalogue = remedies()
const service = new DiagnoseService({ ...ports, desk: new SetupDesk(ports) })

const smtpOff = '535 5.7.139 SmtpClientAuthentication is disabled for the Mailbox.'

function asked(change: Partial<DiagnoseInput>) {
  const answer = service.text({
    text: smtpOff,
    setup: setup.id,
    mailbox: null,
    surface: null,
    stage: null,
    flow: null,
    answers: {},
    ...change,
  })
  if (!answer.ok) throw new Error(plainly(answer.error).what)
  return answer.value
}
const command = (change: Partial<DiagnoseInput>) =>
  asked(change).diagnosis.candidates[0]?.remedies.find((remedy) => remedy.command !== undefined)?.command

test('the mailbox a text speaks of stands in the command, ready to be pasted', () => {
  expect(command({ text: `${smtpOff} user=orders@contoso.example` })).toContain('orders@contoso.example')
})

test('of two mailboxes none is guessed', () => {
  expect(command({})).toContain('‹mailbox›')
})

test('the mailbox that was named by the caller is the one who signs in for it', () => {
  expect(command({ mailbox: sales.id })).toContain('orders@contoso.example')
})

test('the step of the plan that a cause belongs to is named, and without a setup none is', () => {
  const { diagnosis, steps } = asked({})
  expect(steps.map((step) => step.id)).toContain(diagnosis.candidates[0]?.step)
  expect(asked({ setup: null }).steps).toEqual([])
})

test('a setup that is gone is an error, not an answer with wrong names', () => {
  const answer = service.text({
    text: smtpOff,
    setup: '00000000-0000-4000-8000-000000000000',
    mailbox: null,
    surface: null,
    stage: null,
    flow: null,
    answers: {},
  })
  expect(!answer.ok && answer.error.code).toBe('setup-gone')
})
