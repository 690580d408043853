/** First question: which product. Search, then one radio a product. */
import { Field, Input } from '@fluentui/react-components'
import { Search20Regular } from '@fluentui/react-icons'
import { useId, useState } from 'react'
import type { RecipeView } from '../../../contract/views.ts'
import { text } from '../../text/en.ts'
import { initials, searchRecipes } from './new-setup.ts'
import styles from './new-setup.module.css'

interface ProductChoiceProps {
  readonly recipes: readonly RecipeView[]
  readonly chosen: string | null
  readonly onChoose: (recipe: RecipeView) => void
}

export function ProductChoice({ recipes, chosen, onChoose }: ProductChoiceProps) {
  const [words, setWords] = useState('')
  const heading = useId()
  const found = searchRecipes(recipes, words)
  return (
    <>
      <h2 id={heading} className={styles['question']}>
        {text.newSetup.whichProduct}
      </h2>
      <Field label={text.newSetup.search}>
        <Input
          value={words}
          type="search"
          autoComplete="off"
          contentBefore={<Search20Regular aria-hidden />}
          onChange={(_, data) => setWords(data.value)}
        />
      </Field>
      <div role="radiogroup" aria-labelledby={heading} className={styles['products']}>
        {found.map((recipe) => (
          <label key={recipe.id} className={styles['product']}>
            <input
              type="radio"
              name="product"
              value={recipe.id}
              checked={recipe.id === chosen}
              onChange={() => onChoose(recipe)}
            />
            <span className={styles['logo']} aria-hidden>
              {initials(recipe.name)}
            </span>
            <span className={styles['about']}>
              <span className={styles['name']}>{recipe.name}</span>
              <span className={styles['vendor']}>
                {recipe.vendor} · {text.newSetup.sendingModes[recipe.sendingMode] ?? recipe.sendingMode} ·{' '}
                {text.newSetup.stepCount(recipe.steps)}
              </span>
              <span className={styles['summary']}>{recipe.summary}</span>
            </span>
          </label>
        ))}
      </div>
      <p role="status" className={styles['none']}>
        {recipes.length > 0 && found.length === 0 ? text.newSetup.noProduct(words) : ''}
      </p>
    </>
  )
}
