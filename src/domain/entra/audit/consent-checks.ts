/** Checks of the enterprise application and of what was consented to. */
import type { EntraFacts } from '../facts/entra-facts.ts'
import { unreadOf } from '../facts/reading.ts'
import { actsByItself, type Wanted } from '../wanted/wanted.ts'
import type { Check } from './check.ts'
import { check, valueOf } from './compare.ts'
import {
  consentsOfSome,
  missingConsents,
  replacedRoles,
  roleFact,
  scopeFact,
  surplusRoles,
  surplusScopes,
  type Granted,
} from './consents.ts'
import { wantedFact, type Apis } from './permissions.ts'

export function consentChecks(wanted: Wanted, facts: EntraFacts): Check[] {
  const { servicePrincipal, grants, roles, graph, exchange } = facts
  const { steps } = wanted
  const first = steps.register ?? steps.consent
  const absent = servicePrincipal.read && servicePrincipal.value === null
  const apis: Apis = { graph, exchange }
  const apiReadings = usedApis(wanted, apis)
  const granted = (): Granted => ({ grants: valueOf(grants), roles: valueOf(roles) })
  return [
    check(
      {
        id: 'service-principal',
        severity: 'error',
        step: first,
        settledBy: 'plan',
        from: [servicePrincipal],
      },
      () => {
        const found = valueOf(servicePrincipal)
        return {
          differs: found === null,
          facts: { there: found !== null, objectId: found?.id ?? null },
          // Whose application it would be nobody has said yet.
          ...(found === null && wanted.vendors && wanted.clientId === null ? { settledBy: 'person' } : {}),
        }
      },
    ),
    ...(absent ? [] : ownStateChecks(wanted, facts)),
    check(
      {
        id: 'consent',
        severity: 'error',
        step: steps.consent,
        settledBy: 'plan',
        from: [grants, roles, ...apiReadings],
      },
      () => {
        const missing = missingConsents(wanted, granted(), apis)
        const lost = missing.find(({ resource }) => valueOf(apis[resource]) === null)
        return {
          differs: missing.length > 0,
          facts: {
            missing: missing.map(wantedFact),
            forSome: consentsOfSome(missing, granted(), apis),
            usersMay: facts.userConsent.read ? facts.userConsent.value.length > 0 : null,
            absentApi: lost?.resource ?? null,
          },
          ...(lost === undefined ? {} : { settledBy: 'person' }),
        }
      },
    ),
    check(
      {
        id: 'consent-surplus',
        severity: 'warning',
        step: steps.consent,
        settledBy: 'plan',
        from: [grants, roles, graph, exchange],
      },
      () => {
        const scopes = granted().grants.flatMap((grant) =>
          surplusScopes(grant, wanted, apis).map((value) => ({
            ...scopeFact(grant, value, apis),
            for: grant.principalId === null ? ('everyone' as const) : ('some' as const),
          })),
        )
        const extra = surplusRoles(wanted, granted(), apis).map((role) => ({
          ...roleFact(role, apis),
          for: 'everyone' as const,
        }))
        return { differs: scopes.length + extra.length > 0, facts: { surplus: [...scopes, ...extra] } }
      },
    ),
    ...(wanted.permissions.some(({ stand }) => stand !== 'wanted')
      ? [
          check(
            {
              id: 'consent-beside-limit',
              severity: 'error',
              step: steps.removeConsent,
              settledBy: 'plan',
              from: [roles, ...apiReadings],
            },
            () => {
              const due = wanted.permissions.some(({ stand }) => stand === 'unwanted')
              const granted = { grants: [], roles: valueOf(roles) }
              const replaced = replacedRoles(wanted, granted, apis, ['unwanted', 'either'])
              return {
                differs: replaced.length > 0,
                facts: { permissions: replaced.map((role) => roleFact(role, apis)), due },
                ...(due ? {} : { severity: 'note', settledBy: 'person' }),
              }
            },
          ),
        ]
      : []),
  ]
}

function ownStateChecks(wanted: Wanted, facts: EntraFacts): Check[] {
  const { steps } = wanted
  const { servicePrincipal } = facts
  const of = () => {
    const found = valueOf(servicePrincipal)
    if (found === null) throw new Error('compared although it is not there')
    return found
  }
  const blocked = check(
    {
      id: 'not-blocked-by-microsoft',
      severity: 'error',
      step: steps.consent,
      settledBy: 'person',
      from: [servicePrincipal],
    },
    () => ({ differs: of().blocked !== null, facts: { status: of().blocked } }),
  )
  return [
    // The registration tells it for one's own application.
    ...(wanted.vendors ? [blocked, publisher(wanted, facts)] : []),
    check(
      {
        id: 'sign-in-enabled',
        severity: 'error',
        step: steps.register ?? steps.consent,
        settledBy: 'plan',
        from: [servicePrincipal],
      },
      () => ({ differs: !of().accountEnabled, facts: { enabled: of().accountEnabled } }),
    ),
    // An application that signs in by itself is not assigned to anybody.
    ...(wanted.people
      ? [
          check(
            {
              id: 'assignment',
              severity: 'error',
              step: steps.signInRules,
              settledBy: 'plan',
              from: [servicePrincipal],
            },
            () => ({ differs: of().assignmentRequired, facts: { required: of().assignmentRequired } }),
          ),
        ]
      : []),
  ]
}

/**
 * Whether users could let the vendor's application in themselves: what they would find out only when Microsoft refuses
 * it. One without a verified publisher they cannot, whatever the tenant's policy. @see reference 2.3
 */
function publisher(wanted: Wanted, facts: EntraFacts): Check {
  const { servicePrincipal, userConsent, grants, roles, graph, exchange } = facts
  return check(
    {
      id: 'publisher',
      severity: 'note',
      step: wanted.steps.consent,
      settledBy: 'person',
      from: [servicePrincipal, userConsent],
    },
    () => {
      const name = valueOf(servicePrincipal)?.publisher ?? null
      const policies = valueOf(userConsent)
      const never = name === null || policies.length === 0 || actsByItself(wanted)
      const usersMay = never ? 'no' : policies.some((one) => anyConsent.test(one)) ? 'yes' : 'perhaps'
      const apis: Apis = { graph, exchange }
      const known = unreadOf([grants, roles, ...usedApis(wanted, apis)]) === null
      const granted = known
        ? missingConsents(wanted, { grants: valueOf(grants), roles: valueOf(roles) }, apis).length === 0
        : null
      return { differs: name === null && granted !== true, facts: { name, usersMay, granted } }
    },
  )
}

/** Anything that needs no administrator; the other built-in policies leave mail out, or go by what the tenant has classified. */
const anyConsent = /^microsoft-user-default-legacy$/

/** Only the APIs that the recipe uses can be in the way of knowing whether it has what it needs. */
function usedApis({ permissions }: Wanted, apis: Apis) {
  return (['graph', 'exchange'] as const)
    .filter((resource) => permissions.some((one) => one.resource === resource))
    .map((resource) => apis[resource])
}
