/**
 * Takes out of Exchange what a setup asked for and a reading shows, when its application leaves the tenant: what points
 * at something goes before what it points at. @see setup-automation 1.2, 1.3
 */
import { rbacRoles } from '../recipe/recipe.schema.ts'
import type { PlanHead } from './build-plan.ts'
import { groupsOf, heldByApplication, mailboxAt, same } from './facts-of.ts'
import type { ExchangeFacts, Holder } from './facts.schema.ts'
import { scopeName, type LeftOut } from './plan-application.ts'
import { ownPolicies, policyRemovals } from './plan-extras.ts'
import { exchangePlanFormat, type Action, type Application, type SetPlan } from './plan.schema.ts'
import type { Readable } from './trouble.schema.ts'
import type { ExchangeWanted, WantedSender } from './wanted.ts'

const retry = { tries: 4, waitSeconds: 15 }
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const longestName = 64

interface Removal {
  readonly actions: readonly Action[]
  readonly left: readonly LeftOut[]
}

/** `plan` is null where nothing of the setup is there. What could not be read is left, never taken for gone. */
export function removalPlan(
  head: PlanHead,
  wanted: ExchangeWanted,
  facts: ExchangeFacts,
): { readonly plan: SetPlan | null; readonly left: readonly LeftOut[] } {
  const rights = wanted.senders.map((sender, index) => rightRemovals(sender, facts, index + 1))
  const known = knownApplication(wanted, facts)
  const parts: Removal[] = [
    ...(wanted.byApplication ? [applicationRemovals(wanted, facts, known)] : []),
    ...rights,
    ...(wanted.appFullAccess ? [accessRemovals(wanted, facts, known)] : []),
    ...(wanted.ews ? [ewsRemoval(wanted, facts)] : []),
    // Other products of the same mailboxes may need it, and nothing that is read tells.
    ...(wanted.smtpAuth ? [{ actions: [], left: ['remove-smtp-auth'] } as const] : []),
  ]
  const before = parts.flatMap(({ actions }) => actions)
  const actions = [
    ...before,
    // Last: once it is gone, no role of it can be told from another.
    ...(wanted.byApplication && known !== null && isFree(known, facts, before)
      ? [principalRemoval(known, before)]
      : []),
  ]
  const left = [...new Set(parts.flatMap((part) => part.left))]
  return {
    plan:
      actions.length === 0
        ? null
        : { format: exchangePlanFormat, version: 1, kind: 'set', ...head, retry, actions },
    left: [...left, ...(wanted.roles.length > 0 ? (['remove-group'] as const) : [])],
  }
}

/** As Exchange has it: in Entra ID it may be deleted already. Null: Exchange does not show it. */
function knownApplication({ clientId }: ExchangeWanted, { applications }: ExchangeFacts): Application | null {
  const { servicePrincipals } = applications
  if (clientId === null || servicePrincipals.state !== 'read') return null
  const found = servicePrincipals.value.find(({ appId }) => same(appId, clientId))
  if (found === undefined || !guid.test(found.appId) || !guid.test(found.objectId)) return null
  const { appId, objectId, name } = found
  return { appId, objectId, name: name === '' ? appId : name.slice(0, 256) }
}

function applicationRemovals(wanted: ExchangeWanted, facts: ExchangeFacts, app: Application | null): Removal {
  const { clientId, roles } = wanted
  if (clientId === null) return { actions: [], left: ['application-unknown'] }
  const { servicePrincipals, assignments, scopes, accessPolicies } = facts.applications
  const left: LeftOut[] = []
  if (servicePrincipals.state !== 'read' || accessPolicies.state !== 'read') left.push('remove-unread')
  const policies = policyRemovals(facts, clientId, [])
  if (ownPolicies(facts, clientId).some(({ group }) => group === null)) left.push('remove-policy-group')
  if (app === null) return { actions: policies, left }
  if (assignments.state !== 'read' || scopes.state !== 'read')
    return { actions: policies, left: ['remove-unread'] }
  const own = assignments.value.filter(({ objectId }) => same(objectId, app.objectId))
  const removable = own.flatMap(({ name, role, scope }) => {
    const known = rbacRoles.find((one) => same(one, role))
    return known === undefined || scope === null || scope.length > longestName || name === ''
      ? []
      : [{ name: name.slice(0, longestName), role: known, scope }]
  })
  if (removable.length < own.length) left.push('remove-other-role')
  const assigned = removable.map((one, index): Action => ({
    kind: 'app-role',
    id: `remove-role-${index + 1}`,
    needs: [],
    ...one,
    app,
    state: 'absent',
  }))
  const names = [...new Set(roles.map(({ group }) => scopeName(group)))]
  const there = scopes.value.filter((one) => names.some((name) => same(name, one.name)))
  const shared = (name: string) =>
    assignments.value.some(
      ({ objectId, scope }) => scope !== null && same(scope, name) && !same(objectId, app.objectId),
    )
  if (there.some(({ name }) => shared(name))) left.push('remove-shared-scope')
  // Of a list that was cut short nobody knows whose roles are missing from it.
  const whole = facts.cutShort.length === 0
  if (!whole && there.length > 0) left.push('remove-unread')
  const emptied = there
    .filter(({ name }) => whole && !shared(name))
    .map(({ name, filter }, index): Action => ({
      kind: 'scope',
      id: `remove-scope-${index + 1}`,
      needs: removable.flatMap(({ scope }, at) => (same(scope, name) ? [`remove-role-${at + 1}`] : [])),
      name,
      filter: { by: 'filter', filter },
      state: 'absent',
    }))
  return { actions: [...assigned, ...emptied, ...policies], left }
}

/** Rights that the setup asked for and that this very account holds; held through a group they are the group's. */
function rightRemovals(
  { address, kind, signInAs, rights }: WantedSender,
  facts: ExchangeFacts,
  number: number,
): Removal {
  const group = kind === 'group' ? (groupsOf(facts).find((one) => same(one.address, address)) ?? null) : null
  const mailbox = kind === 'group' ? null : (mailboxAt(facts, address)?.facts ?? null)
  const found = group ?? mailbox
  if (rights.length === 0) return { actions: [], left: [] }
  if (found === null) return { actions: [], left: ['remove-unread'] }
  const target = { address, id: guidOrNull(found.id) }
  const holds = (right: Readable<readonly Holder[]> | undefined): Holder | null =>
    right?.state === 'read'
      ? (right.value.find((one) => one.address !== null && same(one.address, signInAs)) ?? null)
      : null
  const unread = (right: Readable<unknown> | undefined) => right !== undefined && right.state !== 'read'
  const trustee = (one: Holder) =>
    ({ kind: 'recipient', address: signInAs, id: guidOrNull(one.id ?? '') }) as const
  const fullAccess = mailbox?.fullAccess
  const sendAs = rights.includes('send-as') ? holds(found.sendAs) : null
  const behalf = rights.includes('send-on-behalf')
    ? holds({ state: 'read', value: found.sendOnBehalf })
    : null
  const opened = rights.includes('full-access') ? holds(fullAccess) : null
  const actions: Action[] = []
  if (sendAs !== null)
    actions.push({
      ...{ kind: 'send-as', id: `remove-send-as-${number}`, needs: [], target },
      ...{ trustee: trustee(sendAs), state: 'absent' },
    })
  // The delegates of a dynamic group cannot be read back.
  if (behalf !== null && group?.kind !== 'dynamic')
    actions.push({
      ...{ kind: 'send-on-behalf', id: `remove-send-on-behalf-${number}`, needs: [], target },
      ...{ targetKind: group?.kind ?? 'mailbox', trustee: trustee(behalf), state: 'absent' },
    })
  if (opened !== null)
    actions.push({
      ...{ kind: 'full-access', id: `remove-full-access-${number}`, needs: [], mailbox: target },
      ...{ trustee: trustee(opened), state: 'absent' },
    })
  const missed =
    (rights.includes('send-as') && unread(found.sendAs)) ||
    (rights.includes('full-access') && unread(fullAccess))
  return { actions, left: missed ? ['remove-unread'] : [] }
}

/** Full Access of the application itself. */
function accessRemovals({ senders }: ExchangeWanted, facts: ExchangeFacts, app: Application | null): Removal {
  if (app === null) return { actions: [], left: [] }
  const left: LeftOut[] = []
  const actions = senders.flatMap(({ address }, index): Action[] => {
    const found = mailboxAt(facts, address)?.facts ?? null
    if (found === null || found.fullAccess.state !== 'read') {
      left.push('remove-unread')
      return []
    }
    if (!heldByApplication(found.fullAccess.value, app.appId, app.objectId)) return []
    return [
      {
        ...{ kind: 'full-access', id: `remove-application-${index + 1}`, needs: [] },
        ...{ mailbox: { address, id: guidOrNull(found.id) }, trustee: { kind: 'application', ...app } },
        state: 'absent',
      },
    ]
  })
  return { actions, left }
}

function ewsRemoval({ clientId }: ExchangeWanted, { organisation }: ExchangeFacts): Removal {
  const list = organisation.state === 'read' ? organisation.value.ewsAllowedAppIds : organisation
  if (list.state !== 'read') return { actions: [], left: ['remove-unread'] }
  const listed = clientId !== null && guid.test(clientId) && list.value?.some((one) => same(one, clientId))
  return {
    actions:
      listed === true
        ? [{ kind: 'ews-app', id: 'remove-ews-app', needs: [], appId: clientId ?? '', state: 'absent' }]
        : [],
    left: [],
  }
}

/** Whether the plan takes every role away that points at it; of roles that could not be read nobody knows. */
function isFree(app: Application, { applications }: ExchangeFacts, before: readonly Action[]): boolean {
  const { assignments } = applications
  if (assignments.state !== 'read') return false
  const own = assignments.value.filter(({ objectId }) => same(objectId, app.objectId))
  return own.length === before.filter(({ kind }) => kind === 'app-role').length
}

function principalRemoval(app: Application, before: readonly Action[]): Action {
  const needs = before.flatMap(({ kind, id }) => (kind === 'app-role' ? [id] : [])).slice(0, 50)
  return { kind: 'service-principal', id: 'remove-principal', needs, app, state: 'absent' }
}

function guidOrNull(id: string): string | null {
  return guid.test(id) ? id : null
}
