/** The pack for the person with a missing role: complete, readable, harmless, whatever names are in it. */
import { describe, expect, test } from 'vitest'
import { sayStep } from '../../../src/words/say-step.ts'
import { answerForm, handoffPlan, readAnswer } from '../../../src/domain/handoff/handoff.ts'
import { handoffRoles } from '../../../src/domain/step/handoff-roles.ts'
import { HandoffPlanSchema } from '../../../src/domain/handoff/handoff.schema.ts'
import { handoffHtml } from '../../../src/documents/handoff/handoff-html.ts'
import { en } from '../../../src/words/en.ts'
import type { Setup } from '../../../src/domain/setup/setup.schema.ts'
import { eap } from '../../kit/assets.ts'
import { checklistOf, contosoMailbox, contosoSetup, now, recordOf } from '../../kit/contoso.ts'
import { plainly } from '../../fakes/plainly.ts'

const facts = { timeZone: 'Europe/Berlin', version: '0.1.0' }
const mailboxes = [
  contosoMailbox(1),
  contosoMailbox(2, {
    address: 'sales@contoso.example',
    kind: 'shared',
    signInAs: 'mailbox1@contoso.example',
  }),
]

const say = (step: Parameters<typeof sayStep>[1]) => sayStep(en, step)

function planFor(role: (typeof handoffRoles)[number], changes: Partial<Setup> = {}) {
  const setup = contosoSetup(changes)
  const records = [
    recordOf('register-application', 'done', {
      history: [{ at: now, who: 'j.doe', by: 'person', from: 'todo', to: 'done', note: 'a private remark' }],
    }),
  ]
  const plan = handoffPlan(setup, eap(), checklistOf({ setup, mailboxes, records }), role, now, say)
  if (plan === null) throw new Error(role)
  return plan
}

describe('an Exchange administrator who never heard of this setup', () => {
  const plan = planFor('exchange-admin')
  const html = handoffHtml(plan, facts, { words: en, locale: 'en' })

  test('finds every step of theirs with what, why, where and the exact values', () => {
    for (const step of plan.steps) {
      expect(html).toContain(step.title.replaceAll("'", '&#39;'))
      for (const part of step.portal) expect(html).toContain(part)
      for (const { value } of step.values)
        expect(html).toContain(value.replaceAll("'", '&#39;').replaceAll('>', '&gt;'))
      for (const note of step.manual) expect(html).toContain(note.do.replaceAll("'", '&#39;'))
    }
    expect(html).toContain('Add-RecipientPermission &#39;sales@contoso.example&#39;')
    expect(html.match(/class="fill"/g)).toHaveLength(plan.steps.length)
    expect(html).toMatch(/Signature/)
    expect(html).toMatch(/@page \{ size: A4/)
  })

  test('gets no script, nothing to fetch, and nothing of what others noted', () => {
    expect(html).not.toMatch(/<script|<iframe|<img|<link|<form|\son\w+=|url\(|@import|href=|src=/i)
    expect(html).toContain("default-src 'none'")
    expect(html + JSON.stringify(planFor('entra-admin'))).not.toMatch(/private remark|j\.doe/)
  })

  test('gets a plan that other tools can read', () => {
    for (const role of handoffRoles)
      expect(HandoffPlanSchema.parse(JSON.parse(JSON.stringify(planFor(role)))).role).toBe(role)
  })
})

test('a setup named like an attack shows its name and does nothing', () => {
  const evil = '<img src=x onerror=alert(1)>"\'`</style><script>'
  const html = handoffHtml(
    planFor('entra-admin', { name: evil, tenantName: evil, answers: { hostname: evil } }),
    facts,
    { words: en, locale: 'en' },
  )
  expect(html).not.toMatch(/<script|<img/)
  expect(html.match(/<\/style>/g)).toHaveLength(1)
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
})

test('a role with nothing to do gets no page', () => {
  const recipe = { ...eap(), steps: eap().steps.filter((step) => step.role !== 'exchange-admin') }
  const checklist = checklistOf({ recipe })
  expect(handoffPlan(contosoSetup(), recipe, checklist, 'exchange-admin', now, say)).toBeNull()
})

describe('what comes back', () => {
  const form = { ...answerForm(planFor('exchange-admin'), en.handoff.form), who: ' Eve\nExchange ' }

  test('is read with the name of who did it, on one line', () => {
    expect(readAnswer(JSON.stringify(form))).toMatchObject({ ok: true, value: { who: 'Eve Exchange' } })
  })

  test.each([
    ['no name', { ...form, who: ' ' }, /who did the work/],
    [
      'a state nobody knows',
      { ...form, steps: [{ step: 'consent', state: 'maybe' }] },
      /is damaged or was edited/,
    ],
    ['a step twice', { ...form, steps: [...form.steps, ...form.steps] }, /twice/],
    ['something extra', { ...form, run: 'rm -rf' }, /is damaged or was edited/],
    ['another format', { ...form, format: 'x' }, /^This is not a reply/],
  ])('with %s is refused in one sentence', (_, value, says) => {
    const read = readAnswer(JSON.stringify(value))
    expect(read.ok ? '' : plainly(read.error).what).toMatch(says)
  })
})
