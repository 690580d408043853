/** What a certificate says about itself, and whether Entra will take it. @see reference 2.4 */
import { found, shown, type Finding } from '../problem/finding.ts'

export interface CertificateFacts {
  readonly subject: string
  /** SHA-256 of the DER, hex, capitals. */
  readonly thumbprint: string
  readonly validFrom: string
  readonly validTo: string
  /** Kind of its public key, in lower case: rsa, ec … */
  readonly keyType: string
  /** Size of the RSA modulus; null for another kind of key. */
  readonly bits: number | null
  /** Whether the private key beside it is the one it was made for. */
  readonly keyMatches: boolean
}

const leastBits = 2048
/** Clocks differ a little; a certificate made this minute is not from the future. */
const clockSpareMs = 5 * 60_000
const soonMs = 30 * 86_400_000

export function certificateFindings(facts: CertificateFacts, now: string): Finding[] {
  const at = Date.parse(now)
  const findings: Finding[] = []
  if (!facts.keyMatches) findings.push(found('certificate-key-differs', { subject: shown(facts.subject) }))
  if (facts.keyType !== 'rsa')
    findings.push(found('certificate-not-rsa', { keyType: shown(facts.keyType), least: leastBits }))
  else if (facts.bits !== null && facts.bits < leastBits)
    findings.push(found('certificate-short-key', { bits: facts.bits, least: leastBits }))
  if (Date.parse(facts.validTo) <= at) findings.push(found('certificate-expired', { on: facts.validTo }))
  else if (Date.parse(facts.validFrom) > at + clockSpareMs)
    findings.push(found('certificate-not-yet', { from: facts.validFrom }))
  else if (Date.parse(facts.validTo) - at < soonMs)
    findings.push(found('certificate-ends-soon', { on: facts.validTo }))
  return findings
}
