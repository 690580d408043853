/** A list of scopes: one resource a token, and the right one for the way of sending. @see reference 3.4 */
import { isAppOnly, serviceOf, type SendingKind } from '../transport/transports.ts'
import { found, shown, type Finding } from '../problem/finding.ts'

type Resource = 'graph' | 'outlook' | 'other'

/** Belong to the sign-in itself and to no resource. */
const signInScopes = ['openid', 'profile', 'email', 'offline_access']
/** Named without an address these count as Graph, though a mail server wants them from Outlook. */
const mailServerScopes = ['smtp.send', 'imap.accessasuser.all', 'pop.accessasuser.all']

const right = {
  outlook: { app: 'https://outlook.office365.com/.default', person: 'https://outlook.office.com/SMTP.Send' },
  graph: { app: 'https://graph.microsoft.com/.default', person: 'https://graph.microsoft.com/Mail.Send' },
} as const

export interface ScopeContext {
  /** How the product sends or reads; without it only what is wrong in every case is found. */
  readonly mode?: SendingKind | 'imap' | undefined
  /** What the plan asks for: another cloud has other addresses than the worldwide ones. */
  readonly expected?: string | undefined
}

export function scopeFindings(value: string, { mode, expected }: ScopeContext = {}): Finding[] {
  const scopes = value
    .slice(0, 4000)
    .split(/[\s,;+]+/)
    .filter((scope) => scope !== '')
  if (scopes.length === 0) return [found('scope-missing', {})]
  const appOnly = mode !== undefined && mode !== 'imap' && isAppOnly(mode)
  const ofGraph = mode !== undefined && mode !== 'imap' && serviceOf(mode) === 'graph'
  const wanted = mode === undefined ? null : ofGraph ? 'graph' : 'outlook'
  const resource = /https:\/\/[^/\s]+/.exec(expected ?? '')?.[0] ?? 'https://outlook.office.com'
  const findings: Finding[] = []
  const ofSignIn = (scope: string) => signInScopes.includes(scope.toLowerCase())
  const resources = new Set(scopes.filter((scope) => !ofSignIn(scope)).map(resourceOf))
  if (resources.size > 1) findings.push(found('scope-two-resources', {}))
  const bareMail = scopes.find((scope) => mailServerScopes.includes(scope.toLowerCase()))
  if (wanted === 'outlook' && bareMail !== undefined)
    findings.push(
      found('scope-bare-mail', { scope: shown(bareMail), resource }, expected ?? `${resource}/${bareMail}`),
    )
  else if (wanted !== null && resources.size > 0 && !resources.has(wanted))
    findings.push(
      found('scope-wrong-resource', { wanted }, expected ?? right[wanted][appOnly ? 'app' : 'person']),
    )
  const defaults = scopes.filter((scope) => /\/?\.default$/i.test(scope))
  if (appOnly && wanted !== null && defaults.length !== scopes.length)
    findings.push(found('scope-not-default', {}, expected ?? right[wanted].app))
  if (
    !appOnly &&
    defaults.length > 0 &&
    scopes.some((scope) => !defaults.includes(scope) && !ofSignIn(scope))
  )
    findings.push(found('scope-default-mixed', {}))
  if (mode !== undefined && !appOnly && !scopes.some((scope) => scope.toLowerCase() === 'offline_access'))
    findings.push(found('scope-no-refresh', {}))
  if (scopes.some((scope) => /^http:\/\//i.test(scope))) findings.push(found('scope-http', {}))
  return findings
}

function resourceOf(scope: string): Resource {
  const address = /^https?:\/\/([^/]+)/i.exec(scope)?.[1]?.toLowerCase()
  if (address === undefined) return 'graph'
  if (/^(?:dod-)?graph\.microsoft\.(?:com|us)$|^microsoftgraph\.chinacloudapi\.cn$/.test(address))
    return 'graph'
  if (
    /^(?:outlook|ps\.outlook|outlook-dod|partner\.outlook|webmail\.apps)\.(?:office|office365|com|mil|cn)(?:\.(?:com|us|cn))?$/.test(
      address,
    ) ||
    address === 'ps.outlook.com' ||
    address === 'partner.outlook.cn'
  )
    return 'outlook'
  return 'other'
}
