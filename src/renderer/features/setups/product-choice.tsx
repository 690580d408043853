/** First question: which product. Search, then one radio a product; the chosen one says more about itself. */
import { Field, Input } from '@fluentui/react-components'
import { Search20Regular, Send16Regular, Warning16Regular } from '@fluentui/react-icons'
import { useId, useState } from 'react'
import type { RecipeView } from '../../../contract/views.ts'
import { text } from '../../words.ts'
import { initials, searchRecipes } from './new-setup.ts'
import styles from './product-choice.module.css'
import newSetupParts from './new-setup.module.css'

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
      <h2 id={heading} className={newSetupParts.question}>
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
      <div role="radiogroup" aria-labelledby={heading} className={styles.products}>
        {found.map((recipe) => (
          <label key={recipe.id} className={newSetupParts.product}>
            <input
              type="radio"
              name="product"
              value={recipe.id}
              checked={recipe.id === chosen}
              onChange={() => onChoose(recipe)}
            />
            <span className={newSetupParts.logo} aria-hidden>
              {initials(recipe.name)}
            </span>
            <About recipe={recipe} open={recipe.id === chosen} />
          </label>
        ))}
      </div>
      <p role="status" className={styles.none}>
        {recipes.length > 0 && found.length === 0 ? text.newSetup.noProduct(words) : ''}
      </p>
    </>
  )
}

function About({ recipe, open }: { readonly recipe: RecipeView; readonly open: boolean }) {
  const { vendor, steps, minutes, sendingMode, credentialKinds, cautions, parts } = recipe
  const mode = text.newSetup.sendingModes[sendingMode] ?? sendingMode
  const [kind] = credentialKinds
  const credential =
    kind === undefined
      ? text.recipe.credentials.none
      : text.recipe.credentials[credentialKinds.length > 1 ? 'both' : kind]
  return (
    <span className={newSetupParts.about}>
      <span className={newSetupParts.name}>{recipe.name}</span>
      <span className={styles.vendor}>
        {vendor} · {text.newSetup.stepCount(steps)} · {text.recipe.minutes(minutes)}
      </span>
      <span className={newSetupParts.summary} data-short={!open}>
        {recipe.summary}
      </span>
      <span className={styles.fact}>
        <Send16Regular aria-hidden />
        <span>
          {mode}. {credential}
        </span>
      </span>
      {open && parts.length > 0 && (
        <span className={styles.parts}>
          {parts.map(({ name, versions }) => (
            <span key={name}>
              {name}
              {versions.length > 0 && <span className={styles.vendor}> {versions.join(', ')}</span>}
            </span>
          ))}
        </span>
      )}
      {cautions.danger !== null && (
        <span className={styles.fact} data-tone="caution">
          <Warning16Regular aria-hidden />
          <span>
            {text.recipe.caution} {cautions.danger.title}.{open && ` ${cautions.danger.text}`}
          </span>
        </span>
      )}
    </span>
  )
}
