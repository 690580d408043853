/**
 * What can be said about one value that somebody entered: a code with its facts, worded in `src/words/en/findings.ts`.
 * Found offline, before anything is sent anywhere.
 */

/** error: it cannot work. warning: it works by accident, or not for long. note: good to know. */
export type Severity = 'error' | 'warning' | 'note'

/** The ids of a registration that look alike. */
export type IdKind = 'tenant-id' | 'client-id' | 'service-principal-id'

/** What a product or a person says about itself: text and numbers that may be shown. Never a secret. */
export interface Findings {
  'id-missing': { readonly id: IdKind }
  'id-blank': { readonly id: IdKind }
  'id-quotes': { readonly id: IdKind }
  'id-zeros': { readonly id: IdKind }
  'id-resource': { readonly id: IdKind }
  'id-swapped': { readonly id: IdKind; readonly is: IdKind | 'secret-id' }
  'id-object-twin': { readonly id: IdKind; readonly of: 'registration' | 'enterprise-application' }
  'id-secret': { readonly id: IdKind }
  'id-uri': { readonly id: IdKind }
  'id-address': { readonly id: IdKind }
  'id-web-address': { readonly id: IdKind }
  'id-hyphens': { readonly id: IdKind }
  'id-shape': { readonly id: IdKind }
  'tenant-common': { readonly name: string }
  'tenant-domain': object

  'secret-missing': object
  'secret-long': object
  'secret-id': { readonly is: 'client-id' | 'tenant-id' | 'secret-id' }
  'secret-key': object
  'secret-hidden': object
  'secret-other': object
  'secret-blank': object
  'secret-quotes': object
  'secret-short': object

  'date-shape': object
  'end-unknown': object
  'end-past': { readonly on: string }
  'end-far': { readonly months: number }
  'time-shape': { readonly text: string }

  'certificate-key-differs': { readonly subject: string }
  'certificate-not-rsa': { readonly keyType: string; readonly least: number }
  'certificate-short-key': { readonly bits: number; readonly least: number }
  'certificate-expired': { readonly on: string }
  'certificate-not-yet': { readonly from: string }
  'certificate-ends-soon': { readonly on: string }

  'authority-http': object
  'authority-common': { readonly name: string }
  'authority-v1': object

  'client-no-credential': object
  'client-contradiction': object
  'client-public-flows': object
  'client-fallback': object
  'client-spa': object
  'client-web-no-credential': object
  'client-public-with-credential': object

  'redirect-missing': object
  'redirect-malformed': { readonly uri: string }
  'redirect-blank': object
  'redirect-character': { readonly characters: readonly string[] }
  'redirect-wildcard': object
  'redirect-fragment': object
  'redirect-backslash': object
  'redirect-length': { readonly length: number; readonly most: number }
  'redirect-http': object
  'redirect-slashes': { readonly scheme: string }
  'redirect-scheme-missing': object
  'redirect-scheme': { readonly scheme: string }
  'redirect-host-run-together': { readonly written: string; readonly host: string }
  'redirect-credentials': object
  'redirect-https-loopback': object
  'redirect-ipv6': object
  'redirect-127': object
  'redirect-short-host': { readonly host: string }
  'redirect-dots': object
  'redirect-spa': object
  'redirect-native-under-web': object
  'redirect-loopback-under-web': object
  'redirect-server-under-desktop': object
  'redirect-scheme-differs': { readonly wanted: string }
  'redirect-host-differs': { readonly wanted: string }
  /** Empty: no port is wanted. */
  'redirect-port-differs': { readonly wanted: string }
  'redirect-path-case': object
  'redirect-trailing-slash': object
  'redirect-path-differs': { readonly wanted: string }
  'redirect-no-path': object
  'redirect-port-pair': object

  'scope-missing': object
  'scope-two-resources': object
  'scope-bare-mail': { readonly scope: string; readonly resource: string }
  'scope-wrong-resource': { readonly wanted: 'outlook' | 'graph' }
  'scope-not-default': object
  'scope-default-mixed': object
  'scope-no-refresh': object
  'scope-http': object

  'host-missing': { readonly right: string }
  'host-blank': { readonly right: string }
  'host-scheme': { readonly right: string }
  'host-address': { readonly right: string }
  'host-mx': { readonly right: string }
  'host-legacy': { readonly right: string }
  'host-hve': { readonly right: string }
  'host-consumer': { readonly right: string }
  'host-old': { readonly host: string; readonly right: string }
  'host-other-protocol': { readonly host: string; readonly right: string }
  'host-local': { readonly right: string }
  'host-unknown': { readonly host: string; readonly right: string }
  'port-missing': { readonly right: string }
  'port-number': { readonly port: string; readonly right: string }
  'port-25': { readonly right: string }
  'port-465': { readonly right: string }
  'port-567': { readonly right: string }
  'port-2525': { readonly right: string }
  'port-other': { readonly port: string; readonly right: string }
  'tls-none': object
  'tls-implicit': object
  'tls-old': object
  'tls-unclear': { readonly mode: string }
  'tls-unknown': { readonly mode: string }

  'host-name-space': object
  'host-name-only': object
  'host-name-address': object
  'host-name-colons': object
  'host-name-port': object
  'host-name-shape': object

  'address-missing': object
  'address-long': { readonly most: number }
  'address-several': object
  'address-name': { readonly text: string }
  'address-with-name': object
  'address-letter': { readonly text: string }
  'address-local': { readonly text: string }
  'address-domain': { readonly text: string; readonly domain: string }
  'address-blank': object
  'address-no-reply': object
  'address-private': object

  'name-missing': object
  'name-long': { readonly most: number }
  'name-invisible': object

  'answer-flag': object
  'answer-not-offered': { readonly offered: readonly string[]; readonly several: boolean }
  'answer-open': { readonly example: string | null }
  'text-wanted': { readonly example: string | null }
  'text-long': { readonly most: number }
  'text-invisible': object
  'path-shape': { readonly example: string | null }
  'plain-name-shape': { readonly most: number; readonly example: string | null }

  'row-no-address': object
  'row-address-missing': object
  'row-aliases-only': object
  'row-twice': { readonly address: string; readonly line: number }
  'row-too-many': object
  'row-kind': { readonly kind: string }
  'row-no-mailbox': { readonly kind: string }
  'row-sign-ins': { readonly address: string; readonly count: number }
  'row-sign-in-no-address': { readonly address: string; readonly text: string }
  'row-needs-sign-in': { readonly address: string; readonly kind: 'shared' | 'group' }
}

export type FindingCode = keyof Findings

const severities: Readonly<Record<FindingCode, Severity>> = {
  'id-missing': 'error',
  'id-blank': 'error',
  'id-quotes': 'error',
  'id-zeros': 'error',
  'id-resource': 'error',
  'id-swapped': 'error',
  'id-object-twin': 'error',
  'id-secret': 'error',
  'id-uri': 'error',
  'id-address': 'error',
  'id-web-address': 'error',
  'id-hyphens': 'error',
  'id-shape': 'error',
  'tenant-common': 'error',
  'tenant-domain': 'note',
  'secret-missing': 'error',
  'secret-long': 'error',
  'secret-id': 'error',
  'secret-key': 'error',
  'secret-hidden': 'error',
  'secret-other': 'error',
  'secret-blank': 'warning',
  'secret-quotes': 'warning',
  'secret-short': 'warning',
  'date-shape': 'error',
  'end-unknown': 'note',
  'end-past': 'error',
  'end-far': 'warning',
  'time-shape': 'error',
  'certificate-key-differs': 'error',
  'certificate-not-rsa': 'error',
  'certificate-short-key': 'error',
  'certificate-expired': 'error',
  'certificate-not-yet': 'error',
  'certificate-ends-soon': 'warning',
  'authority-http': 'error',
  'authority-common': 'error',
  'authority-v1': 'warning',
  'client-no-credential': 'error',
  'client-contradiction': 'warning',
  'client-public-flows': 'warning',
  'client-fallback': 'error',
  'client-spa': 'error',
  'client-web-no-credential': 'error',
  'client-public-with-credential': 'error',
  'redirect-missing': 'error',
  'redirect-malformed': 'error',
  'redirect-blank': 'error',
  'redirect-character': 'error',
  'redirect-wildcard': 'error',
  'redirect-fragment': 'error',
  'redirect-backslash': 'error',
  'redirect-length': 'error',
  'redirect-http': 'error',
  'redirect-slashes': 'error',
  'redirect-scheme-missing': 'error',
  'redirect-scheme': 'error',
  'redirect-host-run-together': 'error',
  'redirect-credentials': 'error',
  'redirect-https-loopback': 'warning',
  'redirect-ipv6': 'error',
  'redirect-127': 'warning',
  'redirect-short-host': 'warning',
  'redirect-dots': 'error',
  'redirect-spa': 'error',
  'redirect-native-under-web': 'error',
  'redirect-loopback-under-web': 'warning',
  'redirect-server-under-desktop': 'warning',
  'redirect-scheme-differs': 'error',
  'redirect-host-differs': 'error',
  'redirect-port-differs': 'error',
  'redirect-path-case': 'error',
  'redirect-trailing-slash': 'error',
  'redirect-path-differs': 'error',
  'redirect-no-path': 'note',
  'redirect-port-pair': 'error',
  'scope-missing': 'error',
  'scope-two-resources': 'error',
  'scope-bare-mail': 'error',
  'scope-wrong-resource': 'error',
  'scope-not-default': 'error',
  'scope-default-mixed': 'error',
  'scope-no-refresh': 'warning',
  'scope-http': 'error',
  'host-missing': 'error',
  'host-blank': 'error',
  'host-scheme': 'error',
  'host-address': 'error',
  'host-mx': 'error',
  'host-legacy': 'warning',
  'host-hve': 'error',
  'host-consumer': 'warning',
  'host-old': 'error',
  'host-other-protocol': 'error',
  'host-local': 'warning',
  'host-unknown': 'warning',
  'port-missing': 'error',
  'port-number': 'error',
  'port-25': 'warning',
  'port-465': 'error',
  'port-567': 'error',
  'port-2525': 'error',
  'port-other': 'error',
  'tls-none': 'error',
  'tls-implicit': 'error',
  'tls-old': 'error',
  'tls-unclear': 'note',
  'tls-unknown': 'warning',
  'host-name-space': 'error',
  'host-name-only': 'error',
  'host-name-address': 'error',
  'host-name-colons': 'error',
  'host-name-port': 'error',
  'host-name-shape': 'error',
  'address-missing': 'error',
  'address-long': 'error',
  'address-several': 'error',
  'address-name': 'error',
  'address-with-name': 'error',
  'address-letter': 'error',
  'address-local': 'error',
  'address-domain': 'error',
  'address-blank': 'warning',
  'address-no-reply': 'note',
  'address-private': 'warning',
  'name-missing': 'error',
  'name-long': 'error',
  'name-invisible': 'error',
  'answer-flag': 'error',
  'answer-not-offered': 'error',
  'answer-open': 'error',
  'text-wanted': 'error',
  'text-long': 'error',
  'text-invisible': 'error',
  'path-shape': 'error',
  'plain-name-shape': 'error',
  'row-no-address': 'error',
  'row-address-missing': 'error',
  'row-aliases-only': 'error',
  'row-twice': 'error',
  'row-too-many': 'error',
  'row-kind': 'error',
  'row-no-mailbox': 'error',
  'row-sign-ins': 'error',
  'row-sign-in-no-address': 'error',
  'row-needs-sign-in': 'error',
}

export const findingCodes = Object.keys(severities) as FindingCode[]

export type FindingOf<C extends FindingCode> = {
  readonly code: C
  readonly severity: Severity
  /** The value to enter instead, where it can be told. */
  readonly suggestion?: string
} & Readonly<Findings[C]>
export type Finding = { [C in FindingCode]: FindingOf<C> }[FindingCode]

export function found<C extends FindingCode>(
  code: C,
  facts: Readonly<Findings[C]>,
  suggestion?: string,
): FindingOf<C> {
  const severity = severities[code]
  return { code, severity, ...facts, ...(suggestion === undefined ? {} : { suggestion }) }
}

export const isError = ({ severity }: Finding): boolean => severity === 'error'

/** What to say where there is room for one thing: an error before a warning before a note. */
export function worstOf(findings: readonly Finding[]): Finding | null {
  return (
    findings.find(isError) ?? findings.find(({ severity }) => severity === 'warning') ?? findings[0] ?? null
  )
}

/** A value as a sentence may show it: short and without anything that reorders text. */
export function shown(value: string): string {
  const plain = value.toWellFormed().replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd')
  return plain.length > 80 ? `${plain.slice(0, 80)}…` : plain
}
