/** The practice administrator's work in Exchange for applications, delegates, folders and EWS. @see reference 1.3, 4.6, 6.6 */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { StepEvent } from '../../../domain/step/step-event.schema.ts'
import { needed } from '../../../domain/recipe/conditions.ts'
import { fill } from '../../../domain/recipe/placeholders.ts'
import { exchangeActions, type PracticeAction } from '../../../domain/recipe/recipe.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { PracticeAdmin, TenantView } from '../../../practice/index.ts'
import type { PracticeContext, PracticeOutcome } from '../../services/desk/practice-host.port.ts'
import { groupsAmong, sendersOf } from './senders.ts'

type ExchangeAction = (typeof exchangeActions)[number]
type Registration = TenantView['registrations'][number]

export function isExchangeAction(action: PracticeAction): action is ExchangeAction {
  return exchangeActions.some((one) => one === action)
}

type Done = Promise<Result<PracticeOutcome, AppError>>

export const done = (event: StepEvent): Result<PracticeOutcome, AppError> => ok({ event })

export async function performExchangeAction(
  admin: PracticeAdmin,
  action: ExchangeAction,
  context: PracticeContext,
  registration: Registration | undefined,
): Done {
  if (action === 'create-scope') return createScope(admin, context)
  if (action === 'create-group-scopes') return createGroupScopes(admin, context)
  if (action === 'grant-full-access') return grantFullAccess(admin, context)
  if (action === 'create-reply-folder') return createReplyFolder(admin, context)
  if (registration === undefined) return err(notRegistered())
  const { clientId, servicePrincipalId } = registration
  switch (action) {
    case 'register-service-principal': {
      await admin.registerServicePrincipal(clientId, servicePrincipalId)
      return done({ code: 'application-known', objectId: servicePrincipalId })
    }
    case 'assign-app-roles':
      return assignRoles(admin, context, clientId)
    case 'remove-app-consent':
      return removeConsent(admin, sendersRoles(context), registration)
    case 'remove-group-consent':
      return removeConsent(admin, groupRoles(context), registration)
    case 'assign-group-roles':
      return assignGroupRoles(admin, context, clientId)
    case 'grant-app-full-access': {
      const senders = await sendersOf(admin, context)
      const groups = await groupsAmong(admin, senders)
      const mailboxes = senders.filter(({ address }) => !groups.has(address))
      for (const { address } of mailboxes) await admin.grantAppFullAccess(address, clientId)
      return done({ code: 'application-full-access', count: mailboxes.length })
    }
    case 'allow-ews': {
      const before = (await admin.describe()).ews.allowedAppIds ?? []
      await admin.setEws(true, [...before, clientId])
      const { ews } = await admin.describe()
      return done({ code: 'ews-allowed', count: ews.allowedAppIds?.length ?? 0 })
    }
  }
}

async function grantFullAccess(admin: PracticeAdmin, context: PracticeContext): Done {
  const senders = await sendersOf(admin, context)
  const groups = await groupsAmong(admin, senders)
  const delegated = senders.filter(({ address, signInAs }) => address !== signInAs && !groups.has(address))
  if (delegated.length === 0) return done({ code: 'no-delegates' })
  for (const { address, signInAs } of delegated) await admin.grantFullAccess(address, signInAs)
  return done({
    code: 'full-access-granted',
    pairs: delegated.map(({ address, signInAs }) => `${signInAs} → ${address}`),
  })
}

async function createScope(admin: PracticeAdmin, context: PracticeContext): Done {
  const name = scopeName(context)
  const senders = await sendersOf(admin, context)
  await groupsAmong(admin, senders)
  await admin.createScope(
    name,
    senders.map(({ address }) => address),
  )
  return done({ code: 'scope-created', group: name, count: senders.length })
}

/** The scopes of the roles that have a group of their own: of those whose calendar is worked with. */
async function createGroupScopes(admin: PracticeAdmin, context: PracticeContext): Done {
  const named = context.calendars.length > 0 ? context.calendars : [(await admin.endpoints()).recipient]
  const members = named.map((address) => address.toLowerCase())
  const groups = new Set(groupRoles(context).map((role) => groupOf(role, context)))
  for (const group of groups) await admin.createScope(group, members)
  return done({ code: 'scope-created', group: [...groups].join(', '), count: members.length })
}

async function assignGroupRoles(admin: PracticeAdmin, context: PracticeContext, clientId: string): Done {
  const roles = groupRoles(context)
  for (const role of roles) await admin.assignAppRole(clientId, role.name, groupOf(role, context))
  const groups = new Set(roles.map((role) => groupOf(role, context)))
  return done({
    code: 'roles-assigned',
    group: [...groups].join(', '),
    roles: roles.map(({ name }) => name),
  })
}

const groupOf = ({ group }: { readonly group?: string | undefined }, { values }: PracticeContext) =>
  fill(group ?? '', values).text

/** The group's name as the setup has it; a name of our own where nobody answered. */
function scopeName({ recipe, values }: PracticeContext): string {
  const filled = fill(recipe.scoping?.group ?? '', values)
  const whole = filled.missing.length === 0 && filled.text.trim() !== ''
  return whole ? filled.text.trim() : 'Mail senders'
}

const rolesOf = ({ recipe, answers }: PracticeContext) => needed(recipe.scoping?.roles ?? [], answers, recipe)
const sendersRoles = (context: PracticeContext) => rolesOf(context).filter(({ group }) => group === undefined)
const groupRoles = (context: PracticeContext) => rolesOf(context).filter(({ group }) => group !== undefined)

async function assignRoles(admin: PracticeAdmin, context: PracticeContext, clientId: string): Done {
  const scope = scopeName(context)
  const roles = sendersRoles(context)
  if (roles.length === 0) return done({ code: 'no-roles' })
  for (const { name } of roles) await admin.assignAppRole(clientId, name, scope)
  return done({ code: 'roles-assigned', group: scope, roles: roles.map(({ name }) => name) })
}

async function removeConsent(
  admin: PracticeAdmin,
  roles: readonly { readonly replaces: string }[],
  registration: Registration,
): Done {
  const replaced = new Set(roles.map(({ replaces }) => replaces))
  const gone = registration.permissions.filter(
    ({ kind, value }) => kind === 'application' && replaced.has(value),
  )
  if (gone.length === 0) return done({ code: 'nothing-replaced' })
  for (const { resource, value } of gone)
    await admin.revokeAppPermission(registration.clientId, resource, value)
  await admin.updateApplication(registration.clientId, {
    permissions: registration.permissions.filter((permission) => !gone.includes(permission)),
  })
  return done({ code: 'permissions-removed', permissions: gone.map(({ value }) => value) })
}

async function createReplyFolder(admin: PracticeAdmin, context: PracticeContext): Done {
  const name = context.values['reply-folder'] ?? 'Replies'
  const { recipe, answers } = context
  const inShared = needed([{ when: { answer: 'reply-mailbox', is: 'shared' } }], answers, recipe).length > 0
  const senders = await sendersOf(admin, context)
  // a group has no folders
  const groups = await groupsAmong(admin, senders)
  const addresses = new Set(
    inShared
      ? senders.flatMap(({ address, signInAs }) =>
          address === signInAs || groups.has(address) ? [] : [address],
        )
      : senders.map(({ signInAs }) => signInAs),
  )
  if (addresses.size === 0) return done({ code: 'no-shared-mailbox' })
  for (const address of addresses) await admin.createFolder(address, name)
  return done({ code: 'folder-created', folder: name, addresses: [...addresses] })
}

export function notRegistered(): AppError {
  return { code: 'practice-unregistered' }
}
