/** What a field of a product is about, told from the template of its value: which validator fits, and whether it is a value at all. */
import type { FieldKind } from '../fields/check-field.ts'

interface FieldTemplate {
  readonly name: string
  readonly value: string
  readonly secret: boolean
}

const exact: Readonly<Record<string, FieldKind>> = {
  '{clientId}': 'client-id',
  '{tenantId}': 'tenant-id',
  '{smtpHost}': 'smtp-host',
  '{smtpHost}:{smtpPort}': 'smtp-host',
  '{smtpPort}': 'smtp-port',
  '{senders}': 'sender',
  '{oneSender}': 'sender',
  '{thisSender}': 'sender',
  '{signIns}': 'sender',
  '{oneSignIn}': 'sender',
  '{oneSharedMailbox}': 'sender',
  '{reply-reader}': 'sender',
  '{recipient}': 'sender',
}

/** Null: nothing is known about such a field beyond the value that is wanted. */
export function fieldKindOf({ name, value, secret }: FieldTemplate): FieldKind | null {
  if (secret) return 'client-secret'
  const known = exact[value]
  if (known !== undefined) return known
  if (/^STARTTLS$/i.test(value)) return 'smtp-tls'
  if (/^https:\/\/(?:graph\.|outlook\.)\S+\.(?:com|us|cn)\/\S+/.test(value)) return 'scope'
  if (/redirect/i.test(name) && /^https?:/.test(value)) return 'redirect'
  if (/^https:\/\/login\.\S+\/(?:\{tenantId\}|oauth2)/.test(value)) return 'authority'
  return null
}

/**
 * “ticked”, “press it as …”, “the connection created above”: something to do, nothing to type in. Such a text begins
 * with a small letter and a whole word; a host name, a scope or an id never does.
 */
export function isInstruction({ value, secret }: FieldTemplate): boolean {
  return !secret && /^[a-z]+(?:$|[ ,])/.test(value)
}
