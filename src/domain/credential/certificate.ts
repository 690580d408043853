/** What a certificate says about itself, and whether Entra will take it. @see reference 2.4 */
import { shown, type Finding } from '../lint/finding.ts'

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

export function lintCertificate(facts: CertificateFacts, now: string): Finding[] {
  const at = Date.parse(now)
  const make = (id: string, severity: Finding['severity'], sentence: string, fix: string): Finding => ({
    id,
    severity,
    field: 'certificate',
    sentence,
    fix,
  })
  const findings: Finding[] = []
  if (!facts.keyMatches)
    findings.push(
      make(
        'certificate-key-differs',
        'error',
        `The private key does not belong to the certificate “${shown(facts.subject)}”.`,
        'Take the key that was made together with the certificate.',
      ),
    )
  if (facts.keyType !== 'rsa')
    findings.push(
      make(
        'certificate-not-rsa',
        'error',
        `The certificate has a key of the kind ${shown(facts.keyType)}; the assertion is signed with RSA (PS256).`,
        'Make a certificate with an RSA key of 2048 bits or more.',
      ),
    )
  else if (facts.bits !== null && facts.bits < leastBits)
    findings.push(
      make(
        'certificate-short-key',
        'error',
        `The key has ${facts.bits} bits; less than ${leastBits} is not safe any more.`,
        'Make a certificate with an RSA key of 2048 bits or more.',
      ),
    )
  if (Date.parse(facts.validTo) <= at)
    findings.push(
      make(
        'certificate-expired',
        'error',
        `The certificate ended on ${facts.validTo.slice(0, 10)}.`,
        'Make another one and upload its public part to the registration.',
      ),
    )
  else if (Date.parse(facts.validFrom) > at + clockSpareMs)
    findings.push(
      make(
        'certificate-not-yet',
        'error',
        `The certificate is valid only from ${facts.validFrom.slice(0, 10)} on.`,
        'Add it on that day, or check the clock of this computer.',
      ),
    )
  else if (Date.parse(facts.validTo) - at < soonMs)
    findings.push(
      make(
        'certificate-ends-soon',
        'warning',
        `The certificate ends on ${facts.validTo.slice(0, 10)} already.`,
        'Plan the next one now.',
      ),
    )
  return findings
}
