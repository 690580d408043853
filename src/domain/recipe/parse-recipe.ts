/** Reads a recipe that came from a file: shape first, then what a schema cannot say. */
import type { AppError } from '../app-error.ts'
import { problemErrors, schemaErrors, type AssetProblem } from '../asset-problems.ts'
import { err, ok, type Result } from '../result.ts'
import { factNames, placeholdersOf } from './placeholders.ts'
import { RecipeSchema, type Condition, type Recipe } from './recipe.ts'

/** The recipe, or every problem in it, each one sentence that names the path. */
export function parseRecipe(value: unknown): Result<Recipe, AppError[]> {
  const parsed = RecipeSchema.safeParse(value)
  if (!parsed.success) return err(schemaErrors(parsed.error.issues))
  const problems = crossCheck(parsed.data)
  return problems.length === 0 ? ok(parsed.data) : err(problemErrors(problems))
}

function crossCheck(recipe: Recipe): AssetProblem[] {
  return [
    ...twice(recipe.questions.map((question, index) => [question.id, `questions[${index}].id`])),
    ...twice(recipe.steps.map((step, index) => [step.id, `steps[${index}].id`])),
    ...choiceProblems(recipe),
    ...needProblems(recipe),
    ...circleProblems(recipe),
    ...recipe.steps.flatMap((step, index) => conditionProblems(recipe, step.when, `steps[${index}].when`)),
    ...noteProblems(recipe),
    ...placeholderProblems(recipe),
    ...automationProblems(recipe),
  ]
}

function twice(ids: readonly (readonly [string, string])[]): AssetProblem[] {
  const seen = new Set<string>()
  const problems: AssetProblem[] = []
  for (const [id, path] of ids) {
    if (seen.has(id)) problems.push({ path, what: `“${id}” is used twice` })
    seen.add(id)
  }
  return problems
}

function choiceProblems(recipe: Recipe): AssetProblem[] {
  return recipe.questions.flatMap((question, index) => {
    const path = `questions[${index}]`
    if ((factNames as readonly string[]).includes(question.id))
      return [{ path: `${path}.id`, what: `“${question.id}” is a fact that Sendproof fills in by itself` }]
    if (question.type !== 'choice') return []
    const values = question.options.map((option) => option.value)
    return [
      ...twice(values.map((value, at) => [value, `${path}.options[${at}].value`])),
      ...(values.includes(question.default)
        ? []
        : [{ path: `${path}.default`, what: `“${question.default}” is not one of the options` }]),
    ]
  })
}

function needProblems(recipe: Recipe): AssetProblem[] {
  const ids = new Set(recipe.steps.map((step) => step.id))
  return recipe.steps.flatMap((step, index) =>
    step.needs.flatMap((need, at) =>
      ids.has(need) ? [] : [{ path: `steps[${index}].needs[${at}]`, what: `there is no step “${need}”` }],
    ),
  )
}

/** Takes away steps without open needs until nothing moves; what is left waits for itself. */
function circleProblems(recipe: Recipe): AssetProblem[] {
  const ids = new Set(recipe.steps.map((step) => step.id))
  const open = new Map(
    recipe.steps.map((step) => [step.id, new Set(step.needs.filter((need) => ids.has(need)))]),
  )
  for (let moved = true; moved;) {
    moved = false
    for (const [id, needs] of open) {
      if ([...needs].some((need) => open.has(need))) continue
      open.delete(id)
      moved = true
    }
  }
  if (open.size === 0) return []
  const first = recipe.steps.findIndex((step) => open.has(step.id))
  return [
    {
      path: `steps[${first}].needs`,
      what: `these steps wait for each other in a circle: ${[...open.keys()].join(', ')}`,
    },
  ]
}

function conditionProblems(recipe: Recipe, condition: Condition | undefined, path: string): AssetProblem[] {
  if (condition === undefined) return []
  const question = recipe.questions.find((one) => one.id === condition.answer)
  if (question === undefined)
    return [{ path: `${path}.answer`, what: `there is no question “${condition.answer}”` }]
  switch (question.type) {
    case 'text':
      return typeof condition.is === 'string'
        ? []
        : [{ path: `${path}.is`, what: `“${question.id}” is answered with text` }]
    case 'flag':
      return typeof condition.is === 'boolean'
        ? []
        : [{ path: `${path}.is`, what: `“${question.id}” is answered with true or false` }]
    case 'choice':
      return question.options.some((option) => option.value === condition.is)
        ? []
        : [{ path: `${path}.is`, what: `“${condition.is}” is not an answer to “${question.id}”` }]
  }
}

/** What is not confirmed anywhere must say what to ask the vendor. */
function noteProblems(recipe: Recipe): AssetProblem[] {
  return recipe.steps.flatMap((step, index) =>
    step.manual.flatMap((note, at) =>
      note.status === 'open' && note.ask === undefined
        ? [
            {
              path: `steps[${index}].manual[${at}].ask`,
              what: 'an open point needs the question to put to the vendor',
            },
          ]
        : [],
    ),
  )
}

function placeholderProblems(recipe: Recipe): AssetProblem[] {
  const known = new Set<string>([...factNames, ...recipe.questions.map((question) => question.id)])
  const problems = templates(recipe).flatMap(([template, path]) =>
    placeholdersOf(template).flatMap((name) =>
      known.has(name) ? [] : [{ path, what: `nothing fills in {${name}}` }],
    ),
  )
  if (placeholdersOf(recipe.registration.displayName).includes('displayName'))
    problems.push({ path: 'registration.displayName', what: 'it cannot hold {displayName} itself' })
  return problems
}

function templates(recipe: Recipe): (readonly [template: string, path: string])[] {
  return [
    [recipe.registration.displayName, 'registration.displayName'],
    ...recipe.registration.redirects.map(
      ({ uri }, index) => [uri, `registration.redirects[${index}].uri`] as const,
    ),
    ...recipe.steps.flatMap((step, index) => [
      [step.title, `steps[${index}].title`] as const,
      ...step.values.map(({ value }, at) => [value, `steps[${index}].values[${at}].value`] as const),
    ]),
    ...recipe.product.screens.flatMap((screen, index) =>
      screen.fields.map(({ value }, at) => [value, `product.screens[${index}].fields[${at}].value`] as const),
    ),
  ]
}

/** Each automation moves one step; two steps with the same one would contradict each other. */
function automationProblems(recipe: Recipe): AssetProblem[] {
  return twice(
    recipe.steps.flatMap((step, index) =>
      step.automation === undefined ? [] : [[step.automation, `steps[${index}].automation`] as const],
    ),
  )
}
