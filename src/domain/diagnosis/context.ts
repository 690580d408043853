/** What the caller knows about where a text comes from. */

export interface DiagnosisContext {
  /** Where the text comes from: entra, smtp, graph, ews, imap, powershell, network, ndr, machine. */
  readonly surface?: string
  /** Where a probe ended: token, connect, tls, auth, mail, rcpt, data, body. */
  readonly stage?: string
  /** Transport of the probe, for example smtp-delegated. */
  readonly flow?: string
  /** What signs in: user, shared, app. */
  readonly identity?: string
  readonly port?: number
  readonly recipe?: string
  /** Who signs in. */
  readonly mailbox?: string
  readonly from?: string
  readonly tenantName?: string
  readonly clientId?: string
  /** The setup names a mail server of its own, on purpose: a custom cloud. */
  readonly ownServer?: boolean
  /** What was answered so far: a question's id to the choice's id. */
  readonly answers?: Readonly<Record<string, string>>
}

/** Where an error can be seen, as causes name it. */
export const surfaces = [
  'smtp',
  'graph',
  'ews',
  'imap',
  'entra',
  'powershell',
  'ndr',
  'network',
  'machine',
] as const

const surfaceNames: Readonly<Record<string, string>> = {
  local: 'machine',
  workstation: 'machine',
  ps: 'powershell',
  exo: 'powershell',
  pop: 'imap',
  pop3: 'imap',
  aad: 'entra',
  oauth: 'entra',
  dsn: 'ndr',
}

/** Whether a person's word for it is one that some cause knows. */
export function isSurface(given: string): boolean {
  const name = surfaceOf({ surface: given })
  return surfaces.some((one) => one === name)
}

export function surfaceOf(context: DiagnosisContext): string | undefined {
  const given = context.surface?.toLowerCase()
  return given === undefined ? undefined : (surfaceNames[given] ?? given)
}
