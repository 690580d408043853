/** The pack for the person with a missing role: complete, readable, harmless, whatever names are in it. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { sayStep } from '../../../src/words/say-step.ts'
import { answerForm, handoffPlan, readAnswer } from '../../../src/domain/handoff/handoff.ts'
import { handoffRoles } from '../../../src/domain/step/handoff-roles.ts'
import { HandoffPlanSchema } from '../../../src/domain/handoff/handoff.schema.ts'
import { handoffHtml } from '../../../src/documents/handoff/handoff-html.ts'
import { handoffScript } from '../../../src/documents/handoff/handoff-script.ts'
import { en } from '../../../src/words/en.ts'
import type { Setup } from '../../../src/domain/setup/setup.schema.ts'
import { takeIds } from '../../../src/domain/handoff/reply-ids.ts'
import { recipeOf } from '../domain/recipe/recipes.ts'
import { eap } from '../../kit/assets.ts'
import { entraPlan } from '../../kit/entra-plan.ts'
import { checklistOf, contosoMailbox, contosoSetup, now, recordOf } from '../../kit/contoso.ts'
import { plainly } from '../../fakes/plainly.ts'

const nothingWarned = { cautions: [], deadlines: [] }
const facts = { timeZone: 'Europe/Berlin', version: '0.1.0', script: null }
const mailboxes = [
  contosoMailbox(1),
  contosoMailbox(2, {
    address: 'sales@contoso.example',
    kind: 'shared',
    signInAs: 'mailbox1@contoso.example',
  }),
]

/** What is left when the form and the script that reads it are cut out: each stands in the page once, as written here. */
const withoutScript = (html: string) =>
  html
    .replace(`<script>${handoffScript}</script>`, '')
    .replace(/<script type="application\/json" id="reply">[^<]*<\/script>/, '')

const say = (step: Parameters<typeof sayStep>[1]) => sayStep(en, step)

function planFor(role: (typeof handoffRoles)[number], changes: Partial<Setup> = {}) {
  const setup = contosoSetup(changes)
  const records = [
    recordOf('register-application', 'done', {
      history: [{ at: now, who: 'j.doe', by: 'person', from: 'todo', to: 'done', note: 'a private remark' }],
    }),
  ]
  const plan = handoffPlan(
    {
      setup,
      recipe: eap(),
      checklist: checklistOf({ setup, mailboxes, records }),
      warned: nothingWarned,
      now,
    },
    role,
    say,
  )
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

  test('gets one script, named by its digest, nothing to fetch, and nothing of what others noted', () => {
    const page = withoutScript(html)
    expect(page).not.toMatch(/<script|<iframe|<img|<link|<form|\son\w+=|url\(|@import|href=|src=/i)
    const digest = createHash('sha256').update(handoffScript, 'utf8').digest('base64')
    expect(page).toContain(`content="default-src 'none'; script-src 'sha256-${digest}';`)
    expect(html + JSON.stringify(planFor('entra-admin'))).not.toMatch(/private remark|j\.doe/)
  })

  test('gets a plan that other tools can read', () => {
    for (const role of handoffRoles)
      expect(HandoffPlanSchema.parse(JSON.parse(JSON.stringify(planFor(role)))).role).toBe(role)
  })
})

test('an Entra administrator with a plan can click it or run it, and neither makes a secret of theirs known', () => {
  const evil = '<img src=x onerror=alert(1)>'
  const html = handoffHtml(
    planFor('entra-admin'),
    { ...facts, script: entraPlan(evil) },
    { words: en, locale: 'en' },
  )
  expect(withoutScript(html)).not.toMatch(/<script|<img/)
  expect(html).toContain('Set-Entra.ps1 -Plan entra-plan.json -Result preview.json -Preview')
  expect(html).toContain('accept Application.ReadWrite.All')
  expect(html).toContain('New registration')
  expect(html).toContain('Upload certificate')
  expect(html).toContain('The script leaves this to you')
  expect(html).toContain('Its key stays with the sender of this page')
  expect(handoffHtml(planFor('entra-admin'), facts, { words: en, locale: 'en' })).not.toContain('Set-Entra')
})

test('a setup named like an attack shows its name and does nothing', () => {
  const evil = '<img src=x onerror=alert(1)>"\'`</style><script>'
  const html = handoffHtml(
    planFor('entra-admin', { name: evil, tenantName: evil, answers: { hostname: evil } }),
    facts,
    { words: en, locale: 'en' },
  )
  expect(withoutScript(html)).not.toMatch(/<script|<img/)
  expect(html.match(/<\/script>/g)).toHaveLength(2)
  expect(JSON.parse(/id="reply">(.*)<\/script>/.exec(html)?.[1] ?? '')).toMatchObject({ setupName: evil })
  expect(html.match(/<\/style>/g)).toHaveLength(1)
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
})

test('a role with nothing to do gets no page', () => {
  const recipe = { ...eap(), steps: eap().steps.filter((step) => step.role !== 'exchange-admin') }
  const checklist = checklistOf({ recipe })
  expect(
    handoffPlan(
      { setup: contosoSetup(), recipe, checklist, warned: nothingWarned, now },
      'exchange-admin',
      say,
    ),
  ).toBeNull()
})

describe('an Entra administrator whose last step waits for others', () => {
  const recipe = recipeOf('finpower-connect')
  const setup = contosoSetup({ recipeId: recipe.id, answers: {} })
  const checklist = checklistOf({ setup, recipe })
  const warned = {
    cautions: [{ title: 'It deletes mail', text: 'What it has read is gone.', severity: 'danger' as const }],
    deadlines: [
      {
        ...{ title: 'SMTP AUTH ends', what: 'It stops.', from: '2026-12-21', to: '2026-12-31' },
        ...{ announced: 'end of December 2026', sure: 'announced' as const },
        ...{ source: 'https://learn.microsoft.com/x', checkedOn: '2026-11-20' },
      },
    ],
  }
  const plan = handoffPlan({ setup, recipe, checklist, warned, now }, 'entra-admin', say)
  if (plan === null) throw new Error('no plan')
  const html = handoffHtml(plan, facts, { words: en, locale: 'en' })

  test('sees what can be done now apart from what comes back a second time', () => {
    expect(plan.steps.filter(({ later }) => later).map(({ id }) => id)).toEqual(['remove-consent'])
    expect(plan.steps.at(-1)?.id).toBe('remove-consent')
    const parted = html.indexOf(en.handoff.laterHow)
    expect(html.indexOf(plan.steps[0]?.title ?? '', html.indexOf('class="step'))).toBeLessThan(parted)
    expect(html.lastIndexOf(plan.steps.at(-1)?.title ?? '')).toBeGreaterThan(parted)
  })

  test('reads the cautions and dates of the setup before the first step', () => {
    expect(html).toContain('Danger: It deletes mail')
    expect(html).toContain('21 to 31 December 2026')
    expect(html.indexOf('It deletes mail')).toBeLessThan(html.indexOf('<article'))
  })

  test('is asked for the third id, which nobody else can see, where the product needs it', () => {
    expect(answerForm(plan, '')).toMatchObject({ enterpriseObjectId: '' })
    expect(html).toContain('Object ID of the Enterprise application')
    const other = planFor('entra-admin')
    expect(answerForm(other, '')).not.toHaveProperty('enterpriseObjectId')
    expect(handoffHtml(other, facts, { words: en, locale: 'en' })).not.toContain('Enterprise apps > the app')
  })
})

describe('the ids of a reply', () => {
  const recipe = recipeOf('finpower-connect')
  const third = '62456f6e-1234-4abc-8def-000000000003'
  const open = contosoSetup({ recipeId: recipe.id, answers: {} })
  const reply = { clientId: '', enterpriseObjectId: third }
  const contoso = { tenantId: open.tenantId, tenantName: null }

  test('fill what is missing', () => {
    const bare = { ...open, tenantId: null, tenantName: null, clientId: null }
    const clientId = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'
    expect(takeIds(bare, recipe, { ...reply, clientId }, contoso)).toMatchObject({
      ok: true,
      value: {
        setup: { tenantId: open.tenantId, clientId, answers: { 'enterprise-object-id': third } },
        changed: ['tenantId', 'clientId', 'enterpriseObjectId'],
      },
    })
  })

  test('said again change nothing', () => {
    const known = { ...open, answers: { 'enterprise-object-id': third } }
    const again = { clientId: known.clientId ?? '', enterpriseObjectId: third.toUpperCase() }
    expect(takeIds(known, recipe, again, contoso)).toMatchObject({ value: { setup: known, changed: [] } })
  })

  test.each([
    ['another third id', { 'enterprise-object-id': 'fab00000-1234-4abc-8def-000000000009' }, {}, null],
    ['another client id', {}, { clientId: 'fab00000-1234-4abc-8def-000000000009' }, null],
    [
      'another tenant',
      {},
      {},
      { tenantId: 'fab00000-1234-4abc-8def-000000000009', tenantName: 'fabrikam.com' },
    ],
    ['a tenant that could not be looked up', {}, {}, { tenantId: null, tenantName: 'fabrikam.com' }],
  ] as const)('never replace what is known: %s', (_, answers, changes, tenant) => {
    const taken = takeIds({ ...open, answers }, recipe, { ...reply, ...changes }, tenant)
    expect(taken).toMatchObject({ ok: false, error: { code: 'reply-other-id' } })
  })

  test('are looked at as if they were typed in: the Object ID of the registration is none of the three', () => {
    const swapped = { clientId: '', enterpriseObjectId: open.clientId ?? '' }
    expect(takeIds(open, recipe, swapped, null)).toMatchObject({
      ok: false,
      error: { code: 'field-not-valid', field: 'enterpriseObjectId' },
    })
  })
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
