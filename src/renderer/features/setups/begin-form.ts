/** What the form of a new setup begins with: what was left in it, or a template. */
import { useEffect, useMemo, useRef, useState, type Dispatch } from 'react'
import type { RecipeView } from '../../../contract/views.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Pattern } from '../../data/location.ts'
import type { Template } from '../../../domain/template/template.schema.ts'
import { useDrafts } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { draftOf, emptySetup, formOf, type NewSetup, type NewSetupChange } from './new-setup.ts'

/** Product and answers of a template or of another setup, once the products are known. The error says that its product is not here. */
export function usePattern(
  template: Pick<Template, 'recipe' | 'answers'> | Pattern | null,
  recipes: readonly RecipeView[] | undefined,
  change: Dispatch<NewSetupChange>,
): AppError | null {
  const used = useRef<typeof template>(null)
  const recipe = recipes?.find(({ id }) => id === template?.recipe.id)
  useEffect(() => {
    // Once only: what a person changes afterwards is theirs.
    if (template === null || recipe === undefined || used.current === template) return
    used.current = template
    const known = new Set(recipe.questions.map(({ id }) => id))
    const answers = Object.fromEntries(Object.entries(template.answers).filter(([id]) => known.has(id)))
    change({ type: 'choose', recipe })
    change({ type: 'set', fields: { answers, ...('where' in template ? { where: template.where } : {}) } })
    change({ type: 'step', step: 'tenant' })
  }, [template, recipe, change])
  return template === null || recipes === undefined || recipe !== undefined
    ? null
    : { code: 'not-found', what: text.transfer.template.noRecipe(template.recipe.id) }
}

interface DraftForm {
  /** True while what stands there is what was left, and nothing has been changed since. */
  readonly restored: boolean
  /** The form was finished or given up. */
  readonly finish: () => void
  readonly startOver: () => void
}

/** Comes back to the form as it was left, and keeps it as it is filled in. `recipes` undefined: not yet, or not at all. */
export function useDraft(
  form: NewSetup,
  recipes: readonly RecipeView[] | undefined,
  change: Dispatch<NewSetupChange>,
): DraftForm {
  const drafts = useDrafts()
  const [left] = useState(drafts.newSetup)
  const before = useMemo(
    () => (left === null || recipes === undefined ? null : formOf(left, recipes)),
    [left, recipes],
  )
  /** `over` also while the page that follows is on its way: what was finished is not begun again. */
  const stage = useRef<'before' | 'open' | 'over'>('before')
  useEffect(() => {
    if (recipes === undefined || stage.current !== 'before') return
    stage.current = 'open'
    if (before !== null) change({ type: 'restore', form: before })
  }, [recipes, before, change])
  useEffect(() => {
    if (stage.current === 'open' && form !== emptySetup) drafts.keepNewSetup(draftOf(form))
  }, [form, drafts])
  const finish = () => {
    stage.current = 'over'
    drafts.keepNewSetup(null)
  }
  const startOver = () => {
    drafts.keepNewSetup(null)
    change({ type: 'restore', form: emptySetup })
  }
  return {
    restored: left !== null && JSON.stringify(draftOf(form)) === JSON.stringify(left),
    finish,
    startOver,
  }
}
