/** Authority and client kind of a registration. @see reference 2.1, 2.2 */
import type { Finding } from './finding.ts'

/** The sign-in address or its tenant part, for a registration of one tenant. @see reference 2.2 */
export function lintAuthority(
  value: string,
  { audience = 'AzureADMyOrg' }: { readonly audience?: string | undefined } = {},
): Finding[] {
  const text = value.trim().slice(0, 1000)
  const make = (id: string, severity: Finding['severity'], sentence: string, fix: string): Finding => ({
    id,
    severity,
    field: 'authority',
    sentence,
    fix,
  })
  if (text === '') return []
  const tenant = /^https?:\/\/[^/]+\/([^/?#]*)/i.exec(text)?.[1] ?? text
  const findings: Finding[] = []
  if (/^http:\/\//i.test(text))
    findings.push(make('authority-http', 'error', 'A sign-in address begins with https.', 'Write https.'))
  if (audience === 'AzureADMyOrg' && ['common', 'organizations', 'consumers'].includes(tenant.toLowerCase()))
    findings.push(
      make(
        'authority-common',
        'error',
        `A registration for one organisation cannot sign in at /${tenant.toLowerCase()} (AADSTS50194).`,
        'Put the Directory (tenant) ID in its place.',
      ),
    )
  if (/\/oauth2\/(?!v2\.0)/i.test(text))
    findings.push(
      make(
        'authority-v1',
        'warning',
        'This is the old endpoint; it takes other parameters.',
        'Use …/oauth2/v2.0/token and send a POST.',
      ),
    )
  return findings
}

/** What a registration says about its client against what the product does. @see reference 2.1 */
export function lintClientKind(facts: {
  readonly platforms: readonly ('web' | 'publicClient' | 'spa')[]
  readonly credential: 'secret' | 'certificate' | 'none'
  readonly flow: 'code' | 'client-credentials' | 'device-code'
  readonly publicFlows?: boolean | undefined
}): Finding[] {
  const { platforms, credential, flow } = facts
  const make = (id: string, severity: Finding['severity'], sentence: string, fix: string): Finding => ({
    id,
    severity,
    field: 'client-kind',
    sentence,
    fix,
  })
  if (flow === 'client-credentials') {
    const findings: Finding[] = []
    if (credential === 'none')
      findings.push(
        make(
          'client-no-credential',
          'error',
          'An application that signs in by itself needs a secret or a certificate (AADSTS7000218).',
          'Add a client secret.',
        ),
      )
    if (platforms.includes('publicClient') && !platforms.includes('web'))
      findings.push(
        make(
          'client-contradiction',
          'warning',
          'A redirect of a public client beside a secret contradicts itself; it only works because this flow uses no redirect.',
          'Leave the redirect out.',
        ),
      )
    if (facts.publicFlows === true)
      findings.push(
        make(
          'client-public-flows',
          'warning',
          '“Allow public client flows” is on without need.',
          'Set it to No.',
        ),
      )
    return findings
  }
  if (flow === 'device-code')
    return facts.publicFlows === true
      ? []
      : [
          make(
            'client-fallback',
            'error',
            'A device code needs “Allow public client flows” (AADSTS7000218).',
            'Set it to Yes.',
          ),
        ]
  if (platforms.includes('spa'))
    return [
      make(
        'client-spa',
        'error',
        'A code redirected to a single-page address cannot be redeemed elsewhere (AADSTS9002327).',
        'Register the address under Web.',
      ),
    ]
  if (credential === 'none' && !platforms.includes('publicClient'))
    return [
      make(
        'client-web-no-credential',
        'error',
        'The platform Web asks for a secret or a certificate (AADSTS7000218).',
        'Add a credential, or use Mobile and desktop applications.',
      ),
    ]
  if (credential !== 'none' && !platforms.includes('web'))
    return [
      make(
        'client-public-with-credential',
        'error',
        'A public client must not present a secret (AADSTS700025).',
        'Register the server’s address under Web.',
      ),
    ]
  return []
}
