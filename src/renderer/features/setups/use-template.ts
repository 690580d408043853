/** A new setup from a template: product and answers are filled in once the products are known. */
import { useEffect, useRef, type Dispatch } from 'react'
import type { RecipeView } from '../../../contract/views.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Template } from '../../../domain/template/template.schema.ts'
import { text } from '../../desk/words.ts'
import type { NewSetupChange } from './new-setup.ts'

/** The error says that the template's product is not here. */
export function useTemplate(
  template: Template | null,
  recipes: readonly RecipeView[] | undefined,
  change: Dispatch<NewSetupChange>,
): AppError | null {
  const used = useRef<Template | null>(null)
  const recipe = recipes?.find(({ id }) => id === template?.recipe.id)
  useEffect(() => {
    // Once only: what a person changes afterwards is theirs.
    if (template === null || recipe === undefined || used.current === template) return
    used.current = template
    const known = new Set(recipe.questions.map(({ id }) => id))
    const answers = Object.fromEntries(Object.entries(template.answers).filter(([id]) => known.has(id)))
    change({ type: 'choose', recipe })
    change({ type: 'set', fields: { answers } })
    change({ type: 'step', step: 'tenant' })
  }, [template, recipe, change])
  return template === null || recipes === undefined || recipe !== undefined
    ? null
    : { code: 'not-found', what: text.transfer.template.noRecipe(template.recipe.id) }
}
