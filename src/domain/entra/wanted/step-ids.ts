/** Which step of a recipe's checklist a part of the registration belongs to. */
import { needed } from '../../recipe/conditions.ts'
import type { Recipe } from '../../recipe/recipe.schema.ts'
import type { PracticeAction } from '../../recipe/recipe-step.schema.ts'
import type { Answers } from '../../setup/setup.schema.ts'

/** Null where the recipe has no such step under these answers. */
export interface StepIds {
  readonly register: string | null
  readonly redirects: string | null
  readonly verificationRedirect: string | null
  readonly permissions: string | null
  readonly consent: string | null
  readonly secret: string | null
  readonly certificate: string | null
  readonly removeConsent: string | null
  /** Where security defaults, Conditional Access and assignment are looked at. */
  readonly signInRules: string | null
  readonly senders: string | null
}

/** A recipe may call a step as it likes: what the step does tells it. The last two do nothing in a tenant. */
export function stepIds(recipe: Recipe, answers: Answers): StepIds {
  const steps = needed(recipe.steps, answers, recipe)
  const doing = (action: PracticeAction) => steps.filter(({ practice }) => practice.includes(action))
  const first = (action: PracticeAction) => doing(action)[0]?.id ?? null
  const named = (id: string) => steps.find((step) => step.id === id)?.id ?? null
  const redirects = doing('set-redirects')
  const register = first('register-application')
  return {
    register,
    redirects: redirects.find(({ id }) => id !== 'verification-redirect')?.id ?? register,
    verificationRedirect: redirects.findLast(({ id }) => id === 'verification-redirect')?.id ?? register,
    permissions: first('add-permissions'),
    consent: first('grant-consent'),
    secret: first('add-secret'),
    certificate: first('add-certificate'),
    removeConsent: first('remove-app-consent'),
    signInRules: named('sign-in-rules') ?? named('assignment') ?? register,
    senders: steps.find(({ automation }) => automation === 'authorise')?.id ?? null,
  }
}
