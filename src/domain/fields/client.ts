/** Authority and client kind of a registration. @see reference 2.1, 2.2 */
import { found, type Finding } from '../problem/finding.ts'

/** The sign-in address or its tenant part, for a registration of one tenant unless `audience` says otherwise. */
export function authorityFindings(
  value: string,
  { audience = 'AzureADMyOrg' }: { readonly audience?: string | undefined } = {},
): Finding[] {
  const text = value.trim().slice(0, 1000)
  if (text === '') return []
  const tenant = (/^https?:\/\/[^/]+\/([^/?#]*)/i.exec(text)?.[1] ?? text).toLowerCase()
  const findings: Finding[] = []
  if (/^http:\/\//i.test(text)) findings.push(found('authority-http', {}))
  if (audience === 'AzureADMyOrg' && ['common', 'organizations', 'consumers'].includes(tenant))
    findings.push(found('authority-common', { name: tenant }))
  if (/\/oauth2\/(?!v2\.0)/i.test(text)) findings.push(found('authority-v1', {}))
  return findings
}

export interface ClientFacts {
  readonly platforms: readonly ('web' | 'publicClient' | 'spa')[]
  readonly credential: 'secret' | 'certificate' | 'none'
  readonly flow: 'code' | 'client-credentials' | 'device-code'
  readonly publicFlows?: boolean | undefined
}

/** What a registration says about its client against what the product does. */
export function clientFindings({ platforms, credential, flow, publicFlows }: ClientFacts): Finding[] {
  switch (flow) {
    case 'client-credentials': {
      const findings: Finding[] = []
      if (credential === 'none') findings.push(found('client-no-credential', {}))
      if (platforms.includes('publicClient') && !platforms.includes('web'))
        findings.push(found('client-contradiction', {}))
      if (publicFlows === true) findings.push(found('client-public-flows', {}))
      return findings
    }
    case 'device-code':
      return publicFlows === true ? [] : [found('client-fallback', {})]
    case 'code':
      if (platforms.includes('spa')) return [found('client-spa', {})]
      if (credential === 'none' && !platforms.includes('publicClient'))
        return [found('client-web-no-credential', {})]
      return credential !== 'none' && !platforms.includes('web')
        ? [found('client-public-with-credential', {})]
        : []
  }
}
