/** What is wrong with mail servers, ports and encryption, and what to enter instead; no sentence repeats a value that may be a secret. */
import type { ServerFindings } from '../../../domain/problem/server-findings.ts'
import type { FindingWords } from '../../shape/say-finding.ts'

export const serverFindings: FindingWords<ServerFindings> = {
  'host-missing': ({ right }) => ({ what: 'The mail server is missing.', next: `Enter ${right}.` }),
  'host-blank': ({ right }) => ({
    what: 'The mail server contains a space or an invisible character.',
    next: `Enter ${right} by hand.`,
  }),
  'host-scheme': ({ right }) => ({
    what: 'A mail server is a name, without smtp:// or https:// in front.',
    next: `Enter ${right}.`,
  }),
  'host-address': ({ right }) => ({
    what: 'This is an email address, not a server.',
    next: `Enter ${right}.`,
  }),
  'host-mx': ({ right }) => ({
    what: 'This is where other servers deliver mail to your organisation (MX). Nobody can sign in there.',
    next: `Enter ${right}.`,
  }),
  'host-legacy': ({ right }) => ({
    what: 'This server is for programs with an outdated TLS version.',
    next: `Use ${right} if the product supports TLS 1.2.`,
  }),
  'host-hve': ({ right }) => ({
    what: 'This server accepts High Volume Email accounts only, and only for mail within the organisation.',
    next: `Enter ${right}.`,
  }),
  'host-consumer': ({ right }) => ({
    what: 'This is the server for private Outlook.com accounts; it works, but is not the documented one.',
    next: `Enter ${right}.`,
  }),
  'host-old': ({ host, right }) => ({
    what: `“${host}” is an old name of the server.`,
    next: `Enter ${right}.`,
  }),
  'host-other-protocol': ({ host, right }) => ({
    what: `“${host}” is not the server for sending mail.`,
    next: `Enter ${right}.`,
  }),
  'host-local': ({ right }) => ({
    what: 'This is the computer the product runs on, perhaps a relay.',
    next: `Enter ${right}.`,
  }),
  'host-unknown': ({ host, right }) => ({
    what: `“${host}” is not the Microsoft 365 server for sending mail.`,
    next: `Enter ${right}, unless you want to use a relay.`,
  }),
  'port-missing': ({ right }) => ({ what: 'The port is missing.', next: `Use ${right} with STARTTLS.` }),
  'port-number': ({ port, right }) => ({
    what: `“${port}” is not a port.`,
    next: `Use ${right} with STARTTLS.`,
  }),
  'port-25': ({ right }) => ({
    what: 'Port 25 is for mail between servers. Microsoft 365 accepts it from clients only as a stopgap, and many networks block it.',
    next: `Use ${right} with STARTTLS.`,
  }),
  'port-465': ({ right }) => ({
    what: 'Microsoft 365 does not offer implicit TLS on port 465; the connection times out.',
    next: `Use ${right} with STARTTLS.`,
  }),
  'port-567': ({ right }) => ({
    what: '567 is a misprint for 587; nothing answers there.',
    next: `Use ${right} with STARTTLS.`,
  }),
  'port-2525': ({ right }) => ({
    what: 'Other mail services use 2525; Microsoft 365 does not.',
    next: `Use ${right} with STARTTLS.`,
  }),
  'port-other': ({ port, right }) => ({
    what: `Microsoft 365 does not accept mail on port ${port}.`,
    next: `Use ${right} with STARTTLS.`,
  }),
  'tls-none': () => ({
    what: 'Without encryption the server does not let anyone sign in (530 5.7.57).',
    next: 'Choose STARTTLS.',
  }),
  'tls-implicit': () => ({
    what: 'Microsoft 365 does not offer implicit TLS.',
    next: 'Choose STARTTLS.',
  }),
  'tls-old': () => ({
    what: 'Microsoft 365 accepts TLS 1.2 or newer only.',
    next: 'Choose STARTTLS with TLS 1.2 or newer.',
  }),
  'tls-unclear': ({ mode }) => ({
    what: `“${mode}” can mean two things; only STARTTLS works here.`,
    next: 'Make sure it starts unencrypted on port 587 and then switches to TLS.',
  }),
  'tls-unknown': ({ mode }) => ({
    what: `“${mode}” is not a known type of encryption.`,
    next: 'Choose STARTTLS.',
  }),
  'host-name-space': () => ({ what: 'It contains a space.', next: 'Enter the name of the server only.' }),
  'host-name-only': () => ({
    what: 'Only the name of the server is needed, without https:// and without a path.',
    next: 'Remove what is around it.',
  }),
  'host-name-address': () => ({
    what: 'This looks like an email address.',
    next: 'Enter the name of the server.',
  }),
  'host-name-colons': () => ({
    what: 'It contains more than one colon.',
    next: 'Write it like server.contoso.com or server.contoso.com:8443.',
  }),
  'host-name-port': () => ({
    what: 'The port must be a number from 1 to 65535.',
    next: 'Write it like server.contoso.com:8443, or leave the port out.',
  }),
  'host-name-shape': () => ({
    what: 'This is not a host name: letters, digits, hyphens and dots only, and no dot at either end.',
    next: 'Write it like server.contoso.com.',
  }),
}
