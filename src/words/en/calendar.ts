/** What expires: on the list, and as entries of a calendar. */
import type {
  CredentialExpiry,
  DateSource,
  ExpiryItem,
  SignInExpiry,
  TenantExpiry,
} from '../../domain/expiry/expiry-item.ts'
import type { Person } from '../../domain/expiry/people.schema.ts'
import { n } from './counts.ts'
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

const signIns = ({ mailboxes: [first, ...others] }: SignInExpiry) =>
  others.length === 0
    ? `Sign-in of ${first?.address ?? ''}`
    : `Sign-ins of ${first?.address ?? ''} and ${n(others.length, 'other mailbox', 'other mailboxes')}`

const sources = {
  person: 'entered by a person',
  certificate: 'read from the certificate',
  creation: 'given by Microsoft Entra ID when it was created',
  practice: 'given by the practice administrator, who created it',
} as const satisfies Record<DateSource, string>

const titleOf = (item: Exclude<ExpiryItem, { kind: 'deadline' }>) =>
  item.kind === 'tenant' ? inTenant(item) : item.kind === 'sign-in' ? signIns(item) : credential(item)

/** Who says so; null for what has no date of its own. */
function evidence(item: ExpiryItem): string | null {
  if (item.kind === 'deadline')
    return item.sure === 'not-confirmed' ? 'not confirmed by Microsoft' : 'announced by Microsoft'
  if (item.kind === 'sign-in') return 'estimated: 90 days after its last use'
  if (item.kind === 'tenant')
    return `read from the tenant by ${item.readBy} at ${item.readAt.slice(0, 16).replace('T', ' ')} UTC`
  return item.day === null ? null : sources[item.source]
}

const person = ({ name, address }: Person) =>
  address === null || address === name ? name : `${name} <${address}>`

export const calendarWords = {
  person,
  responsible: (people: readonly Person[]) => `Responsible: ${people.map(person).join(', ')}`,
  /** Product id of a calendar file, RFC 5545 3.7.3. */
  product: 'Expiry dates',
  what: (item: ExpiryItem) => (item.kind === 'deadline' ? item.title : titleOf(item)),
  evidence,
  /** Without who says so. */
  left: (item: ExpiryItem, now: string) => {
    if (item.kind === 'deadline') return dateWords.when(item, now)
    if (item.day === null || item.daysLeft === null) return dateWords.noExpiryDate
    return item.kind === 'sign-in'
      ? dateWords.validUnused(item.day, item.daysLeft)
      : `${dateWords.daysLeft(item.daysLeft)} (${item.day})`
  },
  /** “expires in 34 days (2026-12-25)”, or when an announced change takes place. */
  when: (item: ExpiryItem, now: string) => {
    const said = item.kind === 'deadline' ? null : evidence(item)
    const left = calendarWords.left(item, now)
    return said === null ? left : `${left}, ${said}`
  },
  advice: (item: ExpiryItem) => {
    if (item.kind === 'deadline') return item.what
    if (item.kind === 'sign-in')
      return `This is the latest day if it is not used, not a promise: a changed password, a revocation or a sign-in rule can end it earlier. Each verification renews the sign-ins on this PC. ${item.product} has sign-ins of its own, which Sendproof cannot see; the same limit applies to them.`
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
    if (item.kind === 'deadline') return `${item.title}: ${setups}`
    return item.kind === 'sign-in'
      ? `${signIns(item)} may expire (estimated): ${setups}`
      : `${credential(item)} expires: ${setups}`
  },
}
