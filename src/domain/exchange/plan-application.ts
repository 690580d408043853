/** What an application needs in Exchange, in the order that never opens a hole. @see setup-automation 1.2 */
import { groupsOf, heldByApplication, isMember, mailboxAt, same } from './facts-of.ts'
import type { ExchangeFacts } from './facts.schema.ts'
import type { Action, Application } from './plan.schema.ts'
import { noExtras, ownPolicies, policyRemovals, type PlanExtras } from './plan-extras.ts'
import type { ExchangeWanted } from './wanted.ts'

/** What a plan leaves to a person. */
export const leftOut = [
  'application-unknown',
  'customisation',
  'access-policy',
  'ews',
  // Of a plan that takes everything out again.
  'remove-unread',
  'remove-other-role',
  'remove-shared-scope',
  'remove-policy-group',
  'remove-smtp-auth',
  'remove-group',
] as const
export type LeftOut = (typeof leftOut)[number]

interface Planned {
  readonly actions: readonly Action[]
  readonly left: readonly LeftOut[]
}

const longestName = 64

export function applicationActions(
  wanted: ExchangeWanted,
  facts: ExchangeFacts | null,
  extras: PlanExtras = noExtras,
): Planned {
  const { app, roles, appFullAccess, ews } = wanted
  if (roles.length === 0 && !appFullAccess && !ews) return { actions: [], left: [] }
  if (app === null) return { actions: [], left: ['application-unknown'] }
  const organisation = facts?.organisation.state === 'read' ? facts.organisation.value : null
  const left: LeftOut[] = []
  const actions: Action[] = []
  if (roles.length > 0 || appFullAccess) actions.push(...principal(app, facts))
  if (appFullAccess) actions.push(...mailboxAccess(wanted, app, facts))
  if (roles.length > 0) {
    // It cannot be undone, so it is never slipped into a plan.
    if (organisation?.isDehydrated === true && !extras.customise) left.push('customisation')
    else {
      const customise = extras.customise && organisation?.isDehydrated !== false
      const limits = limit(wanted, app, facts, { withPrincipal: actions.length > 0, customise })
      if (customise && limits.length > 0)
        actions.unshift({ kind: 'customisation', id: 'customise', needs: [], confirmed: true })
      actions.push(...limits)
    }
    // While the consent stands, they are what limits the application.
    if (extras.removePolicies)
      actions.push(
        ...policyRemovals(
          facts,
          app.appId,
          actions.flatMap(({ kind, id }) => (kind === 'test-app' ? [id] : [])),
        ),
      )
    if (ownPolicies(facts, app.appId).some(({ group }) => !extras.removePolicies || group === null))
      left.push('access-policy')
  }
  if (ews) {
    const list = organisation?.ewsAllowedAppIds
    if (organisation?.ewsEnabled === false || list?.state !== 'read') left.push('ews')
    else if (list.value !== null && !list.value.some((one) => same(one, app.appId)))
      actions.push({ kind: 'ews-app', id: 'ews-app', needs: [], appId: app.appId, state: 'present' })
  }
  return { actions, left }
}

/** The group of this name in the domain the product sends from. */
export function groupAddress({ senders }: ExchangeWanted, name: string): string {
  const domain = senders[0]?.address.split('@').at(-1) ?? 'example.invalid'
  return `${aliasOf(name)}@${domain}`
}

function aliasOf(name: string): string {
  const plain = name.normalize('NFKD').toLowerCase()
  const alias = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
  return alias === '' ? 'mail-senders' : alias.slice(0, longestName)
}

function principal(app: Application, facts: ExchangeFacts | null): Action[] {
  const known = facts?.applications.servicePrincipals
  const there = known?.state === 'read' && known.value.some(({ objectId }) => same(objectId, app.objectId))
  return there ? [] : [{ kind: 'service-principal', id: 'principal', needs: [], app, state: 'present' }]
}

function mailboxAccess({ senders }: ExchangeWanted, app: Application, facts: ExchangeFacts | null): Action[] {
  return senders.flatMap(({ address }, index): Action[] => {
    const full = facts === null ? undefined : mailboxAt(facts, address)?.facts?.fullAccess
    if (full?.state === 'read' && heldByApplication(full.value, app.appId, app.objectId)) return []
    return [
      {
        kind: 'full-access',
        id: `application-${index + 1}`,
        needs: [],
        mailbox: { address, id: null },
        trustee: { kind: 'application', ...app },
        state: 'present',
      },
    ]
  })
}

function limit(
  wanted: ExchangeWanted,
  app: Application,
  facts: ExchangeFacts | null,
  { withPrincipal, customise }: { readonly withPrincipal: boolean; readonly customise: boolean },
): Action[] {
  const { roles, senders, outside } = wanted
  const scopes = facts?.applications.scopes
  const assignments = facts?.applications.assignments
  const names = [...new Set(roles.map(({ group }) => group))]
  const afterCustomising = customise ? ['customise'] : []
  const actions: Action[] = names.flatMap((name, index): Action[] => {
    const number = index + 1
    const at = { address: groupAddress(wanted, name), id: null }
    const group = facts === null ? undefined : groupsOf(facts).find((one) => same(one.address, at.address))
    const members = group?.members.state === 'read' ? group.members.value : null
    const made = group === undefined
    const scoped = scopes?.state === 'read' && scopes.value.some((one) => same(one.name, scopeName(name)))
    const afterGroup = made ? [`group-${number}`] : []
    return [
      ...onlyIf(made, {
        kind: 'security-group',
        id: `group-${number}`,
        needs: [],
        address: at.address,
        name: name.slice(0, longestName),
        displayName: name.slice(0, 256),
        alias: aliasOf(name),
        state: 'present',
      }),
      ...senders
        .filter(({ address }) => members === null || facts === null || !isMember(facts, members, address))
        .map(({ address }, member): Action => ({
          kind: 'group-member',
          id: `member-${number}-${member + 1}`,
          needs: afterGroup,
          group: at,
          member: { address, id: null },
          state: 'present',
        })),
      ...onlyIf(!scoped, {
        kind: 'scope',
        id: `scope-${number}`,
        needs: [...afterCustomising, ...afterGroup],
        name: scopeName(name),
        filter: { by: 'group', group: at },
        state: 'present',
      }),
    ]
  })
  const ids = new Set(actions.map(({ id }) => id))
  const assigned = roles.flatMap(({ role, group }, index): Action[] => {
    const there =
      assignments?.state === 'read' &&
      assignments.value.some(
        (one) =>
          same(one.objectId, app.objectId) &&
          same(one.role, role) &&
          one.scope !== null &&
          same(one.scope, scopeName(group)),
      )
    if (there) return []
    const scope = `scope-${names.indexOf(group) + 1}`
    return [
      {
        kind: 'app-role',
        id: `role-${index + 1}`,
        needs: [
          ...afterCustomising,
          ...(withPrincipal ? ['principal'] : []),
          ...(ids.has(scope) ? [scope] : []),
        ],
        name: `${role} ${app.appId.slice(0, 8)}`.slice(0, longestName),
        app,
        role,
        scope: scopeName(group),
        state: 'present',
      },
    ]
  })
  if (actions.length + assigned.length === 0) return []
  return [...actions, ...assigned, ...tests(app, wanted, assigned, [senders[0]?.address, outside[0]])]
}

/** One mailbox inside and one outside: the answer comes from the roles alone and is not held back by a cache. */
function tests(
  app: Application,
  { roles }: ExchangeWanted,
  assigned: readonly Action[],
  [inside, out]: readonly (string | undefined)[],
): Action[] {
  const role = roles[0]?.role
  if (role === undefined) return []
  const needs = assigned.map(({ id }) => id).slice(0, 50)
  const test = (id: string, address: string | undefined, expect: 'in-scope' | 'out-of-scope'): Action[] =>
    address === undefined
      ? []
      : [{ kind: 'test-app', id, needs, app, mailbox: { address, id: null }, role, expect }]
  return [...test('test-inside', inside, 'in-scope'), ...test('test-outside', out, 'out-of-scope')]
}

export function onlyIf(wanted: boolean, action: Action): Action[] {
  return wanted ? [action] : []
}

export function scopeName(group: string): string {
  return `${group.slice(0, longestName - 6)} scope`
}
