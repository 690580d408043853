/** Checks of the registration itself. */
import type { ApplicationFacts, EntraFacts } from '../facts/entra-facts.ts'
import type { Wanted } from '../wanted/wanted.ts'
import type { Check } from './check.ts'
import { check, valueOf } from './compare.ts'
import {
  accessFact,
  missingAccess,
  replacedAccess,
  surplusAccess,
  wantedFact,
  type Apis,
} from './permissions.ts'
import { compareRedirects } from './redirects.ts'

/** What the vendor keeps in its own tenant cannot be seen from here, and not be changed either. */
export function applicationChecks(wanted: Wanted, facts: EntraFacts): Check[] {
  if (wanted.vendors) return []
  const { application } = facts
  const there = application.read && application.value !== null
  return [
    registered(wanted, facts),
    onlyOne(wanted, facts),
    // Whoever has the registration has no need of a deleted one.
    ...(there ? [] : [deleted(wanted, facts)]),
    // Nothing is wrong with how a registration is set that does not exist.
    ...(there || !application.read ? stateChecks(wanted, facts) : []),
    ...contentChecks(wanted, facts),
    ...(there || !application.read ? careChecks(wanted, facts) : []),
  ]
}

function registered(wanted: Wanted, facts: EntraFacts): Check {
  const { application, namesakes, foundBy } = facts
  const restorable = deletedOwn(wanted, facts) !== null
  return check(
    {
      id: 'registered',
      severity: 'error',
      step: wanted.steps.register,
      settledBy: 'plan',
      from: [application],
    },
    () => {
      const found = valueOf(application)
      // A name is no proof: somebody has to say which one is meant, or that none is.
      const unsure =
        found === null
          ? (wanted.clientId !== null && !restorable) || (namesakes.read && namesakes.value.length > 0)
          : foundBy === 'name'
      return {
        differs: found === null || unsure,
        facts: {
          name: found?.displayName ?? wanted.displayName,
          clientId: found?.appId ?? wanted.clientId,
          by: foundBy,
          others: namesakes.read ? namesakes.value.length : null,
        },
        ...(unsure ? { settledBy: 'person' } : {}),
      }
    },
  )
}

/** The very registration of the setup; a name alone is no proof. Null: it is not in deleted items, or nobody knows. */
export function deletedOwn(
  { clientId }: Pick<Wanted, 'clientId'>,
  { deleted }: Pick<EntraFacts, 'deleted'>,
): ApplicationFacts | null {
  if (clientId === null || !deleted.read) return null
  const found = deleted.value.find(
    ({ application }) => application.appId.toLowerCase() === clientId.toLowerCase(),
  )
  return found?.application ?? null
}

/** A second one of the same name would leave the product with the client id of the first. */
function deleted(wanted: Wanted, facts: EntraFacts): Check {
  const own = deletedOwn(wanted, facts) !== null
  return check(
    {
      id: 'deleted',
      severity: 'warning',
      step: wanted.steps.register,
      settledBy: own ? 'plan' : 'person',
      from: [facts.deleted],
    },
    () => {
      const registrations = valueOf(facts.deleted).map(({ application, deletedAt }) => ({
        name: application.displayName,
        clientId: application.appId,
        deletedAt,
      }))
      return { differs: registrations.length > 0, facts: { registrations, own } }
    },
  )
}

function onlyOne(wanted: Wanted, { namesakes }: EntraFacts): Check {
  return check(
    {
      id: 'only-one',
      severity: 'warning',
      step: wanted.steps.register,
      settledBy: 'person',
      from: [namesakes],
    },
    () => {
      const others = valueOf(namesakes).map(({ appId, createdAt }) => ({ clientId: appId, createdAt }))
      return { differs: others.length > 0, facts: { name: wanted.displayName, others } }
    },
  )
}

function stateChecks(wanted: Wanted, { application }: EntraFacts): Check[] {
  const { steps } = wanted
  const of = () => found(application)
  return [
    check(
      { id: 'enabled', severity: 'error', step: steps.register, settledBy: 'plan', from: [application] },
      () => ({ differs: of().disabled, facts: { enabled: !of().disabled } }),
    ),
    check(
      {
        id: 'not-blocked-by-microsoft',
        severity: 'error',
        step: steps.register,
        settledBy: 'person',
        from: [application],
      },
      () => ({ differs: of().blocked !== null, facts: { status: of().blocked } }),
    ),
    check(
      { id: 'audience', severity: 'warning', step: steps.register, settledBy: 'plan', from: [application] },
      () => ({
        differs: of().audience !== wanted.audience,
        facts: { found: of().audience, wanted: wanted.audience },
      }),
    ),
  ]
}

function contentChecks(wanted: Wanted, facts: EntraFacts): Check[] {
  const { application, graph, exchange } = facts
  const { steps } = wanted
  const apis: Apis = { graph, exchange }
  const of = () => valueOf(application) ?? nothing
  const own = wanted.redirects.find(({ purpose }) => purpose === 'verification')
  return [
    check(
      { id: 'redirects', severity: 'error', step: steps.redirects, settledBy: 'plan', from: [application] },
      () => {
        const compared = compareRedirects(of().redirects, wanted.redirects)
        const failing = compared.missing.length + compared.nearly.length > 0
        return {
          differs: failing || compared.surplus.length > 0,
          facts: compared,
          severity: failing ? 'error' : 'warning',
        }
      },
    ),
    ...(own === undefined
      ? []
      : [
          check(
            {
              id: 'verification-redirect',
              severity: 'error',
              step: steps.verificationRedirect,
              settledBy: 'plan',
              from: [application],
            },
            () => {
              const there = of().redirects[own.platform].includes(own.uri)
              return { differs: !there, facts: { uri: own.uri, there } }
            },
          ),
        ]),
    check(
      { id: 'implicit', severity: 'warning', step: steps.redirects, settledBy: 'plan', from: [application] },
      () => {
        const { implicit: boxes } = of()
        const { implicit: asked, implicitNeeded } = wanted
        const surplus = (boxes.accessTokens && !asked.accessTokens) || (boxes.idTokens && !asked.idTokens)
        const missing = (asked.accessTokens && !boxes.accessTokens) || (asked.idTokens && !boxes.idTokens)
        const grave = missing && implicitNeeded ? 'error' : surplus ? 'warning' : 'note'
        return {
          differs: surplus || missing,
          facts: { found: boxes, wanted: asked },
          ...(surplus || missing ? { severity: grave } : {}),
        }
      },
    ),
    check(
      {
        id: 'permissions',
        severity: 'error',
        step: steps.permissions,
        settledBy: 'plan',
        from: [application],
      },
      () => {
        const missing = missingAccess(of().access, apis, wanted)
        return { differs: missing.length > 0, facts: { missing: missing.map(wantedFact) } }
      },
    ),
    check(
      {
        id: 'permissions-surplus',
        severity: 'warning',
        step: steps.permissions,
        settledBy: 'plan',
        from: [application],
      },
      () => {
        const surplus = [
          ...surplusAccess(of().access, apis, wanted),
          ...replacedAccess(of().access, apis, wanted),
        ]
        return {
          differs: surplus.length > 0,
          facts: { surplus: surplus.map((access) => accessFact(access, apis)) },
        }
      },
    ),
  ]
}

function careChecks(wanted: Wanted, { application, owners }: EntraFacts): Check[] {
  const { steps } = wanted
  return [
    check(
      {
        id: 'public-client',
        severity: 'warning',
        step: steps.redirects,
        settledBy: 'plan',
        from: [application],
      },
      () => {
        const { publicClient } = found(application)
        return { differs: publicClient && !wanted.publicProgram, facts: { found: publicClient } }
      },
    ),
    check(
      { id: 'owners', severity: 'note', step: steps.register, settledBy: 'plan', from: [owners] },
      () => ({ differs: valueOf(owners).length === 0, facts: { count: valueOf(owners).length } }),
    ),
    check(
      { id: 'notes', severity: 'note', step: steps.register, settledBy: 'plan', from: [application] },
      () => {
        const { notes } = found(application)
        return {
          differs: notes === null || notes.trim() === '',
          facts: { found: notes, wanted: wanted.notes },
        }
      },
    ),
  ]
}

function found(application: EntraFacts['application']): ApplicationFacts {
  const value = valueOf(application)
  if (value === null) throw new Error('compared although it is not there')
  return value
}

/** A registration that does not exist lacks everything. */
const nothing: Pick<ApplicationFacts, 'redirects' | 'implicit' | 'access'> = {
  redirects: { web: [], publicClient: [], spa: [] },
  implicit: { accessTokens: false, idTokens: false },
  access: [],
}
