/** SMTP host, port and TLS mode as they stand in a product. @see reference 4.1 */
import { found, shown, type Finding } from '../problem/finding.ts'
import { isPort } from './host-name.ts'

export interface MailServerContext {
  /** Of the setup's cloud; smtp.office365.com when not given. */
  readonly host?: string | undefined
  readonly port?: number | undefined
}

const knownPorts = { '25': 'port-25', '465': 'port-465', '567': 'port-567', '2525': 'port-2525' } as const

/** The host; a port after it (smtp.office365.com:567) is looked at as well. */
export function mailHostFindings(value: string, context: MailServerContext = {}): Finding[] {
  const right = context.host ?? 'smtp.office365.com'
  const text = value.slice(0, 1000)
  const trimmed = text.trim()
  if (trimmed === '') return [found('host-missing', { right }, right)]
  const findings: Finding[] = []
  if (trimmed !== text || /[\s\p{Cc}\p{Cf}]/u.test(trimmed))
    findings.push(found('host-blank', { right }, right))
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)) findings.push(found('host-scheme', { right }, right))
  if (trimmed.includes('@')) findings.push(found('host-address', { right }, right))
  const [, written = '', port] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^:/?#]*)(?::([^/?#]*))?/i.exec(trimmed) ?? []
  if (port !== undefined) findings.push(...mailPortFindings(port, context))
  const name = written.toLowerCase().replace(/\.$/, '')
  if (name === right.toLowerCase()) return findings
  const known = knownHost(name, right)
  if (known !== null) return [...findings, known]
  return name === '' || findings.length > 0
    ? findings
    : [found('host-unknown', { host: shown(name), right }, right)]
}

/** A name that is known, and known to be another one than the one for sending. */
function knownHost(name: string, right: string): Finding | null {
  const host = shown(name)
  if (/\.mail\.protection\.outlook\.com$|\.mx\.microsoft$/.test(name))
    return found('host-mx', { right }, right)
  if (name === 'smtp-legacy.office365.com') return found('host-legacy', { right }, right)
  if (name === 'smtp-hve.office365.com') return found('host-hve', { right }, right)
  if (name === 'smtp-mail.outlook.com') return found('host-consumer', { right }, right)
  if (/^smtp(?:-[a-z0-9]+)?\.outlook\.com$|^pod\d+\.outlook\.com$|^smtp\.live\.com$/.test(name))
    return found('host-old', { host, right }, right)
  if (/^(?:outlook|imap|pop)\.office(?:365)?\.com$/.test(name))
    return found('host-other-protocol', { host, right }, right)
  return /^localhost$|^127\.|^\[?::1/.test(name) ? found('host-local', { right }, right) : null
}

export function mailPortFindings(value: string, context: MailServerContext = {}): Finding[] {
  const right = String(context.port ?? 587)
  const port = value.trim().slice(0, 100)
  if (port === '') return [found('port-missing', { right }, right)]
  if (!isPort(port)) return [found('port-number', { port: shown(port), right }, right)]
  const number = String(Number(port))
  if (number === right) return []
  if (Object.hasOwn(knownPorts, number))
    return [found(knownPorts[number as keyof typeof knownPorts], { right }, right)]
  return [found('port-other', { port: number, right }, right)]
}

/** What the product calls encryption: STARTTLS, SSL/TLS, none … */
export function tlsModeFindings(value: string): Finding[] {
  const mode = value.trim().toLowerCase().slice(0, 100)
  const right = 'STARTTLS'
  if (/^(?:explicit|start.?tls|explicit tls|tls.*start.*)$/.test(mode)) return []
  if (['', 'none', 'off', 'no', 'false', 'plain', 'unencrypted', 'no encryption', '0'].includes(mode))
    return [found('tls-none', {}, right)]
  if (/implicit|smtps|465|wrapped/.test(mode)) return [found('tls-implicit', {}, right)]
  if (/\b(?:ssl ?v?[23]|tls ?v?1\.[01]|tls ?v?1)(?![.\d])/.test(mode)) return [found('tls-old', {}, right)]
  return /ssl|tls|on|yes|true|auto/.test(mode)
    ? [found('tls-unclear', { mode: shown(value) }, right)]
    : [found('tls-unknown', { mode: shown(value) }, right)]
}
