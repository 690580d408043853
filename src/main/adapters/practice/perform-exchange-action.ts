/** The practice administrator's work in Exchange for applications, delegates, folders and EWS. @see reference 1.3, 4.6, 6.6 */
import { appError, type AppError } from '../../../domain/app-error.ts'
import { needed } from '../../../domain/recipe/conditions.ts'
import { fill } from '../../../domain/recipe/placeholders.ts'
import { exchangeActions, type PracticeAction } from '../../../domain/recipe/recipe.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { PracticeAdmin, TenantView } from '../../../practice/index.ts'
import type { PracticeContext, PracticeOutcome } from '../../ports/practice-host.ts'
import { count, groupsAmong, sendersOf } from './senders.ts'

type ExchangeAction = (typeof exchangeActions)[number]
type Registration = TenantView['registrations'][number]

export function isExchangeAction(action: PracticeAction): action is ExchangeAction {
  return exchangeActions.some((one) => one === action)
}

type Done = Promise<Result<PracticeOutcome, AppError>>

const said = (text: string): Result<PracticeOutcome, AppError> => ok({ said: text })

export async function performExchangeAction(
  admin: PracticeAdmin,
  action: ExchangeAction,
  context: PracticeContext,
  registration: Registration | undefined,
): Done {
  if (action === 'create-scope') return createScope(admin, context)
  if (action === 'grant-full-access') return grantFullAccess(admin, context)
  if (action === 'create-reply-folder') return createReplyFolder(admin, context)
  if (registration === undefined) return err(notRegistered())
  const { clientId, servicePrincipalId } = registration
  switch (action) {
    case 'register-service-principal': {
      await admin.registerServicePrincipal(clientId, servicePrincipalId)
      return said(
        `Exchange knows the application now, under ${servicePrincipalId}, the object id of its Enterprise application.`,
      )
    }
    case 'assign-app-roles':
      return assignRoles(admin, context, clientId)
    case 'remove-app-consent':
      return removeConsent(admin, context, registration)
    case 'grant-app-full-access': {
      const senders = await sendersOf(admin, context)
      for (const { address } of senders) await admin.grantAppFullAccess(address, clientId)
      return said(`The application has Full Access to ${count(senders.length, 'mailbox', 'mailboxes')}.`)
    }
    case 'allow-ews': {
      const before = (await admin.describe()).ews.allowedAppIds ?? []
      await admin.setEws(true, [...before, clientId])
      const { ews } = await admin.describe()
      return said(
        `EWS is on for ${count(ews.allowedAppIds?.length ?? 0, 'application', 'applications')}, this one among them, until 1 April 2027.`,
      )
    }
  }
}

async function grantFullAccess(admin: PracticeAdmin, context: PracticeContext): Done {
  const senders = await sendersOf(admin, context)
  const groups = await groupsAmong(admin, senders)
  const delegated = senders.filter(({ address, signInAs }) => address !== signInAs && !groups.has(address))
  if (delegated.length === 0) return said('Every mailbox signs in for itself, so nobody needs Full Access.')
  for (const { address, signInAs } of delegated) await admin.grantFullAccess(address, signInAs)
  return said(
    `Full Access is granted: ${delegated.map(({ address, signInAs }) => `${signInAs} to ${address}`).join(', ')}.`,
  )
}

async function createScope(admin: PracticeAdmin, context: PracticeContext): Done {
  const name = scopeName(context)
  const senders = await sendersOf(admin, context)
  await admin.createScope(
    name,
    senders.map(({ address }) => address),
  )
  return said(
    `The group “${name}” and the management scope on it hold ${count(senders.length, 'mailbox', 'mailboxes')}.`,
  )
}

/** The group's name as the setup has it; a name of our own where nobody answered. */
function scopeName({ recipe, values }: PracticeContext): string {
  const filled = fill(recipe.scoping?.group ?? '', values)
  const whole = filled.missing.length === 0 && filled.text.trim() !== ''
  return whole ? filled.text.trim() : 'Mail senders'
}

const rolesOf = ({ recipe, answers }: PracticeContext) => needed(recipe.scoping?.roles ?? [], answers, recipe)

async function assignRoles(admin: PracticeAdmin, context: PracticeContext, clientId: string): Done {
  const scope = scopeName(context)
  const roles = rolesOf(context)
  if (roles.length === 0) return said('The answers of this setup call for no role.')
  for (const { name } of roles) await admin.assignAppRole(clientId, name, scope)
  return said(`Assigned within “${scope}”: ${roles.map(({ name }) => name).join(', ')}.`)
}

async function removeConsent(
  admin: PracticeAdmin,
  context: PracticeContext,
  registration: Registration,
): Done {
  const replaced = new Set(rolesOf(context).map(({ replaces }) => replaces))
  const gone = registration.permissions.filter(
    ({ kind, value }) => kind === 'application' && replaced.has(value),
  )
  if (gone.length === 0)
    return said('The registration asks for no permission that a role replaces; nothing had to be taken away.')
  for (const { resource, value } of gone)
    await admin.revokeAppPermission(registration.clientId, resource, value)
  await admin.updateApplication(registration.clientId, {
    permissions: registration.permissions.filter((permission) => !gone.includes(permission)),
  })
  return said(
    `Taken away for the whole tenant: ${gone.map(({ value }) => value).join(', ')}. From the next token on only the roles count.`,
  )
}

async function createReplyFolder(admin: PracticeAdmin, context: PracticeContext): Done {
  const name = context.values['reply-folder'] ?? 'Replies'
  const { recipe, answers } = context
  const inShared = needed([{ when: { answer: 'reply-mailbox', is: 'shared' } }], answers, recipe).length > 0
  const senders = await sendersOf(admin, context)
  const addresses = new Set(
    inShared
      ? senders.flatMap(({ address, signInAs }) => (address === signInAs ? [] : [address]))
      : senders.map(({ signInAs }) => signInAs),
  )
  if (addresses.size === 0)
    return said('No shared mailbox is among the senders yet, so no reply folder was made.')
  for (const address of addresses) await admin.createFolder(address, name)
  return said(`The folder “${name}” is in ${[...addresses].join(', ')}.`)
}

export function notRegistered(): AppError {
  return appError('not-found', 'The practice tenant has no registration for this product yet.', {
    next: 'Do the step that registers the application first.',
  })
}
