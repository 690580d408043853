/** How a credential is called, where a person has to tell one from another. */
import type { Credential } from './credential.schema.ts'

/** As the portal does it: three characters stay visible. A short text would be given away by them. */
export function secretHint(secret: string): string {
  const characters = [...secret]
  return characters.length < 12 ? '…' : `${characters.slice(0, 3).join('')}…`
}

export function credentialTitle({ kind, hint }: Pick<Credential, 'kind' | 'hint'>): string {
  return kind === 'secret' ? `Client secret ${hint}` : `Certificate ${hint}`
}

/** The sentence that tells why, without time stamps and trace ids. */
export function refusalWords({ reply }: NonNullable<Credential['refused']>): string {
  return /AADSTS\d+[^.\r\n]*/.exec(reply)?.[0] ?? reply
}
