/**
 * What an application may reach: roles in Exchange and access policies are two layers of one answer, and the consent in
 * Entra ID is a third that Exchange does not show. @see setup-automation 1.2
 */
import { groupsOf, heldByApplication, isMember, mailboxAt, same, unread } from './facts-of.ts'
import type { ExchangeFacts } from './facts.schema.ts'
import { finding, type ExchangeFinding } from './finding.ts'
import type { ExchangeWanted, WantedRole } from './wanted.ts'

export function applicationFindings(
  wanted: ExchangeWanted,
  facts: ExchangeFacts,
  address: string,
): ExchangeFinding[] {
  const { clientId } = wanted
  if (clientId === null) return [finding('service-principal', 'unknown', 'application-unknown', {})]
  if (wanted.roles.length === 0)
    return [
      ...(wanted.appFullAccess ? appAccess(wanted, facts, clientId, address) : []),
      ...policyFindings(wanted, facts, address, 'blocks'),
      finding('consent', 'note', 'consent-elsewhere', {}),
    ]
  const known = registered(wanted, facts, clientId)
  if (known.objectId === null) return known.findings
  const { objectId } = known
  const roles = wanted.roles.flatMap((one) => roleFindings(facts, clientId, objectId, one, address))
  // A role that reaches the mailbox opens it whatever a policy says about the consent.
  const reached = roles.every(({ effect }) => effect === 'note')
  return [...known.findings, ...roles, ...policyFindings(wanted, facts, address, reached ? 'note' : 'blocks')]
}

/** A mailbox the application must stay out of. */
export function outsideFindings(
  { clientId, roles }: ExchangeWanted,
  facts: ExchangeFacts,
  address: string,
): ExchangeFinding[] {
  if (clientId === null || roles.length === 0) return []
  const tested = testOf(facts, clientId, address)
  if (tested === null) return [unread('scope', { state: 'not-asked' })]
  if (tested.roles.state !== 'read') return [unread('scope', tested.roles)]
  return tested.roles.value
    .filter(({ inScope }) => inScope === true)
    .map(({ role }) => finding('scope', 'blocks', 'reaches-outside', { address, role }))
}

function registered(
  { app }: Pick<ExchangeWanted, 'app'>,
  { applications }: ExchangeFacts,
  appId: string,
): { objectId: string | null; findings: ExchangeFinding[] } {
  const { servicePrincipals } = applications
  if (servicePrincipals.state !== 'read')
    return { objectId: null, findings: [unread('service-principal', servicePrincipals)] }
  const found = servicePrincipals.value.find((one) => same(one.appId, appId))
  if (found === undefined)
    return { objectId: null, findings: [finding('service-principal', 'blocks', 'not-registered', { appId })] }
  const { objectId } = found
  return {
    objectId,
    findings:
      app === null || same(app.objectId, objectId)
        ? []
        : [
            finding('service-principal', 'blocks', 'other-object-id', {
              found: objectId,
              wanted: app.objectId,
            }),
          ],
  }
}

function roleFindings(
  facts: ExchangeFacts,
  appId: string,
  objectId: string,
  { role }: WantedRole,
  address: string,
): ExchangeFinding[] {
  const { assignments } = facts.applications
  if (assignments.state !== 'read') return [unread('role', assignments)]
  const own = assignments.value.filter((one) => same(one.objectId, objectId) && same(one.role, role))
  const on = own.filter(({ enabled }) => enabled !== false)
  if (own.length === 0) return [finding('role', 'blocks', 'role-missing', { role })]
  if (on.length === 0) return [finding('role', 'blocks', 'role-off', { role })]
  // An administrative unit or a group limits as well; the test below knows them.
  if (on.some(({ scope, scopeType }) => scope === null && !/unit|group/i.test(scopeType)))
    return [finding('role', 'note', 'role-unlimited', { role })]
  const tested = testOf(facts, appId, address)
  if (tested?.roles.state === 'read') {
    const rows = tested.roles.value.filter((one) => same(one.role, role))
    if (rows.some(({ inScope }) => inScope === true)) return []
    if (rows.length > 0 && rows.every(({ inScope }) => inScope === false))
      return [finding('scope', 'blocks', 'out-of-scope', { role, scope: rows[0]?.scope ?? '' })]
  }
  return scopeFindings(facts, on[0]?.scope ?? '', role, address)
}

/** Without the test of Exchange itself: a scope of a group that was read with its members. */
function scopeFindings(facts: ExchangeFacts, name: string, role: string, address: string): ExchangeFinding[] {
  const { scopes } = facts.applications
  if (scopes.state !== 'read') return [unread('scope', scopes)]
  const filter = scopes.value.find((one) => same(one.name, name))?.filter.toLowerCase() ?? ''
  const group = groupsOf(facts).find(
    ({ distinguishedName: dn }) => dn !== '' && filter.includes(dn.toLowerCase()),
  )
  if (group?.members.state !== 'read') return [unread('scope', group?.members ?? { state: 'not-asked' })]
  return isMember(facts, group.members.value, address)
    ? []
    : [finding('scope', 'blocks', 'out-of-scope', { role, scope: name })]
}

/**
 * Deny wins; then a policy that restricts and holds the mailbox; then none at all. They limit Graph and EWS; SMTP does
 * not ask them. @see reference 6.6
 */
export function policyFindings(
  { clientId: appId, transport, ews }: ExchangeWanted,
  facts: ExchangeFacts,
  address: string,
  effect: 'blocks' | 'note',
): ExchangeFinding[] {
  if (appId === null || (transport.startsWith('smtp') && !ews)) return []
  const { accessPolicies } = facts.applications
  if (accessPolicies.state !== 'read')
    return effect === 'note' ? [] : [unread('access-policy', accessPolicies)]
  const own = accessPolicies.value.filter(({ appIds }) => appIds.some((one) => same(one, appId)))
  const within = own.map((policy) => ({ policy, holds: policyHolds(facts, policy, address) }))
  const denied = within.find(({ policy, holds }) => same(policy.right, 'DenyAccess') && holds === true)
  if (denied !== undefined)
    return [finding('access-policy', effect, 'policy-denies', { policy: denied.policy.scopeName })]
  if (within.some(({ holds }) => holds === null))
    return effect === 'note' ? [] : [unread('access-policy', { state: 'not-asked' })]
  const restrict = within.filter(({ policy }) => same(policy.right, 'RestrictAccess'))
  if (restrict.length === 0 || restrict.some(({ holds }) => holds === true)) return []
  const policies = restrict.map(({ policy }) => policy.scopeName)
  return [finding('access-policy', effect, 'policy-leaves-out', { policies })]
}

function policyHolds(
  facts: ExchangeFacts,
  { scopeName, scopeIdentity }: { readonly scopeName: string; readonly scopeIdentity: string },
  address: string,
): boolean | null {
  const names = [scopeName, scopeIdentity].filter((one) => one !== '')
  const group = groupsOf(facts).find(({ address: at, displayName, id, distinguishedName }) =>
    [at, displayName, id, distinguishedName].some(
      (one) => one !== '' && names.some((name) => same(one, name)),
    ),
  )
  return group?.members.state === 'read' ? isMember(facts, group.members.value, address) : null
}

function appAccess(
  { app }: Pick<ExchangeWanted, 'app'>,
  facts: ExchangeFacts,
  appId: string,
  address: string,
): ExchangeFinding[] {
  const known = registered({ app }, facts, appId)
  const mailbox = mailboxAt(facts, address)?.facts ?? null
  if (known.objectId === null || mailbox === null) return known.findings
  if (mailbox.fullAccess.state !== 'read')
    return [...known.findings, unread('full-access', mailbox.fullAccess)]
  const held = heldByApplication(mailbox.fullAccess.value, appId, known.objectId)
  return held
    ? known.findings
    : [
        ...known.findings,
        finding('full-access', 'blocks', 'full-access-missing', { address, who: app?.name ?? appId }),
      ]
}

function testOf(facts: ExchangeFacts, appId: string, address: string): ExchangeFacts['tests'][number] | null {
  return facts.tests.find((one) => same(one.appId, appId) && same(one.mailbox, address)) ?? null
}
