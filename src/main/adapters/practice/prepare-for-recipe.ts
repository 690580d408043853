/** Brings a prepared practice tenant to where the recipe's Exchange steps lead: scopes, roles, folders, EWS. */
import { holds } from '../../../domain/recipe/conditions.ts'
import { PracticeError, type PracticeAdmin, type PracticeTenant } from '../../../practice/index.ts'
import type { PracticeContext } from '../../services/desk/practice-host.port.ts'
import { isExchangeAction } from './perform-exchange-action.ts'
import { performAction } from './perform-action.ts'

/** A tenant that could not be prepared does not run on unseen: its ports would keep the process alive for good. */
export async function preparedOrClosed(
  tenant: PracticeTenant,
  contexts: readonly PracticeContext[],
): Promise<PracticeTenant> {
  try {
    for (const context of contexts) await prepareForRecipe(tenant.admin, context)
    return tenant
  } catch (error) {
    // what it could not save then either is the same trouble
    await tenant.close().catch(() => undefined)
    throw error
  }
}

/** Does nothing in a tenant that was prepared before: what a person changed since then stays changed. */
export async function prepareForRecipe(admin: PracticeAdmin, context: PracticeContext): Promise<void> {
  const { recipe, answers } = context
  const actions = recipe.steps
    .filter(({ when }) => holds(when, answers, recipe))
    .flatMap(({ practice }) => practice)
    .filter((action) => isExchangeAction(action))
  if (actions.length === 0) return
  const view = await admin.describe()
  const registration = view.registrations.find((one) => one.recipe === recipe.id)
  if (registration === undefined) return
  const done =
    view.servicePrincipals.some(({ appId }) => appId === registration.clientId) ||
    view.ews.allowedAppIds?.includes(registration.clientId) === true
  if (done) return
  for (const action of actions) {
    const performed = await performAction(admin, action, context)
    if (performed.ok) continue
    const { code, details } = performed.error
    if (code === 'practice-disk-full') throw new PracticeError('disk', details ?? code)
    throw new Error(`prepared practice tenant: ${action}: ${code}`)
  }
}
