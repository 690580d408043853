/** First question: which product. Search, then one radio a product; beside them what there is to know of the chosen one. */
import { Field, Input } from '@fluentui/react-components'
import { Search20Regular, Send16Regular, Warning16Regular } from '@fluentui/react-icons'
import { useId, useState } from 'react'
import type { RecipeView } from '../../../contract/views.schema.ts'
import { text } from '../../desk/words.ts'
import { OtherSenders } from './other-senders.tsx'
import { anyProduct, initials, searchRecipes } from './new-setup.ts'
import styles from './product-choice.module.css'
import newSetupParts from './new-setup.module.css'

interface ProductChoiceProps {
  readonly recipes: readonly RecipeView[]
  readonly chosen: RecipeView | null
  readonly onChoose: (recipe: RecipeView) => void
}

export function ProductChoice({ recipes, chosen, onChoose }: ProductChoiceProps) {
  const [words, setWords] = useState('')
  const heading = useId()
  const found = searchRecipes(recipes, words)
  const none = recipes.length > 0 && found.length === 0
  const [only] = found
  return (
    <>
      <h2 id={heading} className={newSetupParts.question}>
        {text.newSetup.whichProduct}
      </h2>
      <Field label={text.newSetup.search}>
        <Input
          value={words}
          type="search"
          // The page is about this one question, and most people know the name.
          autoFocus
          autoComplete="off"
          contentBefore={<Search20Regular aria-hidden />}
          onChange={(_, data) => setWords(data.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || found.length !== 1 || only === undefined || only.id === chosen?.id)
              return
            event.preventDefault()
            onChoose(only)
          }}
        />
      </Field>
      <p role="status" className={styles.none} hidden={!none}>
        {none ? text.newSetup.noProduct(words) : ''}
      </p>
      <div className={styles.choice}>
        <div role="radiogroup" aria-labelledby={heading} className={styles.products}>
          {(none ? anyProduct(recipes) : found).map((recipe) => (
            <label key={recipe.id} className={`${newSetupParts.product} ${styles.row}`}>
              <input
                type="radio"
                name="product"
                value={recipe.id}
                checked={recipe.id === chosen?.id}
                onChange={() => onChoose(recipe)}
              />
              <span className={newSetupParts.logo} aria-hidden>
                {initials(recipe.name)}
              </span>
              <span className={newSetupParts.about}>
                <span className={newSetupParts.name}>{recipe.name}</span>
                <span className={styles.vendor}>
                  {recipe.vendor} · {text.newSetup.stepCount(recipe.steps)} ·{' '}
                  {text.recipe.minutes(recipe.minutes)}
                </span>
              </span>
            </label>
          ))}
        </div>
        <section className={styles.about} aria-label={text.newSetup.aboutProduct}>
          {chosen === null ? (
            <p className={newSetupParts.summary}>{text.newSetup.chooseToRead}</p>
          ) : (
            <About recipe={chosen} />
          )}
        </section>
      </div>
      <OtherSenders />
    </>
  )
}

function About({ recipe }: { readonly recipe: RecipeView }) {
  const { sendingMode, credentialKinds, cautions, parts } = recipe
  const [kind] = credentialKinds
  const credential =
    kind === undefined
      ? text.recipe.credentials.none
      : text.recipe.credentials[credentialKinds.length > 1 ? 'both' : kind]
  return (
    <>
      <h3 className={newSetupParts.name}>{recipe.name}</h3>
      <p className={newSetupParts.summary}>{recipe.summary}</p>
      <p className={styles.fact}>
        <Send16Regular aria-hidden />
        <span>
          {text.transports[sendingMode]}. {credential}
        </span>
      </p>
      {parts.length > 0 && (
        <ul className={styles.parts}>
          {parts.map(({ name, versions }) => (
            <li key={name}>
              {name}
              {versions.length > 0 && (
                <span className={styles.vendor}>
                  {' '}
                  {versions.map(({ release, since }) => text.newSetup.release(release, since)).join(', ')}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {cautions.danger !== null && (
        <p className={styles.fact} data-tone="caution">
          <Warning16Regular aria-hidden />
          <span>
            {text.recipe.caution} {cautions.danger.title}. {cautions.danger.text}
          </span>
        </p>
      )}
    </>
  )
}
