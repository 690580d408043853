/** What the figures from the product's server mean: facts for words, the worst first for each host. */
import type { Checked, PreflightResult } from './preflight.schema.ts'

export interface PreflightFindings {
  'name-not-found': { readonly host: string; readonly said: string }
  'port-closed': { readonly host: string; readonly port: number; readonly proxy: string | null }
  'no-starttls': { readonly host: string; readonly port: number }
  'tls-failed': { readonly host: string; readonly said: string }
  'tls-old': { readonly host: string; readonly version: string }
  /** Somebody between the server and Microsoft opens the connection; `product` is null where its name is not known. */
  intercepted: { readonly host: string; readonly issuer: string; readonly product: string | null }
  'not-trusted': { readonly host: string; readonly issuer: string }
  'wrong-name': { readonly host: string; readonly subject: string }
  'certificate-expired': { readonly host: string; readonly notAfter: string }
  'java-not-trusting': { readonly host: string; readonly root: string; readonly keystore: string }
  'clock-off': { readonly host: string; readonly seconds: number }
  'through-proxy': { readonly host: string; readonly proxy: string }
}
export type PreflightFinding = {
  [C in keyof PreflightFindings]: {
    readonly code: C
    readonly effect: 'blocks' | 'note'
    readonly facts: PreflightFindings[C]
  }
}[keyof PreflightFindings]

export interface HostVerdict {
  readonly host: string
  readonly port: number
  readonly good: boolean
  readonly findings: readonly PreflightFinding[]
}

/** Entra refuses a client assertion whose clock is further away. @see reference 7.1 */
const mostSkewSeconds = 300

/** What vendors of inspection write into the certificates they make. */
const products: readonly (readonly [string, RegExp])[] = [
  ['Zscaler', /zscaler/i],
  ['Fortinet FortiGate', /forti(?:net|gate)/i],
  ['Palo Alto Networks', /palo ?alto|\bPAN-?OS\b/i],
  ['Netskope', /netskope|goskope/i],
  ['Sophos', /sophos/i],
  ['Cisco Umbrella', /cisco|umbrella/i],
  ['Check Point', /check ?point/i],
  ['Blue Coat', /blue ?coat|symantec/i],
  ['Forcepoint', /forcepoint|websense/i],
  ['Skyhigh Web Gateway', /mcafee|skyhigh|trellix/i],
  ['Barracuda', /barracuda/i],
  ['WatchGuard', /watchguard/i],
  ['SonicWall', /sonicwall/i],
  ['Kaspersky', /kaspersky/i],
  ['ESET', /\beset\b/i],
  ['Avast or AVG', /avast|\bavg\b/i],
  ['Bitdefender', /bitdefender/i],
  ['Squid', /squid/i],
]

/** Who signs for Microsoft's hosts. */
const known = /O=(?:"?Microsoft Corporation|"?DigiCert)/i

export function judgePreflight({ checks, java }: PreflightResult, now: string): HostVerdict[] {
  return checks.map((check) => {
    const findings = [
      ...connection(check),
      ...certificate(check, java?.keystore ?? '', now),
      ...around(check),
    ]
    return {
      host: check.host,
      port: check.port,
      good: findings.every(({ effect }) => effect === 'note'),
      findings,
    }
  })
}

const finding = <C extends keyof PreflightFindings>(
  code: C,
  facts: PreflightFindings[C],
  effect: 'blocks' | 'note' = 'blocks',
): PreflightFinding =>
  // One code has one kind of facts; the compiler cannot see that through the mapped type.
  ({ code, effect, facts }) as PreflightFinding

function connection({ host, port, proxy, ...check }: Checked): PreflightFinding[] {
  if (check.addresses.length === 0) return [finding('name-not-found', { host, said: check.dnsError ?? '' })]
  if (!check.connected) return [finding('port-closed', { host, port, proxy })]
  if (check.startTls === false) return [finding('no-starttls', { host, port })]
  if (check.tls === null) return [finding('tls-failed', { host, said: check.tlsError ?? '' })]
  return /^(?:Ssl|Tls$|Tls11$)/i.test(check.tls) ? [finding('tls-old', { host, version: check.tls })] : []
}

function certificate(
  { host, certificate: shown }: Checked,
  keystore: string,
  now: string,
): PreflightFinding[] {
  if (shown === null) return []
  const { subject, issuer, root, notAfter, nameMatches, trusted, javaTrusts } = shown
  const chain = `${issuer} ${root}`
  const product = products.find(([, pattern]) => pattern.test(chain))?.[0] ?? null
  const between = product !== null || !known.test(chain)
  return [
    ...(between ? [finding('intercepted', { host, issuer, product }, trusted ? 'note' : 'blocks')] : []),
    ...(!trusted && !between ? [finding('not-trusted', { host, issuer })] : []),
    ...(nameMatches ? [] : [finding('wrong-name', { host, subject })]),
    ...(Date.parse(notAfter) < Date.parse(now) ? [finding('certificate-expired', { host, notAfter })] : []),
    ...(javaTrusts === false ? [finding('java-not-trusting', { host, root, keystore })] : []),
  ]
}

function around({ host, connected, skewSeconds, proxy }: Checked): PreflightFinding[] {
  return [
    ...(skewSeconds !== null && Math.abs(skewSeconds) > mostSkewSeconds
      ? [finding('clock-off', { host, seconds: Math.round(skewSeconds) })]
      : []),
    ...(proxy !== null && connected ? [finding('through-proxy', { host, proxy }, 'note')] : []),
  ]
}
