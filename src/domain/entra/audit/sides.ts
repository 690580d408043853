/** Both sides of each check as two columns show them. What could not be read has no side: it is never shown as absent. */
import type { EntraFacts } from '../facts/entra-facts.ts'
import type { Reading } from '../facts/reading.ts'
import type { Wanted, WantedPermission } from '../wanted/wanted.ts'
import type { Check, PermissionFact, RedirectFact } from './check.ts'
import { soonDays } from './credentials.ts'
import { isAccess, wantedFact } from './permissions.ts'
import { listOf } from './redirects.ts'
import { credential, id, onOff, orWord, permission, redirect, said, same, word } from './side-values.ts'
import type { Sides, SideValue } from './sides.schema.ts'

export function sidesOf(check: Check, wanted: Wanted, facts: EntraFacts): Sides {
  return {
    wanted: wantedSide(check, wanted),
    found: check.state === 'unknown' ? [] : foundSide(check, wanted, facts),
  }
}

function wantedSide(check: Check, wanted: Wanted): SideValue[] {
  const settled = check.state !== 'unknown'
  switch (check.id) {
    case 'registered':
      return [said(wanted.displayName), ...(wanted.clientId === null ? [] : [id(wanted.clientId)])]
    case 'only-one':
      return [word('only-one')]
    case 'deleted':
      return [word('none')]
    case 'enabled':
      return [word('active')]
    case 'not-blocked-by-microsoft':
      return [word('not-blocked')]
    case 'audience':
      return [{ kind: 'audience', audience: wanted.audience }]
    case 'redirects': {
      const missing = settled ? [...check.facts.missing, ...check.facts.nearly.map((one) => one.wanted)] : []
      return orWord(
        wanted.redirects
          .filter(({ purpose }) => purpose === 'product')
          .map((one) =>
            redirect(
              one,
              missing.some(({ platform, uri }) => platform === one.platform && uri === one.uri)
                ? 'missing'
                : null,
            ),
          ),
        'none',
      )
    }
    case 'verification-redirect':
      return wanted.redirects
        .filter(({ purpose }) => purpose === 'verification')
        .map((one) => redirect(one, settled && !check.facts.there ? 'missing' : null))
    case 'implicit':
      return [{ kind: 'boxes', ...wanted.implicit }]
    case 'public-client':
      return [word(wanted.publicProgram ? 'any' : 'off')]
    case 'permissions':
    case 'consent': {
      const missing: readonly PermissionFact[] = settled ? check.facts.missing : []
      return orWord(
        wanted.permissions
          .filter(({ stand }) => stand === 'wanted')
          .map(wantedFact)
          .map((one) => permission(one, missing.some((other) => same(one, other)) ? 'missing' : null)),
        'none',
      )
    }
    case 'permissions-surplus':
    case 'consent-surplus':
      return [word('nothing-else')]
    case 'consent-beside-limit':
    case 'credential-surplus':
      return [word('none')]
    case 'service-principal':
      return [word('there')]
    case 'sign-in-enabled':
      return [word('on')]
    case 'assignment':
      return [word('not-required')]
    case 'credential':
      return [{ kind: 'credential-kinds', kinds: [...(wanted.credential?.kinds ?? [])] }]
    case 'credential-expiry':
      return [{ kind: 'days', how: 'more-than', days: soonDays }]
    case 'credential-policy':
      return settled
        ? [
            { kind: 'credential-kinds', kinds: [check.facts.kind] },
            { kind: 'days', how: 'valid-for', days: check.facts.wantedDays },
          ]
        : [word('allowed')]
    case 'owners':
      return [word('at-least-one')]
    case 'notes':
      return [said(wanted.notes)]
    case 'publisher':
      return [word('verified')]
    case 'user-consent':
    case 'baseline-mode':
      return [word('any')]
    case 'security-defaults':
      return [word('off')]
    case 'domains':
      return wanted.domains.map((domain) =>
        said(domain, settled && check.facts.missing.includes(domain) ? 'missing' : null),
      )
    case 'tenant-wide-mail':
      return [word('known')]
  }
}

function foundSide(
  check: Exclude<Check, { state: 'unknown' }>,
  wanted: Wanted,
  facts: EntraFacts,
): SideValue[] {
  const application = read(facts.application)
  switch (check.id) {
    case 'registered': {
      if (application !== null) return [said(application.displayName), id(application.appId)]
      const { by, others } = check.facts
      return [word(by === 'name' && others !== null && others > 0 ? 'several' : 'absent')]
    }
    case 'only-one':
      return orWord(
        check.facts.others.map(({ clientId }) => id(clientId, 'surplus')),
        'only-one',
      )
    case 'deleted':
      return orWord(
        check.facts.registrations.map(({ clientId }) => id(clientId, 'surplus')),
        'none',
      )
    case 'enabled':
      return [word(check.facts.enabled ? 'active' : 'deactivated')]
    case 'not-blocked-by-microsoft':
      return check.facts.status === null ? [word('not-blocked')] : [said(check.facts.status, 'wrong')]
    case 'audience':
      return [{ kind: 'audience', audience: check.facts.found }]
    case 'redirects': {
      const { surplus, nearly } = check.facts
      const is = (one: RedirectFact, all: readonly RedirectFact[]) =>
        all.some(({ platform, uri }) => platform === one.platform && uri === one.uri)
      const own = wanted.redirects.filter(({ purpose }) => purpose === 'verification')
      const there = application === null ? [] : listOf(application.redirects)
      return orWord(
        there
          .filter((one) => !own.some(({ platform, uri }) => platform === one.platform && uri === one.uri))
          .map((one) => {
            const close = is(
              one,
              nearly.map(({ found }) => found),
            )
            return redirect(one, is(one, surplus) ? 'surplus' : close ? 'wrong' : null)
          }),
        'none',
      )
    }
    case 'verification-redirect':
      return orWord(
        wanted.redirects
          .filter(({ purpose }) => purpose === 'verification' && check.facts.there)
          .map((one) => redirect(one)),
        'absent',
      )
    case 'implicit':
      return [{ kind: 'boxes', ...check.facts.found }]
    case 'public-client':
      return [onOff(check.facts.found)]
    case 'permissions': {
      const apis = { graph: facts.graph, exchange: facts.exchange }
      const access = application?.access ?? []
      return present(wanted.permissions, (one) => access.some((other) => isAccess(other, apis, one)))
    }
    case 'permissions-surplus':
      return orWord(
        check.facts.surplus.map((one) => permission(one, 'surplus')),
        'nothing-else',
      )
    case 'service-principal': {
      const { there, objectId } = check.facts
      return there ? [word('there'), ...(objectId === null ? [] : [id(objectId)])] : [word('absent')]
    }
    case 'sign-in-enabled':
      return [onOff(check.facts.enabled)]
    case 'assignment':
      return [word(check.facts.required ? 'required' : 'not-required')]
    case 'consent': {
      const { missing, forSome } = check.facts
      const granted = present(
        wanted.permissions,
        (one) => !missing.some((other) => same(wantedFact(one), other)),
      )
      const some = missing
        .filter(({ value }) => forSome.some((one) => one.value === value))
        .map((one) => permission(one, 'wrong', true))
      return some.length === 0 ? granted : [...granted.filter(({ kind }) => kind !== 'word'), ...some]
    }
    case 'consent-surplus':
      return orWord(
        check.facts.surplus.map((one) => permission(one, 'surplus', one.for === 'some')),
        'nothing-else',
      )
    case 'consent-beside-limit':
      return orWord(
        check.facts.permissions.map((one) => permission(one, 'surplus')),
        'none',
      )
    case 'credential':
      return orWord(
        [
          ...check.facts.valid.map((one) => credential(one)),
          ...check.facts.expired.map((one) => credential(one, 'wrong')),
        ],
        'none',
      )
    case 'credential-expiry':
      return check.facts.last === null
        ? [word('none')]
        : [credential(check.facts.last, check.state === 'differs' ? 'wrong' : null)]
    case 'credential-surplus':
      return orWord(
        check.facts.credentials.map((one) => credential(one, 'surplus')),
        'none',
      )
    case 'credential-policy': {
      const { forbidden, trustedOnly, maxDays } = check.facts
      if (forbidden) return [word('forbidden')]
      const rules: SideValue[] = [
        ...(trustedOnly ? [word('own-authorities')] : []),
        ...(maxDays === null ? [] : [{ kind: 'days', how: 'at-most', days: maxDays } as const]),
      ]
      return orWord(rules, 'allowed')
    }
    case 'owners':
      return orWord(
        (read(facts.owners) ?? []).map(({ name }) => said(name)),
        'none',
      )
    case 'notes':
      return check.facts.found === null || check.facts.found.trim() === ''
        ? [word('none')]
        : [said(check.facts.found)]
    case 'publisher':
      return check.facts.name === null ? [word('unverified')] : [said(check.facts.name)]
    case 'baseline-mode':
      return orWord(
        check.facts.signs.map((sign) => word(`baseline-${sign}`)),
        'none',
      )
    case 'user-consent':
      return orWord(
        check.facts.policies.map((policy) => said(policy)),
        'admin-consent',
      )
    case 'security-defaults':
      return [onOff(check.facts.on)]
    case 'domains': {
      const known = wanted.domains.filter((domain) => !check.facts.missing.includes(domain))
      return orWord(
        known.map((domain) => said(domain)),
        'none',
      )
    }
    case 'tenant-wide-mail':
      return orWord(
        check.facts.applications.map(({ name, permissions, roles }) =>
          said(`${name} (${[...permissions, ...(roles ?? []).map(({ role }) => role)].join(', ')})`),
        ),
        'none',
      )
  }
}

/** Of the wanted ones those that are there, whether they still have to be or may go by now. */
function present(
  wanted: readonly WantedPermission[],
  isThere: (one: WantedPermission) => boolean,
): SideValue[] {
  return orWord(
    wanted.filter((one) => one.stand === 'wanted' && isThere(one)).map((one) => permission(wantedFact(one))),
    'none',
  )
}

function read<T>(reading: Reading<T>): T | null {
  return reading.read ? reading.value : null
}
