/** SMTP host, port and TLS mode as typed into a product. @see reference 4.1 */
import { shown, type Finding } from './finding.ts'

export interface MailServerContext {
  /** Of the setup's cloud; smtp.office365.com when not given. */
  readonly host?: string | undefined
  readonly port?: number | undefined
}

const notMicrosoft: Readonly<Record<string, string>> = {
  '25': 'Port 25 is for servers among themselves. Microsoft 365 accepts it for clients only as a stopgap, and many networks block it.',
  '465': 'Microsoft 365 offers no TLS from the first byte on port 465; the connection ends in a timeout.',
  '567': '567 is a misprint for 587; nothing answers there.',
  '2525': 'Other mail services use 2525; Microsoft 365 does not.',
}

/** The host; a port after it (smtp.office365.com:567) is looked at as well. */
export function lintMailHost(value: string, context: MailServerContext = {}): Finding[] {
  const right = context.host ?? 'smtp.office365.com'
  const text = value.slice(0, 1000)
  const trimmed = text.trim()
  const found = (
    id: string,
    sentence: string,
    fix: string,
    severity: Finding['severity'] = 'error',
  ): Finding => ({
    id,
    severity,
    field: 'smtp-host',
    sentence,
    fix,
    suggestion: right,
  })
  if (trimmed === '') return [found('host-missing', 'The mail server is missing.', `Enter ${right}.`)]
  const findings: Finding[] = []
  if (trimmed !== text || /[\s\p{Cc}\p{Cf}]/u.test(trimmed))
    findings.push(
      found('host-blank', 'The mail server has a blank or an invisible character in it.', 'Type it in.'),
    )
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed))
    findings.push(
      found(
        'host-scheme',
        'A mail server is a name, without smtp:// or https:// in front.',
        `Enter ${right}.`,
      ),
    )
  if (trimmed.includes('@'))
    findings.push(found('host-address', 'This is an e-mail address, not a server.', `Enter ${right}.`))
  const [, host = '', port] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^:/?#]*)(?::([^/?#]*))?/i.exec(trimmed) ?? []
  if (port !== undefined) findings.push(...lintMailPort(port, context))
  const name = host.toLowerCase().replace(/\.$/, '')
  if (name === right.toLowerCase()) return findings
  if (/\.mail\.protection\.outlook\.com$|\.mx\.microsoft$/.test(name))
    findings.push(
      found(
        'host-mx',
        'This is where other servers deliver to your organisation (MX). Nobody can sign in there.',
        `Enter ${right}.`,
      ),
    )
  else if (name === 'smtp-legacy.office365.com')
    findings.push(
      found(
        'host-legacy',
        'This host is for programs with an outdated TLS version.',
        `Use ${right} if the product has TLS 1.2.`,
        'warning',
      ),
    )
  else if (name === 'smtp-hve.office365.com')
    findings.push(
      found(
        'host-hve',
        'This host takes High Volume Email accounts only, and inside the organisation only.',
        `Enter ${right}.`,
      ),
    )
  else if (name === 'smtp-mail.outlook.com')
    findings.push(
      found(
        'host-consumer',
        'This is the name for private Outlook.com accounts; it works, but is not the documented one.',
        `Enter ${right}.`,
        'warning',
      ),
    )
  else if (/^smtp(?:-[a-z0-9]+)?\.outlook\.com$|^pod\d+\.outlook\.com$|^smtp\.live\.com$/.test(name))
    findings.push(found('host-old', `“${shown(name)}” is an old name of the server.`, `Enter ${right}.`))
  else if (/^(?:outlook|imap|pop)\.office(?:365)?\.com$/.test(name))
    findings.push(
      found(
        'host-other-protocol',
        `“${shown(name)}” is not the server that takes mail for sending.`,
        `Enter ${right}.`,
      ),
    )
  else if (/^localhost$|^127\.|^\[?::1/.test(name))
    findings.push(
      found(
        'host-local',
        'This is the computer the product runs on, perhaps a relay.',
        `Enter ${right}.`,
        'warning',
      ),
    )
  else if (name !== '' && findings.length === 0)
    findings.push(
      found(
        'host-unknown',
        `“${shown(name)}” is not Microsoft 365’s server for sending.`,
        `Enter ${right}, unless a relay is meant.`,
        'warning',
      ),
    )
  return findings
}

export function lintMailPort(value: string, context: MailServerContext = {}): Finding[] {
  const right = String(context.port ?? 587)
  const port = value.trim().slice(0, 100)
  const found = (id: string, sentence: string, severity: Finding['severity'] = 'error'): Finding => ({
    id,
    severity,
    field: 'smtp-port',
    sentence,
    fix: `Use ${right} with STARTTLS.`,
    suggestion: right,
  })
  if (port === '') return [found('port-missing', 'The port is missing.')]
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65535)
    return [found('port-number', `“${shown(port)}” is not a port.`)]
  const number = String(Number(port))
  if (number === right) return []
  const why = notMicrosoft[number]
  if (why !== undefined) return [found(`port-${number}`, why, number === '25' ? 'warning' : 'error')]
  return [found('port-other', `Microsoft 365 takes no mail on port ${number}.`)]
}

/** What the product calls encryption: STARTTLS, SSL/TLS, none … */
export function lintTlsMode(value: string): Finding[] {
  const mode = value.trim().toLowerCase().slice(0, 100)
  const found = (id: string, severity: Finding['severity'], sentence: string, fix: string): Finding[] => [
    { id, severity, field: 'smtp-tls', sentence, fix, suggestion: 'STARTTLS' },
  ]
  if (/^(?:explicit|start.?tls|explicit tls|tls.*start.*)$/.test(mode)) return []
  if (['', 'none', 'off', 'no', 'false', 'plain', 'unencrypted', 'no encryption', '0'].includes(mode))
    return found(
      'tls-none',
      'error',
      'Without encryption the server offers no sign-in (530 5.7.57).',
      'Choose STARTTLS.',
    )
  if (/implicit|smtps|465|wrapped/.test(mode))
    return found(
      'tls-implicit',
      'error',
      'TLS from the first byte is not offered by Microsoft 365.',
      'Choose STARTTLS.',
    )
  if (/\b(?:ssl ?v?[23]|tls ?v?1\.[01]|tls ?v?1)(?![.\d])/.test(mode))
    return found(
      'tls-old',
      'error',
      'Microsoft 365 takes TLS 1.2 or newer only.',
      'Choose STARTTLS with TLS 1.2 or newer.',
    )
  if (/ssl|tls|on|yes|true|auto/.test(mode))
    return found(
      'tls-unclear',
      'note',
      `“${shown(value)}” can mean two things; only STARTTLS works here.`,
      'Make sure it begins unencrypted on 587 and then upgrades.',
    )
  return found(
    'tls-unknown',
    'warning',
    `“${shown(value)}” is no known kind of encryption.`,
    'Choose STARTTLS.',
  )
}
