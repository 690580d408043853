/** Whatever somebody answers, the sheet of every product is whole: no field twice, no secret place forgotten or doubled. */
import { describe, expect, test } from 'vitest'
import { fieldSheet } from '../../../../src/domain/field-sheet/field-sheet.ts'
import { FieldSheetSchema, type FieldSheet } from '../../../../src/domain/field-sheet/field-sheet.schema.ts'
import { chosen } from '../../../../src/domain/recipe/conditions.ts'
import type { Question } from '../../../../src/domain/recipe/recipe.schema.ts'
import type { Answers } from '../../../../src/domain/setup/setup.schema.ts'
import { recipeIds, recipeOf } from '../recipe/recipes.ts'
import { contosoMailbox, contosoSetup } from '../../../kit/contoso.ts'

const sheetOf = (id: string, answers: Answers = {}): FieldSheet => {
  const setup = contosoSetup({ recipeId: id, answers: { hostname: 'app.contoso.example', ...answers } })
  return fieldSheet(recipeOf(id), setup, [contosoMailbox(1)])
}
const places = (sheet: FieldSheet) =>
  sheet.secretPlaces.map(({ menu, field, each }) =>
    [menu.at(-1), field, ...(each === null ? [] : [each])].join(' / '),
  )
const titles = (sheet: FieldSheet) => sheet.screens.map(({ title }) => title)
const fieldsOf = (sheet: FieldSheet, title: string) =>
  sheet.screens.find((screen) => screen.title === title)?.fields.map(({ name }) => name)

/** What each question can be answered with; of a text only that it is there, as no condition asks for more. */
function answersTo(question: Question): (string | boolean)[] {
  switch (question.type) {
    case 'text':
      return [question.placeholder ?? 'x']
    case 'flag':
      return [true, false]
    case 'choice':
      return question.options.map(({ value }) => value)
    case 'choices': {
      const values = question.options.map(({ value }) => value)
      const sets = 2 ** values.length
      return Array.from({ length: sets - 1 }, (_, bits) =>
        values.filter((_value, index) => ((bits + 1) >> index) & 1).join(', '),
      )
    }
  }
}

function everyAnswer(questions: readonly Question[]): Answers[] {
  return questions.reduce<Answers[]>(
    (sets, question) =>
      sets.flatMap((set) => answersTo(question).map((value) => ({ ...set, [question.id]: value }))),
    [{}],
  )
}

/** Questions that no screen, field or place depends on only multiply the work. */
function decisive(id: string): Question[] {
  const recipe = recipeOf(id)
  const product = JSON.stringify([recipe.product, recipe.credential, recipe.parts])
  return recipe.questions.filter((question) => product.includes(`"answer":"${question.id}"`))
}

describe.each(recipeIds())('%s', (id) => {
  const sheets = everyAnswer(decisive(id)).map((answers) => [answers, sheetOf(id, answers)] as const)

  test('every combination of answers gives a sheet that parses and has something to type', () => {
    for (const [answers, sheet] of sheets) {
      const shown = FieldSheetSchema.parse(sheet).screens
      // Calendar alone is a part of Exact too; it has its screen.
      expect(shown.length, JSON.stringify(answers)).toBeGreaterThan(0)
    }
  })

  test('no field stands twice on one screen and no secret place is listed twice', () => {
    for (const [answers, sheet] of sheets) {
      for (const screen of sheet.screens) {
        const names = screen.fields.map(({ place }) => place)
        expect(new Set(names).size, `${screen.title} ${JSON.stringify(answers)}`).toBe(names.length)
      }
      const listed = sheet.secretPlaces.map(({ place }) => place)
      expect(new Set(listed).size, JSON.stringify(answers)).toBe(listed.length)
    }
  })

  test('each secret field of a screen is one of the places, and each place is on a screen', () => {
    for (const [answers, sheet] of sheets) {
      const onScreens = sheet.screens.flatMap(({ fields }) =>
        fields.filter(({ secret }) => secret).map(({ place }) => place),
      )
      expect(new Set(sheet.secretPlaces.map(({ place }) => place)), JSON.stringify(answers)).toEqual(
        new Set(onScreens),
      )
    }
  })

  test('nothing that should be typed in is taken for an instruction, and the other way round', () => {
    for (const { fields } of sheets.flatMap(([, sheet]) => sheet.screens))
      for (const { name, value, instruction } of fields.filter(({ secret }) => !secret))
        if (/[@]|https:|-[0-9a-f]{4}-/.test(value) && !/^(press|sign)/.test(value))
          expect(instruction, `${name}: ${value}`).toBe(false)
        else if (/^(ticked|selected|press|sign in|leave|choose|the )/.test(value))
          expect(instruction, `${name}: ${value}`).toBe(true)
  })
})

const every = 'globe, synergy, elis-email, elis-calendar'

test.each<[string, Answers, string[]]>([
  ['eap', {}, ['Tenant / Client Secret / each tenant entry']],
  ['enate', {}, ['Office 365 Integration / Client secret / each Enate instance']],
  [
    'enate',
    { credential: 'certificate' },
    ['Office 365 Integration / Certificate and private key / each Enate instance'],
  ],
  ['exact', {}, ['E-mail / Client Secret / each user']],
  [
    'exact',
    { parts: every },
    [
      'E-mail / Client Secret / each user',
      'Server / Client Secret',
      'Settings, left panel / Client secret / each ELIS server',
      'Exchange Synchronization / Client Secret (Exchange Online) / each ELIS server',
    ],
  ],
  ['finpower-connect', {}, ['Microsoft Exchange / Secret / each Cost Centre that sends']],
  [
    'finpower-connect',
    { 'user-overrides': true },
    [
      'Microsoft Exchange / Secret / each Cost Centre that sends',
      'User Override / Secret / each User Override',
    ],
  ],
  ['flexdeploy', {}, ['Integration Settings / Client Secret']],
  ['flexdeploy', { credential: 'certificate' }, ['Credentials / SSH-Key credential']],
  ['flexdeploy', { version: 'v8' }, ['Email Settings / Client Secret']],
  [
    'flexdeploy',
    { version: 'v8', approvals: true, 'reply-user': 'other' },
    ['Email Settings / Client Secret', 'Email Settings / Client Secret (IMAP)'],
  ],
  ['generic-graph-app', {}, ['e-mail settings / Client secret']],
  ['generic-graph-app', { credential: 'certificate' }, ['e-mail settings / Certificate']],
  ['generic-smtp-oauth', {}, ['e-mail settings / Client secret']],
  ['generic-smtp-oauth', { credential: 'certificate' }, ['e-mail settings / Certificate']],
  ['generic-smtp-oauth', { credential: 'certificate', 'sign-in': 'workstation' }, []],
])('%s with %j keeps its secret in these places and no other', (id, answers, expected) => {
  expect(places(sheetOf(id, answers))).toEqual(expected)
})

test.each<[string, Answers, string[]]>([
  ['exact', { parts: 'synergy' }, ['Synergy: Settings, Server']],
  ['exact', { parts: 'elis-email, elis-calendar' }, ['ELIS: Settings', 'ELIS: Exchange Synchronization']],
  ['flexdeploy', {}, ['General Settings', 'OAuth application', 'Outgoing Email Settings']],
  [
    'flexdeploy',
    { version: 'v8', approvals: true },
    ['General Settings', 'Email Settings (8.x)', 'Incoming Email Settings'],
  ],
  ['finpower-connect', {}, ['Cost Centre, Microsoft Exchange', 'Cost Centre, default services']],
])('%s with %j shows these screens and no other', (id, answers, expected) => {
  expect(titles(sheetOf(id, answers))).toEqual(expected)
})

test('a field follows the answer it depends on', () => {
  const smtp = (answers: Answers) => fieldsOf(sheetOf('generic-smtp-oauth', answers), 'E-mail settings')
  expect(smtp({})).toContain('User name')
  expect(smtp({ 'sign-in': 'workstation' })).not.toContain('Client secret')
  expect(smtp({ credential: 'certificate' })).not.toContain('Client secret')
})

test('a hidden answer that was typed earlier changes nothing', () => {
  const answers = { parts: 'globe', 'synergy-host': 'old.contoso.example' }
  expect(sheetOf('exact', answers).screens).toEqual(sheetOf('exact', { parts: 'globe' }).screens)
  expect(sheetOf('exact', answers).redirects).toEqual([])
})

test('several choices count each for itself', () => {
  expect(chosen(every)).toHaveLength(4)
  expect(sheetOf('exact', { parts: every }).screens).toHaveLength(4)
})

test('what the manual has wrong stands at the field it is about', () => {
  const eap = sheetOf('eap')
  const field = (name: string) => eap.screens.flatMap(({ fields }) => fields).find((one) => one.name === name)
  expect(field('SMTP server')?.manual.map(({ says }) => says)).toEqual([
    'SMPT server, for example smtp.office365.com:567.',
  ])
  expect(field('Setup Authentication')?.manual).toHaveLength(1)
  expect(field('Tenant ID')?.manual).toEqual([])
  const authorize = sheetOf('flexdeploy')
    .screens.flatMap(({ fields }) => fields)
    .find(({ name }) => name === 'Authorize')
  expect(authorize?.manual).toHaveLength(1)
})

test('every remark on a product step of every recipe is somewhere on the sheet', () => {
  for (const id of recipeIds()) {
    const recipe = recipeOf(id)
    const sheet = sheetOf(id)
    const shown = [
      ...sheet.manual,
      ...sheet.screens.flatMap((screen) => [
        ...screen.manual,
        ...screen.fields.flatMap(({ manual }) => manual),
      ]),
    ]
    const wanted = recipe.steps
      .filter(({ stage, when }) => stage === 'product' && when === undefined)
      .flatMap(({ manual }) => manual.map(({ says }) => says))
    expect(shown.map(({ says }) => says)).toEqual(expect.arrayContaining(wanted))
  }
})

test('the name of the registration is asked for by the answers it is made of', () => {
  const setup = contosoSetup({ answers: {} })
  const { missing } = fieldSheet(recipeOf('eap'), setup, [contosoMailbox(1)])
  expect(missing).toEqual([{ name: 'hostname', label: 'Name of the EAP server', where: 'details' }])
})
