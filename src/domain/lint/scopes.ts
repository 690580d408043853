/** A list of scopes: one resource a token, and the right one for the way of sending. @see reference 3.4 */
import type { Transport } from '../recipe/recipe.ts'
import { isAppOnly, serviceOf } from '../transport/transports.ts'
import { shown, type Finding } from './finding.ts'

type Resource = 'graph' | 'outlook' | 'other'

/** Belong to the sign-in itself and to no resource. */
const signInScopes = ['openid', 'profile', 'email', 'offline_access']
/** Named without an address these count as Graph, though a mail server wants them from Outlook. */
const mailServerScopes = ['smtp.send', 'imap.accessasuser.all', 'pop.accessasuser.all']

export function lintScopes(
  value: string,
  context: { readonly mode?: Transport | 'imap' | undefined } = {},
): Finding[] {
  const scopes = value
    .slice(0, 4000)
    .split(/[\s,;+]+/)
    .filter((scope) => scope !== '')
  const make = (
    id: string,
    severity: Finding['severity'],
    sentence: string,
    fix: string,
    suggestion?: string,
  ): Finding => ({
    id,
    severity,
    field: 'scope',
    sentence,
    fix,
    ...(suggestion === undefined ? {} : { suggestion }),
  })
  if (scopes.length === 0)
    return [make('scope-missing', 'error', 'No scope is asked for.', 'Copy the scopes from the plan.')]
  const { mode } = context
  const appOnly = mode !== undefined && mode !== 'imap' && isAppOnly(mode)
  const wanted: Resource | null =
    mode === undefined ? null : mode !== 'imap' && serviceOf(mode) === 'graph' ? 'graph' : 'outlook'
  const findings: Finding[] = []
  const resources = new Set(
    scopes.filter((scope) => !signInScopes.includes(scope.toLowerCase())).map((scope) => resourceOf(scope)),
  )
  if (resources.size > 1)
    findings.push(
      make(
        'scope-two-resources',
        'error',
        'These scopes belong to more than one resource; a token is for one only (AADSTS700022, AADSTS28003).',
        'Ask for one resource at a time.',
      ),
    )
  const bareMail = scopes.filter((scope) => mailServerScopes.includes(scope.toLowerCase()))
  if (wanted === 'outlook' && bareMail.length > 0)
    findings.push(
      make(
        'scope-bare-mail',
        'error',
        `“${shown(bareMail[0] ?? '')}” without an address in front is issued for Graph, and the mail server refuses that token (535 5.7.3).`,
        'Put https://outlook.office.com/ in front.',
        `https://outlook.office.com/${bareMail[0] ?? ''}`,
      ),
    )
  else if (wanted !== null && resources.size > 0 && !resources.has(wanted))
    findings.push(
      wanted === 'outlook'
        ? make(
            'scope-wrong-resource',
            'error',
            'A token for Graph is refused by the mail server (535 5.7.3).',
            'Ask for the Outlook resource.',
            appOnly ? 'https://outlook.office365.com/.default' : 'https://outlook.office.com/SMTP.Send',
          )
        : make(
            'scope-wrong-resource',
            'error',
            'A token for Outlook is refused by Graph.',
            'Ask for the Graph resource.',
            appOnly ? 'https://graph.microsoft.com/.default' : 'https://graph.microsoft.com/Mail.Send',
          ),
    )
  const defaults = scopes.filter((scope) => /\/?\.default$/i.test(scope))
  if (appOnly && defaults.length !== scopes.length)
    findings.push(
      make(
        'scope-not-default',
        'error',
        'An application that signs in by itself asks for /.default and nothing else (AADSTS1002012).',
        'Ask for the resource with /.default.',
        wanted === 'outlook'
          ? 'https://outlook.office365.com/.default'
          : 'https://graph.microsoft.com/.default',
      ),
    )
  if (
    !appOnly &&
    defaults.length > 0 &&
    scopes.some((scope) => !defaults.includes(scope) && !signInScopes.includes(scope.toLowerCase()))
  )
    findings.push(
      make(
        'scope-default-mixed',
        'error',
        '/.default cannot stand beside single scopes (AADSTS70011).',
        'Use one or the other.',
      ),
    )
  if (mode !== undefined && !appOnly && !scopes.some((scope) => scope.toLowerCase() === 'offline_access'))
    findings.push(
      make(
        'scope-no-refresh',
        'warning',
        'Without offline_access the sign-in lasts about an hour.',
        'Add offline_access.',
      ),
    )
  if (scopes.some((scope) => /^http:\/\//i.test(scope)))
    findings.push(make('scope-http', 'error', 'A scope begins with https.', 'Write https.'))
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
