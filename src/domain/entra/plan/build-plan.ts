/** From what differs to what is to be changed, in the order in which it has to be done. */
import type { CheckId } from '../audit/check-ids.ts'
import { knownAccess } from '../audit/permissions.ts'
import { deletedOwn } from '../audit/application-checks.ts'
import { wantedRedirects } from '../audit/redirects.ts'
import type { ApplicationFacts } from '../facts/entra-facts.ts'
import { changedAccess } from './access-changes.ts'
import type { Change } from './change.schema.ts'
import { consentChanges } from './consent-changes.ts'
import { credentialChanges } from './credential-changes.ts'
import type { Left } from './entra-plan.schema.ts'
import type { Planning, PlanInput } from './planning.ts'

export interface BuiltPlan {
  readonly changes: Change[]
  /** What differs or is not known and no change of the plan settles. */
  readonly left: Left[]
}

/** Nothing is planned as long as it is not certain which application it is about. */
export function buildPlan(input: PlanInput): BuiltPlan {
  const { wanted, facts, checks } = input
  const planned = checks.filter(({ state, settledBy }) => state === 'differs' && settledBy === 'plan')
  const undecided = checks.some(
    ({ id, state, settledBy }) =>
      (id === 'registered' || id === 'service-principal') && state === 'differs' && settledBy === 'person',
  )
  const restored = restoration(input)
  const certain = !undecided && facts.servicePrincipal.read && (wanted.vendors || facts.application.read)
  const differs = (id: CheckId) => planned.some((check) => check.id === id)
  const changes = !certain
    ? []
    : restored !== null
      ? [restored]
      : allChanges({
          ...input,
          apis: { graph: facts.graph, exchange: facts.exchange },
          differs,
          applicationId: facts.application.read ? (facts.application.value?.id ?? null) : null,
          clientId: facts.servicePrincipal.read ? (facts.servicePrincipal.value?.id ?? null) : null,
        })
  const settled = new Set(changes.flatMap((change) => change.checks))
  const left = checks
    .filter(({ id, state }) => state !== 'ok' && !settled.has(id))
    .map(({ id, state, settledBy }): Left => ({
      check: id,
      why:
        state === 'unknown'
          ? 'unread'
          : certain && restored !== null && settledBy === 'plan'
            ? 'after-restore'
            : 'person',
    }))
  return { changes, left }
}

/** Alone in its plan: what it comes back with is read before anything else is planned. */
function restoration({ wanted, facts }: PlanInput): Change | null {
  const found = facts.application.read && facts.application.value === null ? deletedOwn(wanted, facts) : null
  if (found === null) return null
  const { id, displayName, audience, redirects, implicit, publicClient, access, notes } = found
  return {
    kind: 'restore-application',
    target: { object: 'application', id },
    before: null,
    after: {
      displayName: displayName.slice(0, 120),
      ...{ audience, redirects, implicit, publicClient, notes },
      access: [...access],
    },
    checks: ['registered', 'deleted'],
    step: wanted.steps.register,
  }
}

function allChanges(planning: Planning): Change[] {
  const { application } = planning.facts
  const found = application.read ? application.value : null
  return [
    ...(planning.wanted.vendors ? [] : found === null ? creation(planning) : corrections(planning, found)),
    ...care(planning, found),
    ...enterprise(planning),
    ...consentChanges(planning),
    ...credentialChanges(planning),
  ]
}

function creation({ wanted, apis, differs }: Planning): Change[] {
  if (!differs('registered')) return []
  const wantedNow = wanted.permissions.filter(({ stand }) => stand === 'wanted')
  const access = knownAccess(apis, wantedNow)
  const whole = access.length === wantedNow.length
  const content = (['redirects', 'verification-redirect', 'implicit'] as const).filter(differs)
  return [
    {
      kind: 'create-application',
      target: { object: 'application', id: null },
      before: null,
      after: {
        displayName: wanted.displayName,
        audience: wanted.audience,
        redirects: wantedRedirects({ web: [], publicClient: [], spa: [] }, wanted.redirects),
        implicit: wanted.implicit,
        publicClient: false,
        access,
        notes: wanted.notes,
      },
      checks: [
        'registered',
        ...content,
        ...(whole && differs('permissions') ? (['permissions'] as const) : []),
      ],
      step: wanted.steps.register,
    },
  ]
}

function corrections(planning: Planning, found: ApplicationFacts): Change[] {
  const { wanted, differs } = planning
  const target = { object: 'application', id: found.id } as const
  const { steps } = wanted
  const changes: Change[] = []
  if (differs('enabled'))
    changes.push({
      kind: 'set-disabled',
      target,
      before: true,
      after: false,
      checks: ['enabled'],
      step: steps.register,
    })
  if (differs('audience'))
    changes.push({
      kind: 'set-audience',
      target,
      before: found.audience,
      after: wanted.audience,
      checks: ['audience'],
      step: steps.register,
    })
  const redirects = (['redirects', 'verification-redirect'] as const).filter(differs)
  if (redirects.length > 0)
    changes.push({
      kind: 'set-redirects',
      target,
      before: found.redirects,
      after: wantedRedirects(found.redirects, wanted.redirects),
      checks: redirects,
      step: redirects[0] === 'redirects' ? steps.redirects : steps.verificationRedirect,
    })
  if (differs('implicit'))
    changes.push({
      kind: 'set-implicit',
      target,
      before: found.implicit,
      after: wanted.implicit,
      checks: ['implicit'],
      step: steps.redirects,
    })
  if (differs('public-client'))
    changes.push({
      kind: 'set-public-client',
      target,
      before: true,
      after: false,
      checks: ['public-client'],
      step: steps.redirects,
    })
  return [...changes, ...changedAccess(planning, found)]
}

/** What keeps a registration from being deleted by somebody who does not know what it is for. */
function care(
  { wanted, differs, reader, applicationId }: Planning,
  found: ApplicationFacts | null,
): Change[] {
  const target = { object: 'application', id: applicationId } as const
  const step = wanted.steps.register
  const changes: Change[] = []
  if (differs('notes') && found !== null)
    changes.push({
      kind: 'set-notes',
      target,
      before: found.notes,
      after: wanted.notes,
      checks: ['notes'],
      step,
    })
  if ((differs('owners') || (differs('registered') && found === null)) && reader !== null)
    changes.push({ kind: 'add-owner', target, before: null, after: reader, checks: ['owners'], step })
  return changes
}

function enterprise({ wanted, facts, differs, clientId }: Planning): Change[] {
  const target = { object: 'service-principal', id: clientId } as const
  const { steps } = wanted
  const changes: Change[] = []
  if (differs('service-principal')) {
    const registered = facts.application.read ? facts.application.value : null
    changes.push({
      kind: 'create-service-principal',
      target,
      before: null,
      after: {
        appId: wanted.vendors ? wanted.clientId : (registered?.appId ?? null),
        displayName: registered?.displayName ?? wanted.displayName,
      },
      checks: ['service-principal'],
      step: steps.register ?? steps.consent,
    })
  }
  if (differs('sign-in-enabled'))
    changes.push({
      kind: 'set-sign-in',
      target,
      before: false,
      after: true,
      checks: ['sign-in-enabled'],
      step: steps.register ?? steps.consent,
    })
  if (differs('assignment'))
    changes.push({
      kind: 'set-assignment-required',
      target,
      before: true,
      after: false,
      checks: ['assignment'],
      step: steps.signInRules,
    })
  return changes
}
