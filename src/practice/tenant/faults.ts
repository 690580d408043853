/** The faults a practice tenant can be told to show: one table, and the rule which mailbox each one hits. */

export type FaultScope = 'tenant' | 'mailbox' | 'server'

export const faults = [
  { name: 'unknown-client', scope: 'tenant', title: 'Entra does not know the client id (AADSTS700016)' },
  { name: 'wrong-tenant', scope: 'tenant', title: 'Entra does not know the tenant (AADSTS90002)' },
  {
    name: 'redirect-mismatch',
    scope: 'tenant',
    title: 'The redirect address is not registered (AADSTS50011)',
  },
  {
    name: 'missing-consent',
    scope: 'tenant',
    title: 'Nobody has consented to the permissions (AADSTS65001)',
  },
  { name: 'declined-consent', scope: 'mailbox', title: 'The person declines the consent (AADSTS65004)' },
  { name: 'bad-password', scope: 'mailbox', title: 'The password is wrong (AADSTS50126)' },
  { name: 'disabled-account', scope: 'mailbox', title: 'The account is disabled (AADSTS50057)' },
  { name: 'reused-code', scope: 'mailbox', title: 'The code was already redeemed (AADSTS54005)' },
  { name: 'pkce-mismatch', scope: 'mailbox', title: 'The code verifier does not match (AADSTS501481)' },
  { name: 'expired-refresh', scope: 'mailbox', title: 'The refresh token has expired (AADSTS700082)' },
  { name: 'revoked-refresh', scope: 'mailbox', title: 'The refresh token was revoked (AADSTS50173)' },
  { name: 'wrong-client-kind', scope: 'tenant', title: 'Entra wants a client secret (AADSTS7000218)' },
  { name: 'wrong-account', scope: 'mailbox', title: 'Single sign-on signs somebody else in' },
  {
    name: 'expired-secret',
    scope: 'tenant',
    title: 'The client secret has expired (AADSTS7000222)',
  },
  {
    name: 'wrong-secret',
    scope: 'tenant',
    title: 'The secret id was entered instead of the value (AADSTS7000215)',
  },
  {
    name: 'unknown-certificate',
    scope: 'tenant',
    title: 'The certificate is not on the registration (AADSTS700027)',
  },
  {
    name: 'conditional-access',
    scope: 'tenant',
    title: 'A Conditional Access policy blocks the application (AADSTS53003)',
  },
  {
    name: 'app-out-of-scope',
    scope: 'mailbox',
    title: 'The application is not allowed into the mailbox (ErrorAccessDenied, 535 5.7.3)',
  },
  {
    name: 'unscoped-app',
    scope: 'tenant',
    title: 'The application reaches every mailbox, whatever its scope says',
  },
  {
    name: 'not-propagated',
    scope: 'mailbox',
    title: 'A right just granted is not in force yet: the first two tries are refused',
  },
  { name: 'graph-http-401', scope: 'mailbox', title: 'Graph does not accept the token (HTTP 401)' },
  { name: 'graph-http-403', scope: 'mailbox', title: 'Graph denies access to the mailbox (HTTP 403)' },
  { name: 'graph-http-404', scope: 'mailbox', title: 'Graph finds no usable mailbox (HTTP 404)' },
  { name: 'graph-http-503', scope: 'mailbox', title: 'Graph is busy for the mailbox (HTTP 503)' },
  {
    name: 'graph-throttled',
    scope: 'mailbox',
    title: 'Graph asks the first two calls to wait (HTTP 429, Retry-After)',
  },
  { name: 'graph-silent', scope: 'mailbox', title: 'Graph never answers' },
  { name: 'graph-drop', scope: 'mailbox', title: 'The connection to Graph is cut before anything is done' },
  {
    name: 'graph-drop-reply',
    scope: 'mailbox',
    title: 'Graph does what was asked, and the connection is cut before the reply',
  },
  {
    name: 'graph-truncated',
    scope: 'mailbox',
    title: 'Graph does what was asked, and the reply breaks off',
  },
  {
    name: 'graph-wrong-json',
    scope: 'mailbox',
    title: 'Graph does what was asked, and something else than JSON comes back',
  },
  { name: 'ews-blocked', scope: 'tenant', title: 'EWS is switched off for the organisation (HTTP 403)' },
  { name: 'token-http-429', scope: 'tenant', title: 'The token endpoint asks to wait (HTTP 429)' },
  { name: 'token-silent', scope: 'tenant', title: 'The token endpoint never answers' },
  { name: 'token-truncated', scope: 'tenant', title: 'The token endpoint’s reply breaks off' },
  { name: 'token-wrong-json', scope: 'tenant', title: 'The token endpoint answers with a page, not JSON' },
  { name: 'token-http-500', scope: 'tenant', title: 'The token endpoint answers HTTP 500' },
  { name: 'tenant-smtp-auth-off', scope: 'tenant', title: 'SMTP AUTH is off for the tenant (535 5.7.139)' },
  {
    name: 'mailbox-smtp-auth-off',
    scope: 'mailbox',
    title: 'SMTP AUTH is off for the mailbox (535 5.7.139)',
  },
  { name: 'no-send-as', scope: 'mailbox', title: 'Send As is missing (554 5.2.252)' },
  { name: 'auth-failed', scope: 'mailbox', title: 'Exchange refuses the token (535 5.7.3)' },
  { name: 'concurrent-connections', scope: 'mailbox', title: 'Too many connections (432 4.3.2)' },
  { name: 'ip-throttled', scope: 'mailbox', title: 'The source address is throttled (451 4.7.500)' },
  { name: 'recipient-unknown', scope: 'mailbox', title: 'The recipient is unknown (550 5.1.10)' },
  { name: 'lost-mail', scope: 'mailbox', title: 'The message is accepted and never arrives' },
  {
    name: 'junk-mail',
    scope: 'mailbox',
    title: 'The message arrives in Junk Email',
  },
  {
    name: 'dmarc-fail',
    scope: 'mailbox',
    title: 'The message arrives with failed SPF and DMARC results',
  },
  {
    name: 'ndr-unknown-recipient',
    scope: 'mailbox',
    title: 'Accepted, then reported undeliverable: the recipient is unknown (5.1.10)',
  },
  {
    name: 'ndr-sender-blocked',
    scope: 'mailbox',
    title: 'Accepted, then reported undeliverable: the sender is blocked (5.1.8)',
  },
  {
    name: 'ndr-rejected',
    scope: 'mailbox',
    title: 'Accepted, then reported undeliverable: a mail flow rule rejected it (5.7.1)',
  },
  {
    name: 'directory-lag',
    scope: 'tenant',
    title: 'A change in the directory shows only at the fourth look',
  },
  {
    name: 'half-replicated',
    scope: 'tenant',
    title: 'After a change in the directory, old and new answers take turns for six looks',
  },
  {
    name: 'directory-throttled',
    scope: 'tenant',
    title: 'The directory asks the first two calls to wait (HTTP 429, Retry-After)',
  },
  {
    name: 'concurrent-writes',
    scope: 'tenant',
    title: 'The first change in the directory meets another one (HTTP 409)',
  },
  {
    name: 'role-spreading',
    scope: 'tenant',
    title: 'A directory role just given is not known everywhere: the first three calls are refused',
  },
  { name: 'slow', scope: 'server', title: 'Every reply takes a while' },
  { name: 'no-starttls', scope: 'server', title: 'The mail server offers no STARTTLS' },
  { name: 'bad-certificate', scope: 'server', title: 'The mail server shows an untrusted certificate' },
  { name: 'drop-connect', scope: 'server', title: 'The connection is cut before the greeting' },
  { name: 'drop-ehlo', scope: 'server', title: 'The connection is cut at EHLO' },
  { name: 'drop-starttls', scope: 'server', title: 'The connection is cut at STARTTLS' },
  { name: 'drop-auth', scope: 'mailbox', title: 'The connection is cut at AUTH' },
  { name: 'drop-mail', scope: 'mailbox', title: 'The connection is cut at MAIL FROM' },
  { name: 'drop-rcpt', scope: 'mailbox', title: 'The connection is cut at RCPT TO' },
  { name: 'drop-data', scope: 'mailbox', title: 'The connection is cut at DATA' },
  {
    name: 'drop-body',
    scope: 'mailbox',
    title: 'The connection is cut after the message, which is lost',
  },
  {
    name: 'drop-reply',
    scope: 'mailbox',
    title: 'The connection is cut after the message was stored, before the reply',
  },
] as const satisfies readonly { name: string; scope: FaultScope; title: string }[]

export type FaultName = (typeof faults)[number]['name']
type ScopedName<S extends FaultScope> = Extract<(typeof faults)[number], { scope: S }>['name']

export interface Fault {
  name: FaultName
  scope: FaultScope
  /** lower-case, as typed: 'anna@contoso.example' or just 'anna' */
  address?: string
}
export type ParsedFault = { ok: true; fault: Fault } | { ok: false; error: { code: string; text: string } }

/** Reads 'name' or 'name@address'; the first @ ends the name. */
export function parseFault(spec: string): ParsedFault {
  const at = spec.indexOf('@')
  const name = (at < 0 ? spec : spec.slice(0, at)).trim()
  const address =
    at < 0
      ? undefined
      : spec
          .slice(at + 1)
          .trim()
          .toLowerCase()
  const known = faults.find((fault) => fault.name === name)
  if (known === undefined) {
    const names = faults.map((fault) => fault.name).join(', ')
    return refuse('unknown-fault', `There is no fault called "${name}". Known faults: ${names}.`)
  }
  if (address === undefined) return { ok: true, fault: { name: known.name, scope: known.scope } }
  if (address === '') return refuse('bad-fault', `"${spec}" names no mailbox after the @.`)
  if (known.scope !== 'mailbox')
    return refuse(
      'bad-fault',
      `The fault ${name} hits the whole ${known.scope}: write it without "@${address}".`,
    )
  return { ok: true, fault: { name: known.name, scope: known.scope, address } }
}

function refuse(code: string, text: string): ParsedFault {
  return { ok: false, error: { code, text } }
}

export interface FaultTargets {
  /** hit by a mailbox fault that names no mailbox */
  first: string
  /** hit by no-send-as that names no mailbox */
  shared: string | undefined
  /** 'anna' → 'anna@contoso.example'; undefined when there is no such mailbox */
  resolve(address: string): string | undefined
}

/** The faults switched on just now, as 'name' or 'name@address' with the address spelled out. */
export class FaultBoard {
  readonly #on: Set<string>
  /** how often a fault that passes by itself has been met */
  readonly #met = new Map<string, number>()
  readonly #targets: FaultTargets

  constructor(initial: Iterable<string>, targets: FaultTargets) {
    this.#on = new Set(initial)
    this.#targets = targets
  }

  set(spec: string, on: boolean): ParsedFault {
    const parsed = parseFault(spec)
    if (!parsed.ok) return parsed
    const { name, scope, address } = parsed.fault
    let key: string = name
    if (scope === 'mailbox') {
      const target = address === undefined ? this.#default(name) : this.#targets.resolve(address)
      if (target === undefined)
        return refuse(
          'unknown-mailbox',
          `The practice tenant has no mailbox ${address ?? ''} for the fault ${name}.`,
        )
      key = `${name}@${target}`
    }
    this.#met.delete(key)
    if (on) this.#on.add(key)
    else this.#on.delete(key)
    return parsed
  }

  #default(name: FaultName): string {
    return name === 'no-send-as' ? (this.#targets.shared ?? this.#targets.first) : this.#targets.first
  }

  list(): string[] {
    return [...this.#on]
  }

  /** Is a fault of the whole tenant or server on? */
  on(name: ScopedName<'tenant' | 'server'>): boolean {
    return this.#on.has(name)
  }

  /** Is it one of the first times that anybody meets a fault of the tenant which then passes? */
  onFirst(name: ScopedName<'tenant'>, times: number): boolean {
    if (!this.on(name)) return false
    const met = this.#met.get(name) ?? 0
    this.#met.set(name, met + 1)
    return met < times
  }

  /** Is a mailbox fault on for this address? */
  hits(name: ScopedName<'mailbox'>, address: string | undefined): boolean {
    return address !== undefined && this.#on.has(`${name}@${address.toLowerCase()}`)
  }

  /** Is it one of the first times that this mailbox meets a fault which then passes? */
  hitsFirst(name: ScopedName<'mailbox'>, address: string | undefined, times: number): boolean {
    if (address === undefined || !this.hits(name, address)) return false
    const key = `${name}@${address.toLowerCase()}`
    const met = this.#met.get(key) ?? 0
    this.#met.set(key, met + 1)
    return met < times
  }
}
