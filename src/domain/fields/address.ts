/** An e-mail address as Exchange Online has them. @see reference 4.8 */
import { found, shown, type Finding } from '../problem/finding.ts'
import { checked, type Checked } from './checked.ts'

const mostCharacters = 254
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const domainName = new RegExp(`^(?:${label}\\.)+${label}$`)
/** RFC 5321 dot-atom. Exchange Online makes no mailbox with other characters, and a header takes no others unencoded. */
const localPart = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/

/** The domain comes back in lower case, the rest as typed. */
export function checkAddress(text: string, field = 'address', label: string | null = null): Checked<string> {
  const value = withoutPrefix(text.trim())
  const at = value.lastIndexOf('@')
  const kept = `${value.slice(0, at)}@${value.slice(at + 1).toLowerCase()}`
  return checked(field, kept, shapeFindings(value), label)
}

/** The address a product sends from: what is not one, and what will hardly be one of the organisation's. */
export function checkSender(text: string, field = 'address', label: string | null = null): Checked<string> {
  const address = checkAddress(text, field, label)
  return address.ok ? { ...address, findings: doubts(address.value) } : address
}

/** As it stands in a product: nobody takes off what stands around it. */
export function senderFindings(text: string): Finding[] {
  const value = text.slice(0, 1000)
  const shape = shapeFindings(value.trim())
  if (shape.length > 0) return shape
  const blank = value === value.trim() ? [] : [found('address-blank', {}, value.trim())]
  return [...blank, ...doubts(value.trim())]
}

function shapeFindings(value: string): Finding[] {
  if (value === '') return [found('address-missing', {})]
  if (value.length > mostCharacters) return [found('address-long', { most: mostCharacters })]
  const text = shown(value)
  const inner =
    /<([^<>\s]+@[^<>\s]+)>/.exec(value)?.[1] ??
    /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+\.[A-Za-z]{2,}/.exec(value)?.[0]
  const at = value.lastIndexOf('@')
  if (at === -1) return [found('address-name', { text })]
  if (value.indexOf('@') !== at) return [found('address-several', {}, inner)]
  if (/[\s<>"]/.test(value)) return [found('address-with-name', {}, inner)]
  if (/[^\x21-\x7e]/.test(value)) return [found('address-letter', { text })]
  const [local, domain] = [value.slice(0, at), value.slice(at + 1).toLowerCase()]
  if (local.length > 64 || !localPart.test(local)) return [found('address-local', { text })]
  return domainName.test(domain) ? [] : [found('address-domain', { text, domain: shown(domain) })]
}

function doubts(address: string): Finding[] {
  const findings: Finding[] = []
  if (/@(?:outlook|hotmail|live|gmail)\.com$/i.test(address)) findings.push(found('address-private', {}))
  if (/^(?:no-?reply|do-?not-?reply)@/i.test(address)) findings.push(found('address-no-reply', {}))
  return findings
}

function withoutPrefix(text: string): string {
  return text.replace(/^mailto:/i, '')
}
