/** Every combination of answers that decides anything, with each kind of list: what the walks over all recipes share. */
import type { Mailbox } from '../../src/domain/mailbox/mailbox.schema.ts'
import type { Question, Recipe } from '../../src/domain/recipe/recipe.schema.ts'
import type { Answers } from '../../src/domain/setup/setup.schema.ts'
import { contosoMailbox } from './contoso.ts'

const own = contosoMailbox(1, { address: 'mara@contoso.example' })
const other = contosoMailbox(2, { address: 'paul@contoso.example' })
const shared = contosoMailbox(3, {
  address: 'desk@contoso.example',
  kind: 'shared',
  signInAs: 'mara@contoso.example',
})
const group = contosoMailbox(4, {
  address: 'team@contoso.example',
  kind: 'group',
  signInAs: 'paul@contoso.example',
})

/** Who is named on the same page for something else than sending. */
export const namedBeside: readonly Mailbox[] = [
  contosoMailbox(8, { purpose: 'calendar', address: 'planner@contoso.example' }),
  contosoMailbox(9, { purpose: 'outside', address: 'nobody@contoso.example' }),
]

/** Kinds of list that somebody may enter, and what a plan makes of each. */
export const lists = {
  own: [own],
  several: [own, other],
  'own and shared': [own, shared],
  shared: [shared],
  'own and group': [own, group],
} as const satisfies Record<string, readonly Mailbox[]>
export type ListKind = keyof typeof lists

export const listKinds = Object.keys(lists) as ListKind[]

function valuesOf(question: Question): (string | boolean)[] {
  switch (question.type) {
    case 'text':
      return [
        question.shape === 'guid' ? '33333333-4444-4555-8666-777777777777' : (question.placeholder ?? 'x'),
      ]
    case 'flag':
      return [true, false]
    case 'choice':
      return question.options.map(({ value }) => value)
    case 'choices': {
      const values = question.options.map(({ value }) => value)
      return [...values, values.join(', '), values.slice(0, 2).join(', ')]
    }
  }
}

/** Answers that no condition asks for only multiply the work. */
export function everyAnswer(recipe: Recipe): Answers[] {
  const conditions = JSON.stringify(recipe)
  return recipe.questions.reduce<Answers[]>(
    (sets, question) => {
      const decides = conditions.includes(`"answer":"${question.id}"`)
      const values = decides ? valuesOf(question) : valuesOf(question).slice(0, 1)
      return sets.flatMap((set) => values.map((value) => ({ ...set, [question.id]: value })))
    },
    [{}],
  )
}
