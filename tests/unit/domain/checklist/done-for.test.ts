/** Done stays true: a step that was done for other values than it has now says so, and in what they differ. */
import { describe, expect, test } from 'vitest'
import { valuesDoneFor } from '../../../../src/domain/checklist/done-for.ts'
import { moveStep } from '../../../../src/domain/checklist/move-step.ts'
import { undoStep } from '../../../../src/domain/checklist/undo-step.ts'
import type { Mailbox } from '../../../../src/domain/mailbox/mailbox.schema.ts'
import { placeholderValues } from '../../../../src/domain/recipe/placeholders.ts'
import type { Setup } from '../../../../src/domain/setup/setup.schema.ts'
import type { StepMove } from '../../../../src/domain/step/step-record.schema.ts'
import { en } from '../../../../src/words/en.ts'
import { eap } from '../../../kit/assets.ts'
import { recipeOf } from '../recipe/recipes.ts'
import { checklistOf, contosoMailbox, contosoSetup, now, recordOf } from '../../../kit/contoso.ts'

interface Then {
  readonly setup?: Setup
  readonly mailboxes?: readonly Mailbox[]
}

const two = [contosoMailbox(1), contosoMailbox(2)]

function keptFor(
  id: string,
  { setup = contosoSetup(), mailboxes = two }: Then,
): NonNullable<StepMove['doneFor']> {
  const step = eap().steps.find((one) => one.id === id)
  if (step === undefined) throw new Error(id)
  const values = placeholderValues(setup, eap(), mailboxes)
  return { revision: eap().revision, values: valuesDoneFor(step, eap(), setup, values) }
}

/** The step as the plan shows it now, having been done for what was then. */
function stepAfter(id: string, then: Then, today: Then, changes: Partial<StepMove> = {}) {
  const move: StepMove = {
    at: now,
    who: 'anna',
    by: 'person',
    from: 'todo',
    to: 'done',
    note: null,
    doneFor: keptFor(id, then),
    ...changes,
  }
  const checklist = checklistOf({
    setup: today.setup ?? contosoSetup(),
    mailboxes: [...(today.mailboxes ?? two)],
    records: [recordOf(id, move.to, { history: [move] })],
  })
  const step = checklist.steps.find((one) => one.id === id)
  if (step === undefined) throw new Error(id)
  return { step }
}

const said = (step: ReturnType<typeof stepAfter>['step']) => (step.changes ?? []).map(en.checklist.changed)

describe('a step that was done', () => {
  test('stays done while its values are the same', () => {
    const { step } = stepAfter('smtp-auth', {}, {})
    expect(step).toMatchObject({ state: 'done' })
    expect(step.changes).toBeUndefined()
  })

  test('for two mailboxes says which one came in since, and is open again', () => {
    const { step } = stepAfter('smtp-auth', {}, { mailboxes: [...two, contosoMailbox(3)] })
    expect(step.state).toBe('changed')
    expect(said(step).join('\n')).toContain(contosoMailbox(3).address)
  })

  test('says which mailbox left', () => {
    const { step } = stepAfter('smtp-auth', { mailboxes: [...two, contosoMailbox(3)] }, {})
    expect(step.state).toBe('changed')
    expect(said(step).join('\n')).toMatch(/gone: /)
  })

  test('with another client id says the one it was done for', () => {
    const other = '99999999-0000-4000-8000-000000000009'
    const { step } = stepAfter('register-application', {}, { setup: contosoSetup({ clientId: other }) })
    expect(said(step)).toContain(
      `Application (client) ID: was ${contosoSetup().clientId ?? ''}, now ${other}`,
    )
  })

  const elsewhere = { setup: contosoSetup({ tenantId: 'c0ffee00-1234-4abc-8def-000000000002' }) }
  const another = { setup: contosoSetup({ clientId: '99999999-0000-4000-8000-000000000009' }) }
  test.each([
    [
      'in another tenant',
      elsewhere,
      'Directory (tenant) ID',
      ['web-redirect', 'consent', 'smtp-auth', 'sign-in-rules'],
    ],
    [
      'for another registration',
      another,
      'Application (client) ID',
      ['web-redirect', 'permissions', 'consent', 'client-secret', 'service-connection'],
    ],
  ])('%s is open again, whether it shows the id or not', (_, today, label, ids) => {
    for (const id of ids) {
      const { step } = stepAfter(id, {}, today)
      expect(step.state, id).toBe('changed')
      expect(said(step).join(), id).toContain(`${label}: was `)
    }
  })
  test('by a version that kept only what a step shows stays done', () => {
    const { revision, values } = keptFor('web-redirect', {})
    const doneFor = { revision, values: values.filter(({ label }) => !/^(?:tenant|client)Id$/.test(label)) }
    expect(doneFor.values.length).toBeLessThan(values.length)
    expect(stepAfter('web-redirect', {}, elsewhere, { doneFor }).step.state).toBe('done')
  })

  test('in Exchange stays done when only the registration is another', () => {
    expect(stepAfter('smtp-auth', {}, another).step.state).toBe('done')
  })

  test('as a consent is open again once another permission is asked for', () => {
    const recipe = recipeOf('flexdeploy')
    const consent = recipe.steps.find(({ id }) => id === 'consent')
    if (consent === undefined) throw new Error('consent')
    const asked = (approvals: boolean) => {
      const setup = contosoSetup({
        recipeId: recipe.id,
        answers: { hostname: 'f.contoso.example', approvals },
      })
      return { setup, kept: valuesDoneFor(consent, recipe, setup, placeholderValues(setup, recipe, two)) }
    }
    const history: StepMove = {
      ...{ at: now, who: 'anna', by: 'person', from: 'todo', to: 'done', note: null },
      doneFor: { revision: recipe.revision, values: asked(false).kept },
    }
    const { setup } = asked(true)
    const { steps } = checklistOf({
      ...{ recipe, setup, mailboxes: two },
      records: [recordOf('consent', 'done', { history: [history] })],
    })
    const step = steps.find(({ id }) => id === 'consent')
    expect(step?.state).toBe('changed')
    expect(step?.changes?.map(en.checklist.changed)).toEqual(['Permissions: new: Mail.ReadWrite (delegated)'])
  })

  test('by whoever made the value in it is not changed by that value becoming known', () => {
    const unknown = { setup: contosoSetup({ clientId: null }) }
    expect(stepAfter('register-application', unknown, {}).step.state).toBe('done')
  })

  test('by a recipe that was revised since is left alone: its wording may be all that differs', () => {
    const doneFor = { ...keptFor('smtp-auth', {}), revision: eap().revision - 1 }
    const { step } = stepAfter('smtp-auth', {}, { mailboxes: [contosoMailbox(7)] }, { doneFor })
    expect(step.state).toBe('done')
  })

  test('by an older version, which kept no values, is believed', () => {
    const record = recordOf('smtp-auth', 'done', {
      history: [{ at: now, who: 'anna', by: 'person', from: 'todo', to: 'done', note: null }],
    })
    const { steps } = checklistOf({ records: [record], mailboxes: two })
    expect(steps.find(({ id }) => id === 'smtp-auth')?.state).toBe('done')
  })

  test('in a rehearsal is not changed by the ports the practice tenant listens on today', () => {
    const practice = (port: number): Setup => {
      const setup = contosoSetup({ practice: { mailboxes: 2, seed: 1, prepared: false, faults: [] } })
      return { ...setup, cloud: { ...setup.cloud, kind: 'practice', smtp: { ...setup.cloud.smtp, port } } }
    }
    const settings = eap().steps.find(({ values }) => values.some(({ value }) => value.includes('smtp')))
    expect(settings).toBeDefined()
    const { step } = stepAfter(settings?.id ?? '', { setup: practice(4001) }, { setup: practice(4002) })
    expect(step.state).toBe('done')
  })

  test('for a list too long to keep still notices that one of its addresses is another', () => {
    const many = Array.from({ length: 300 }, (_, index) => contosoMailbox(index + 1))
    const { step } = stepAfter(
      'smtp-auth',
      { mailboxes: many },
      { mailboxes: [...many.slice(1), contosoMailbox(999)] },
    )
    expect(step.state).toBe('changed')
  })
})

describe('a step that changed since it was done', () => {
  const changed = () => stepAfter('smtp-auth', {}, { mailboxes: [...two, contosoMailbox(3)] }).step

  test('is done once more for what it asks now, and Microsoft’s delay begins anew', () => {
    expect(moveStep(changed(), 'done', 'anna', 'person', now, null)).toMatchObject({
      ok: true,
      value: { move: { from: 'done', to: 'waiting' }, settles: true },
    })
  })

  test('keeps saying so when somebody only adds a note', () => {
    expect(moveStep(changed(), null, 'anna', 'person', now, 'asked J.')).toMatchObject({
      ok: true,
      value: { move: { from: 'done', to: 'done', note: 'asked J.' }, settles: false },
    })
  })

  test('that was confirmed by mistake goes back to what it was done for before', () => {
    const first = keptFor('consent', {})
    const second = keptFor('consent', { setup: contosoSetup({ name: 'Other' }) })
    const history = (doneFor: StepMove['doneFor'], from: StepMove['from']): StepMove => ({
      at: now,
      who: 'anna',
      by: 'person',
      from,
      to: 'done',
      note: null,
      ...(doneFor === undefined ? {} : { doneFor }),
    })
    const record = recordOf('consent', 'done', { history: [history(first, 'todo'), history(second, 'done')] })
    const step = checklistOf({ records: [record] }).steps.find(({ id }) => id === 'consent')
    expect(step && undoStep(step, 'anna', now)).toMatchObject({
      ok: true,
      value: { move: { from: 'done', to: 'done', doneFor: first } },
    })
  })
})
