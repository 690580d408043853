/** Checks of the tenant around the registration: rules that stop people, and domains that mail may come from. */
import type { ExchangeSide } from '../facts/exchange-side.schema.ts'
import type { AssignedFacts, EntraFacts } from '../facts/entra-facts.ts'
import { actsByItself, type Wanted } from '../wanted/wanted.ts'
import { baselineCheck } from './baseline-mode.ts'
import type { Check, CheckFacts } from './check.ts'
import { check, valueOf } from './compare.ts'
import { apiOf, type Apis } from './permissions.ts'

export function tenantChecks(wanted: Wanted, facts: EntraFacts, inExchange: ExchangeSide | null): Check[] {
  const { userConsent, securityDefaults, organization, assigned, graph, exchange } = facts
  const { steps } = wanted
  return [
    // With the organisation's consent nobody is asked; without it this tells whether people could help themselves.
    ...(wanted.people
      ? [
          check(
            {
              id: 'user-consent',
              severity: 'note',
              step: steps.consent,
              settledBy: 'person',
              from: [userConsent],
            },
            () => ({ differs: false, facts: { policies: valueOf(userConsent) } }),
          ),
        ]
      : []),
    // They stop passwords; that they leave OAuth alone in every tenant is not confirmed. @see reference 4.5
    ...(wanted.smtp && wanted.people
      ? [
          check(
            {
              id: 'security-defaults',
              severity: 'warning',
              step: steps.signInRules,
              settledBy: 'person',
              from: [securityDefaults],
            },
            () => ({ differs: valueOf(securityDefaults), facts: { on: valueOf(securityDefaults) } }),
          ),
        ]
      : []),
    baselineCheck(wanted, facts, inExchange),
    ...(wanted.domains.length > 0
      ? [
          check(
            {
              id: 'domains',
              severity: 'error',
              step: steps.senders,
              settledBy: 'person',
              from: [organization],
            },
            () => {
              const known = valueOf(organization).domains
              const missing = wanted.domains.filter((domain) => !known.includes(domain))
              return { differs: missing.length > 0, facts: { missing } }
            },
          ),
        ]
      : []),
    // Whoever limits one application should know which others nobody has limited.
    ...(actsByItself(wanted)
      ? [
          check(
            {
              id: 'tenant-wide-mail',
              severity: 'note',
              step: null,
              settledBy: 'person',
              from: [assigned, graph, exchange],
            },
            () => ({
              differs: false,
              facts: {
                applications: mailApplications(
                  valueOf(assigned),
                  { graph, exchange },
                  inExchange?.roles ?? null,
                  ownId(facts),
                ),
                rolesReadAt: inExchange === null || inExchange.roles === null ? null : inExchange.at,
              },
            }),
          ),
        ]
      : []),
  ]
}

function ownId({ servicePrincipal }: EntraFacts): string | null {
  return servicePrincipal.read ? (servicePrincipal.value?.id ?? null) : null
}

/** Permissions that open mailboxes: every mailbox, until a role in Exchange limits them. @see reference 6.6 */
const opensMail =
  /^(?:Mail|MailboxSettings|MailboxFolder|MailboxItem|Calendars|Contacts)\.|^(?:full_access_as_app|SMTP\.SendAsApp|IMAP\.AccessAsApp|POP\.AccessAsApp)$/

/** By permission, by role, or by both at once: then the role's scope limits nothing. @see reference 6.6 */
function mailApplications(
  assigned: readonly AssignedFacts[],
  apis: Apis,
  roles: ExchangeSide['roles'],
  own: string | null,
): CheckFacts['tenant-wide-mail']['applications'] {
  type Found = CheckFacts['tenant-wide-mail']['applications'][number]
  const found = new Map<string, Found>()
  const at = (objectId: string, name: string): Found =>
    found.get(objectId) ?? { name, objectId, permissions: [], roles: roles === null ? null : [] }
  for (const { principalId, principalName, resourceId, roleId } of assigned) {
    const value = apiOf(apis, { id: resourceId })?.roles.find(({ id }) => id === roleId)?.value
    if (value === undefined || !opensMail.test(value) || principalId === own) continue
    const one = at(principalId.toLowerCase(), principalName)
    found.set(one.objectId, { ...one, permissions: [...one.permissions, value].sort() })
  }
  for (const { objectId, name, role, scope } of roles ?? []) {
    if (objectId === own?.toLowerCase()) continue
    const one = at(objectId, name)
    found.set(objectId, { ...one, roles: [...(one.roles ?? []), { role, scope }] })
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}
