/** Which sending modes this version can verify; every other recipe's plan works, its proof does not yet. */
import { appError, type AppError } from '../app-error.ts'
import { transportFor } from '../recipe/conditions.ts'
import type { Recipe, Transport } from '../recipe/recipe.ts'
import type { Answers } from '../setup/setup.ts'

const sendable: readonly Transport[] = ['smtp-delegated']

const words: Readonly<Record<Transport, string>> = {
  'smtp-delegated': 'SMTP with each mailbox’s own sign-in',
  'smtp-app': 'SMTP with the application’s own sign-in',
  'graph-delegated': 'Microsoft Graph with each mailbox’s own sign-in',
  'graph-app': 'Microsoft Graph with the application’s own sign-in',
}

/** Null when the recipe's sends can be verified; else the sentence that says so, before anything is asked. */
export function notSendableYet(recipe: Recipe, answers: Answers): AppError | null {
  const transport = transportFor(recipe, answers)
  if (sendable.includes(transport)) return null
  return appError(
    'bad-input',
    `${recipe.name} sends by ${words[transport]}, which this version of Sendproof cannot verify yet.`,
    {
      next: 'Work through the plan, then use the product’s own test; the checklist, the report and the hand-over work.',
    },
  )
}
