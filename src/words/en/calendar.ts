/** What expires: on the list, and as entries of a calendar. */
import type { CredentialExpiry, ExpiryItem, TenantExpiry } from '../../domain/expiry/expiry-list.ts'
import { dateWords } from './deadlines.ts'
import { terms } from './terms.ts'

const credential = ({ kind, hint, current }: CredentialExpiry) =>
  `${terms.credentialKinds[kind]} ${hint}${current ? '' : ' (replaced)'}`

const tenantKinds = {
  secret: terms.credentialKinds.secret,
  certificate: terms.credentialKinds.certificate,
  'saml-signing': 'SAML signing certificate',
} as const satisfies Record<TenantExpiry['credential'], string>
const inTenant = ({ credential: kind, name, keyId, application }: TenantExpiry) =>
  `${tenantKinds[kind]} “${name ?? keyId}” of ${application}`

export const calendarWords = {
  /** Product id of a calendar file, RFC 5545 3.7.3. */
  product: 'Expiry dates',
  what: (item: ExpiryItem) =>
    item.kind === 'deadline' ? item.title : item.kind === 'tenant' ? inTenant(item) : credential(item),
  /** “expires in 34 days (2026-12-25)”, or when an announced change takes place. */
  when: (item: ExpiryItem, now: string) => {
    if (item.kind === 'deadline') return dateWords.when(item, now)
    if (item.day === null || item.daysLeft === null) return dateWords.noExpiryDate
    const left = `${dateWords.daysLeft(item.daysLeft)} (${item.day})`
    return item.kind === 'tenant'
      ? `${left}, read from the tenant by ${item.readBy} at ${item.readAt.slice(0, 16).replace('T', ' ')} UTC`
      : left
  },
  advice: (item: ExpiryItem) => {
    if (item.kind === 'deadline') return item.what
    if (item.kind === 'tenant')
      return item.credential === 'saml-signing'
        ? 'Before that day, create a new signing certificate in the enterprise application, give it to the application, then activate it.'
        : 'Find out who uses it. Before that day, add another one to the registration, enter it in the product, test it, then remove this one.'
    if (!item.current)
      return `It was replaced. Once ${item.product} uses the new one, delete it from the registration and remove it here.`
    return item.day === null
      ? 'Look up the expiry date in the registration and enter it: when the credential expires, sending stops without an error.'
      : `Before that day, add another one to the registration, test it, enter it in ${item.product}, then remove this one.`
  },
  entry: (item: ExpiryItem) => {
    if (item.kind === 'tenant') return `${inTenant(item)} expires`
    const setups = item.setups.join(', ')
    return item.kind === 'deadline' ? `${item.title}: ${setups}` : `${credential(item)} expires: ${setups}`
  },
}
