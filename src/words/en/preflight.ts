/** What was found on the product's own server. */
import { commandWord } from '../../domain/text/command-word.ts'
import type {
  HostVerdict,
  PreflightFinding,
  PreflightFindings,
} from '../../domain/preflight/judge-preflight.ts'
import { powerShellText } from '../../domain/text/power-shell.ts'
import { formatDay } from '../shape/format.ts'
import { n } from './counts.ts'

const locale = 'en-GB'
const quoted = (text: string) => (text === '' ? '' : ` The server says: ${text}`)

const says: { readonly [C in keyof PreflightFindings]: (facts: PreflightFindings[C]) => string } = {
  'name-not-found': ({ host, said }) =>
    `The name ${host} cannot be found from this server. Check its DNS.${quoted(said)}`,
  'port-closed': ({ host, port, proxy }) =>
    `No connection to ${host} on port ${port}. Open it in the firewall, outgoing.${proxy === null ? '' : ` This account has the proxy ${proxy}; a product that uses it may still get through.`}`,
  'no-starttls': ({ host, port }) =>
    `${host} on port ${port} does not offer STARTTLS here, although Microsoft does. Something in between removes it: exempt this connection from inspection.`,
  'tls-failed': ({ host, said }) => `No TLS with ${host}. TLS 1.2 is needed.${quoted(said)}`,
  'tls-old': ({ host, version }) =>
    `The connection to ${host} uses ${version}. Microsoft takes TLS 1.2 and later.`,
  intercepted: ({ host, issuer, product }) =>
    `The certificate of ${host} comes from ${issuer}${product === null ? '' : ` (${product})`} and not from Microsoft: something in between inspects the connection. Exempt this host, or let the product trust that issuer.`,
  'not-trusted': ({ host, issuer }) =>
    `This server does not trust the certificate of ${host} (issuer: ${issuer}). Update its root certificates.`,
  'wrong-name': ({ host, subject }) =>
    `What answers as ${host} shows a certificate for another name: ${subject}. Check DNS and proxy.`,
  'certificate-expired': ({ host, notAfter }) =>
    `The certificate shown for ${host} expired on ${formatDay(notAfter, locale)}. Check the clock of this server, and what inspects the connection.`,
  'java-not-trusting': ({ host, root, keystore }) =>
    `Java on this server does not trust ${host}: ${root} is not in ${keystore}. Import the root there with keytool.`,
  'clock-off': ({ host, seconds }) =>
    `The clock of this server is ${n(Math.abs(seconds), 'second', 'seconds')} ${seconds > 0 ? 'behind' : 'ahead of'} ${host}. With more than five minutes, sign-ins fail. Check its time service.`,
  'through-proxy': ({ host, proxy }) =>
    `For ${host} this account has the proxy ${proxy}. The check connected without it; see that the product gets out the same way.`,
}

/** Of a record that may be of another version: a code we do not know is said as it is. */
export function sayKeptFinding({ code, facts }: { readonly code: string; readonly facts: unknown }): string {
  return Object.hasOwn(says, code)
    ? (says[code as keyof PreflightFindings] as (facts: unknown) => string)(facts)
    : code
}

export const preflight = {
  /** One code has one kind of facts; the compiler cannot see that through the mapped type. */
  sayFinding: ({ code, facts }: PreflightFinding) => (says[code] as (facts: unknown) => string)(facts),
  sayKept: sayKeptFinding,
  host: ({ host, port, good }: HostVerdict) =>
    `${host}:${port}: ${good ? 'gets through' : 'does not get through'}`,
  from: (machine: string, account: string, at: string) =>
    `Tried on ${machine} as ${account} at ${at.slice(0, 16).replace('T', ' ')} UTC.`,
  java: (keystore: string, entries: number) =>
    `Java: ${n(entries, 'root certificate', 'root certificates')} in ${keystore}.`,
  javaUnread: (error: string) => `Java’s root certificates could not be read: ${error}`,
  evidence: (step: string) => `Kept as evidence of ${step}.`,
  moved: (step: string, to: 'done' | 'blocked') =>
    `${step}: ${to === 'done' ? 'done' : 'blocked'}, reported by the script; not read from the tenant.`,
  planWritten: (file: string) => `The plan is written to ${file}.`,
  /** `folder`: where the script lies on this PC. */
  howTo: (o: { folder: string; plan: string; setup: string }) =>
    [
      `Copy the plan and ${o.folder}/Test-ProductServer.ps1 to the server of the product. No module is needed.`,
      'Sign in there as the account of the product’s service, and open PowerShell.',
      'Allow scripts in this window only: Set-ExecutionPolicy -Scope Process RemoteSigned. If the files came by download: Unblock-File .\\Test-ProductServer.ps1',
      `Run: .\\Test-ProductServer.ps1 -Plan ${powerShellText(o.plan)} -Result preflight-result.json`,
      `Import the result: preflight take ${commandWord(o.setup)} preflight-result.json`,
    ].map((step, index) => `${index + 1}. ${step}`),
}
