/** “recipe show” leaves nothing out: whoever answers questions on the command line, or writes a recipe, sees all of it. */
import { expect, test } from 'vitest'
import { recipeText } from '../../../src/words/en/cli/recipe.ts'
import { recipeIds, recipeOf } from '../domain/recipe/recipes.ts'

/** Members that are for the program: ids of parts, shapes, what the practice administrator does. */
const forTheProgram =
  /^(schema|id|revision|part|shape|type|practice|automation|script|deadline|transport|answer|is|minutes|waitMinutes|rights|case|platform|stage|role|placeholder|portalName)$/
/** Steps are listed by their titles; the plan shows the rest of them. */
const elsewhere = /^(what|clicks|why|after|portal|link|values|manual|needs)$/

function texts(value: unknown, inStep = false): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    forTheProgram.test(name) || (inStep && elsewhere.test(name))
      ? []
      : texts(inner, inStep || name === 'steps'),
  )
}

test.each(recipeIds())('everything %s says is shown', (id) => {
  const recipe = recipeOf(id)
  const shown = recipeText(recipe)
  const hidden = texts(recipe).filter((text) => !shown.includes(text))
  expect(hidden).toEqual([])
})
