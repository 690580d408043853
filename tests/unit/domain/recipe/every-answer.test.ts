/**
 * Whatever somebody answers, whichever mailboxes they list: the plan can be walked to its end. Every combination of
 * answers that decides anything, for every recipe, with each kind of list.
 */
import { describe, expect, test } from 'vitest'
import { buildChecklist } from '../../../../src/domain/checklist/build-checklist.ts'
import type { ChecklistStep } from '../../../../src/domain/checklist/checklist.schema.ts'
import { fieldSheet } from '../../../../src/domain/field-sheet/field-sheet.ts'
import type { Mailbox } from '../../../../src/domain/mailbox/mailbox.schema.ts'
import { needed, transportFor } from '../../../../src/domain/recipe/conditions.ts'
import { isDelegated } from '../../../../src/domain/mailbox/by-purpose.ts'
import type { Recipe } from '../../../../src/domain/recipe/recipe.schema.ts'
import type { Answers } from '../../../../src/domain/setup/setup.schema.ts'
import { everyCombination } from '../../../kit/settings.ts'
import { lists, namedBeside } from '../../../kit/combinations.ts'
import { contosoSetup, now } from '../../../kit/contoso.ts'
import { recipeIds, recipeOf } from './recipes.ts'

interface Walk {
  readonly name: string
  readonly answers: Answers
  readonly mailboxes: readonly Mailbox[]
  readonly steps: readonly ChecklistStep[]
}

function walks(recipe: Recipe): Walk[] {
  return everyCombination(recipe).map(({ answers, list }): Walk => {
    const mailboxes = [...lists[list], ...namedBeside]
    const setup = contosoSetup({ recipeId: recipe.id, answers })
    const plan = buildChecklist({ recipe, setup, mailboxes, records: [], runs: { lastSummary: null }, now })
    const name = `${JSON.stringify(answers)} ${mailboxes.map(({ address }) => address).join(', ')}`
    return { name, answers, mailboxes, steps: plan.steps.filter(({ state }) => state !== 'not-needed') }
  })
}

/** What a person has to be granted to send this way, besides the sign-in itself. */
const wanted = {
  'smtp-delegated': ['SMTP.Send'],
  'graph-delegated': ['Mail.Send'],
  'smtp-app': ['SMTP.SendAsApp', 'Application SMTP.SendAsApp'],
  'graph-app': ['Mail.Send'],
} as const

const exchangeCmdlet =
  /\b(Get|Set|New|Add|Test)-(CASMailbox|Mailbox|MailboxPermission|RecipientPermission|DistributionGroup|DistributionGroupMember|ServicePrincipal|ServicePrincipalAuthorization|ManagementScope|ManagementRoleAssignment|OrganizationConfig)\b/

const clickable = (place: ChecklistStep['portal'][number] | undefined) =>
  typeof place === 'string' && /^(entra|admin|admin\.exchange)\.microsoft\.com$/.test(place)

describe.each(recipeIds())('%s', (id) => {
  const recipe = recipeOf(id)
  const all = walks(recipe)
  const failing = (wrong: (walk: Walk) => boolean) => all.filter(wrong).map(({ name }) => name)

  test('every value of a step is known once the questions are answered', () => {
    // a list of persons who sign in may name no shared mailbox; then nobody is asked about one
    const open = new Set([
      'sharedMailboxes',
      'oneSharedMailbox',
      'sharedMailboxList',
      'delegates',
      'sendAsCommands',
      'fullAccessCommands',
    ])
    const missing = all.flatMap(({ name, steps }) =>
      steps.flatMap((step) =>
        step.values
          .flatMap((value) => value.missing)
          .filter((fact) => !open.has(fact))
          .map((fact) => `${step.id} lacks ${fact}: ${name}`),
      ),
    )
    expect(missing).toEqual([])
  })

  test('what a shared address needs is named wherever a shared address is listed', () => {
    const wrong = all.flatMap(({ name, steps, mailboxes }) =>
      mailboxes.some(isDelegated)
        ? steps
            .filter(({ values }) => values.some((value) => value.missing.includes('sendAsCommands')))
            .map((step) => `${step.id}: ${name}`)
        : [],
    )
    expect(wrong).toEqual([])
  })

  test('no permission that sending needs is missing', () => {
    expect(
      failing(({ answers }) => {
        if (
          recipe.parts.length > 0 &&
          needed(recipe.parts, answers, recipe).every((part) => part.transport === undefined)
        )
          return false
        const names: string[] = [
          ...needed(recipe.permissions, answers, recipe).map(({ value }) => value),
          ...needed(recipe.scoping?.roles ?? [], answers, recipe).map((role) => role.name),
        ]
        return !wanted[transportFor(recipe, answers)].some((one) => names.includes(one))
      }),
    ).toEqual([])
  })

  test('a shared sender through Graph has the permission for it', () => {
    expect(
      failing(
        ({ answers, mailboxes }) =>
          transportFor(recipe, answers) === 'graph-delegated' &&
          mailboxes.some(isDelegated) &&
          !needed(recipe.permissions, answers, recipe).some(({ value }) => value === 'Mail.Send.Shared'),
      ),
    ).toEqual([])
  })

  test('whoever signs in for another address gets Send As', () => {
    expect(
      failing(
        ({ answers, mailboxes, steps }) =>
          /delegated$/.test(transportFor(recipe, answers)) &&
          mailboxes.some(isDelegated) &&
          !steps.some((step) => step.id === 'send-as'),
      ),
    ).toEqual([])
  })

  test('a credential is made exactly when the product has a field for it, and only one', () => {
    expect(
      failing(({ answers, mailboxes, steps }) => {
        const setup = contosoSetup({ recipeId: id, answers })
        const fields = fieldSheet(recipe, setup, mailboxes).screens.flatMap((screen) => screen.fields)
        const asked = fields.some(({ name }) => /secret|certificate|ssh-key/i.test(name))
        const made = steps.filter((step) => step.id === 'client-secret' || step.id === 'certificate').length
        return made !== (asked ? 1 : 0)
      }),
    ).toEqual([])
  })

  test('what a screen of the product asks for stands in the plan too: the pack for the consultant is the plan', () => {
    const lacking = all.flatMap(({ answers, mailboxes, steps }) => {
      const values = steps
        .filter(({ stage }) => stage === 'product' || stage === 'verify')
        .flatMap((step) => step.values)
      const { screens, secretPlaces } = fieldSheet(recipe, contosoSetup({ recipeId: id, answers }), mailboxes)
      return screens.flatMap(({ title, fields }) =>
        fields
          .filter(({ name, value, secret }) =>
            secret
              ? !values.some((one) => one.secret) || !secretPlaces.some(({ field }) => field === name)
              : !values.some((one) => one.label.startsWith(name) || value.endsWith(one.value)),
          )
          .map(({ name }) => `${title}: ${name}`),
      )
    })
    expect([...new Set(lacking)]).toEqual([])
  })

  test('Authenticated SMTP is turned on exactly where SMTP is used', () => {
    expect(
      failing(({ answers, steps }) => {
        const smtp = transportFor(recipe, answers).startsWith('smtp')
        return steps.some((step) => /^smtp-auth/.test(step.id)) !== smtp
      }),
    ).toEqual([])
  })

  test('an application that is to be limited is limited and proven, or has nothing to limit', () => {
    expect(
      failing(({ answers, steps }) => {
        const roles = needed(recipe.scoping?.roles ?? [], answers, recipe)
        const limited = answers['limit'] === true && roles.some((role) => role.group === undefined)
        const ids = steps.map((step) => step.id)
        return (
          limited &&
          // who has no credential of the application cannot try it, and looks it up instead
          !['scope-group', 'service-principal', 'scope-roles', /^(negative-proof|outside-check)$/].every(
            (one) => ids.some((step) => (typeof one === 'string' ? step === one : one.test(step))),
          )
        )
      }),
    ).toEqual([])
  })

  test('the session that commands need is opened in the first step that has one', () => {
    const wrong = all.flatMap(({ name, steps }) => {
      const first = steps.find(({ values }) => values.some(({ value }) => exchangeCmdlet.test(value)))
      const opened = first?.values.some(({ value }) => value.startsWith('Connect-ExchangeOnline'))
      return first === undefined || opened === true ? [] : [`${first.id}: ${name}`]
    })
    expect([...new Set(wrong)]).toEqual([])
  })

  test('a step in the portals of Microsoft says its clicks, and each of them is whole', () => {
    const steps = all.flatMap((walk) => walk.steps)
    const without = steps.filter(
      ({ portal, clicks }) => clickable(portal[0]) && portal.length > 4 && clicks.length === 0,
    )
    expect([...new Set(without.map(({ id: step }) => step))]).toEqual([])
    const broken = steps.flatMap(({ clicks }) => clicks).filter((click) => !/^[A-Z][^‹]*\.\)?$/.test(click))
    expect(broken).toEqual([])
  })

  test('no step waits for one that comes after it in the plan', () => {
    const order = recipe.steps.map((step) => step.id)
    const late = recipe.steps.flatMap((step) =>
      step.needs
        .filter((need) => order.indexOf(need) > order.indexOf(step.id))
        .map((need) => `${step.id} needs ${need}`),
    )
    expect(late).toEqual([])
  })
})
