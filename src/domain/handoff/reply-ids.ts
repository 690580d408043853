/** The ids that a reply brings: they fill a gap and never replace what is known, because sign-ins may hang on it. */
import { checkClientId, checkId } from '../fields/id.ts'
import type { AppError } from '../problem/app-error.ts'
import { holds } from '../recipe/conditions.ts'
import type { Recipe } from '../recipe/recipe.schema.ts'
import { err, ok, type Result } from '../result.ts'
import type { GivenTenant } from '../setup/given-tenant.ts'
import type { Setup } from '../setup/setup.schema.ts'
import type { Answer, ReplyId } from './handoff.schema.ts'

/** The question of the shared steps that asks for the third id of a registration; only Entra shows it. */
const enterpriseObject = 'enterprise-object-id'

/** The object id of the Enterprise application as this setup knows it; undefined where its product needs none. */
export function enterpriseObjectId(
  { answers }: Pick<Setup, 'answers'>,
  recipe: Recipe,
): string | null | undefined {
  const question = recipe.questions.find(({ id }) => id === enterpriseObject)
  if (question === undefined || !holds(question.when, answers, recipe)) return undefined
  const answer = answers[enterpriseObject]
  return typeof answer === 'string' && answer !== '' ? answer : null
}

/**
 * The setup with what only the reply knew, and which ids these are. `tenant`: what the reply names, looked up where it
 * is a domain; null when it names none. Errors: field-not-valid, reply-other-id.
 */
export function takeIds(
  setup: Setup,
  recipe: Recipe,
  reply: Pick<Answer, 'clientId' | 'enterpriseObjectId'>,
  tenant: GivenTenant | null,
): Result<{ setup: Setup; changed: ReplyId[] }, AppError> {
  const changed: ReplyId[] = []
  const other = (id: ReplyId): Result<never, AppError> => err({ code: 'reply-other-id', id, field: id })
  let next = setup

  if (tenant !== null) {
    const match = compareTenants(setup, tenant)
    if (match === 'other' || (match === 'new' && setup.practice !== null)) return other('tenantId')
    if (match === 'new') {
      next = {
        ...next,
        tenantId: tenant.tenantId,
        tenantName: setup.tenantName ?? tenant.tenantName,
      }
      changed.push('tenantId')
    }
  }

  if (reply.clientId.trim() !== '') {
    const value = checkClientId(reply.clientId, next)
    if (!value.ok) return value
    if (setup.clientId !== value.value) {
      if (setup.clientId !== null || setup.practice !== null) return other('clientId')
      next = { ...next, clientId: value.value }
      changed.push('clientId')
    }
  }

  const third = (reply.enterpriseObjectId ?? '').trim()
  const known = enterpriseObjectId(setup, recipe)
  // a product that has no use for it loses nothing when it is left out
  if (third !== '' && known !== undefined) {
    const value = checkId('service-principal-id', third, next, 'enterpriseObjectId')
    if (!value.ok) return value
    if (known !== value.value) {
      if (known !== null || setup.practice !== null) return other('enterpriseObjectId')
      next = { ...next, answers: { ...next.answers, [enterpriseObject]: value.value } }
      changed.push('enterpriseObjectId')
    }
  }
  return ok({ setup: next, changed })
}

/** A domain whose id could not be looked up tells nothing of an id that is known. */
function compareTenants(here: GivenTenant, theirs: GivenTenant): 'same' | 'other' | 'new' {
  const sameName = theirs.tenantName !== null && theirs.tenantName === here.tenantName
  if (here.tenantId !== null) {
    if (theirs.tenantId === null) return sameName ? 'same' : 'other'
    return theirs.tenantId === here.tenantId ? 'same' : 'other'
  }
  if (theirs.tenantId !== null) return 'new'
  if (sameName) return 'same'
  return here.tenantName === null ? 'new' : 'other'
}
