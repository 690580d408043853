/** Whether a certificate was issued by the one extra authority a cloud names, for this computer itself. */
import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'

const loopbackHosts = new Set(['localhost', '127.0.0.1', '::1', '[::1]'])

/**
 * True only for a loopback host, a certificate in force, signed by exactly `authority`, and made out to that host.
 * Everything else is left to the system's own verification.
 */
export function vouchedFor(
  authority: X509Certificate,
  server: { readonly hostname: string; readonly pem: string },
  now: Date,
): boolean {
  if (!loopbackHosts.has(server.hostname)) return false
  const leaf = parse(server.pem)
  if (leaf === null || !authority.ca) return false
  if (!isMadeOutTo(leaf, server.hostname.replace(/^\[|\]$/g, ''))) return false
  if (!inForce(leaf, now) || !inForce(authority, now)) return false
  return leaf.checkIssued(authority) && leaf.verify(authority.publicKey)
}

function isMadeOutTo(leaf: X509Certificate, host: string): boolean {
  return (isIP(host) === 0 ? leaf.checkHost(host) : leaf.checkIP(host)) !== undefined
}

function inForce(certificate: X509Certificate, now: Date): boolean {
  return certificate.validFromDate <= now && now < certificate.validToDate
}

function parse(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem)
  } catch {
    return null
  }
}
