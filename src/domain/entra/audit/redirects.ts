/** Redirect URIs as they stand against those that are wanted: Entra compares letter by letter. @see reference 2.1 */
import type { Redirects } from '../facts/shapes.schema.ts'
import type { WantedRedirect } from '../wanted/wanted.ts'
import type { CheckFacts, RedirectFact } from './check.ts'

const platforms = ['web', 'publicClient', 'spa'] as const

export function listOf(redirects: Redirects): RedirectFact[] {
  return platforms.flatMap((platform) => redirects[platform].map((uri) => ({ platform, uri })))
}

/** Sendproof's own redirect is a check of its own; here it is neither missing nor surplus. */
export function compareRedirects(
  found: Redirects,
  wanted: readonly WantedRedirect[],
): CheckFacts['redirects'] {
  const own = wanted.filter(({ purpose }) => purpose === 'verification')
  const product = wanted.filter(({ purpose }) => purpose === 'product')
  const there = listOf(found).filter((one) => !own.some((mine) => same(mine, one)))
  const missing = product.filter((one) => !there.some((other) => same(one, other)))
  const surplus = there.filter((one) => !product.some((other) => same(one, other)))
  const nearly: CheckFacts['redirects']['nearly'][number][] = []
  for (const { platform, uri } of missing) {
    const pair = surplus
      .filter((one) => !nearly.some(({ found: taken }) => taken === one))
      .map((one) => ({ one, how: likeness({ platform, uri }, one) }))
      .find(({ how }) => how !== null)
    if (pair !== undefined && pair.how !== null)
      nearly.push({ wanted: { platform, uri }, found: pair.one, how: pair.how })
  }
  return {
    missing: missing
      .filter((one) => !nearly.some(({ wanted: taken }) => same(taken, one)))
      .map(({ platform, uri }) => ({ platform, uri })),
    surplus: surplus.filter((one) => !nearly.some(({ found: taken }) => taken === one)),
    nearly,
  }
}

/** What a write has to leave there: exactly the wanted ones, those that are right in the order they have. */
export function wantedRedirects(found: Redirects, wanted: readonly WantedRedirect[]): Redirects {
  const of = (platform: (typeof platforms)[number]) => {
    const uris = wanted.filter((one) => one.platform === platform).map(({ uri }) => uri)
    const kept = found[platform].filter((uri) => uris.includes(uri))
    return [...kept, ...uris.filter((uri) => !kept.includes(uri))]
  }
  return { web: of('web'), publicClient: of('publicClient'), spa: of('spa') }
}

function same(one: RedirectFact | WantedRedirect, other: RedirectFact | WantedRedirect): boolean {
  return one.platform === other.platform && one.uri === other.uri
}

function likeness(
  wanted: RedirectFact,
  found: RedirectFact,
): CheckFacts['redirects']['nearly'][number]['how'] | null {
  if (wanted.uri === found.uri) return 'platform'
  const bare = (uri: string) => uri.replace(/\/$/, '')
  if (bare(wanted.uri) === bare(found.uri)) return 'slash'
  if (wanted.uri.toLowerCase() === found.uri.toLowerCase()) return 'capitals'
  const schemeless = (uri: string) => uri.replace(/^https?:/i, '')
  return schemeless(wanted.uri) === schemeless(found.uri) ? 'scheme' : null
}
