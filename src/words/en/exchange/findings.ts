/** One or two sentences for what a layer of Exchange says about a mailbox, with what to change. */
import type {
  ExchangeFinding,
  ExchangeFindings,
  FindingCode,
  Layer,
} from '../../../domain/exchange/finding.ts'
import { formatDay, list } from '../../shape/format.ts'
import type { Face } from '../../shape/say-finding.ts'
import { sayTrouble } from './trouble.ts'

const locale = 'en-GB'

export const layerTitles: Readonly<Record<Layer, string>> = {
  mailbox: 'Mailbox',
  licence: 'Licence',
  'tenant-smtp-auth': 'Authenticated SMTP of the organisation',
  'mailbox-smtp-auth': 'Authenticated SMTP of the mailbox',
  'authentication-policy': 'Authentication policy',
  'security-defaults': 'Security defaults',
  'send-as': 'Send As',
  'send-on-behalf': 'Send on Behalf',
  'full-access': 'Full Access',
  orphan: 'Rights of deleted accounts',
  hidden: 'Address lists',
  'service-principal': 'Service principal in Exchange',
  role: 'Role of the application',
  scope: 'Scope of the application',
  'access-policy': 'Application access policy',
  consent: 'Consent in Microsoft Entra ID',
  'ews-organisation': 'EWS of the organisation',
  'ews-list': 'EWS allow list',
  'ews-mailbox': 'EWS of the mailbox',
}

const others = { 'send-on-behalf': 'Send on Behalf', 'full-access': 'Full Access' } as const

const says: { readonly [C in FindingCode]: (facts: ExchangeFindings[C]) => string } = {
  'mailbox-missing': ({ address }) =>
    `${address} does not exist in Exchange. Correct the address or create it.`,
  'mailbox-ambiguous': ({ address }) =>
    `More than one recipient answers to ${address}. Give each an address of its own.`,
  'account-disabled': ({ address }) =>
    `Sign-in of ${address} is blocked. Unblock the account, or choose another mailbox to sign in.`,
  unlicensed: ({ address }) => `${address} has no licence. Assign one that includes Exchange Online.`,
  'smtp-off-by-mailbox': ({ address, tenant }) =>
    `Authenticated SMTP is off by the own switch of ${address}, which overrides the organisation${tenant === 'on' ? ' (on there)' : ''}. Turn it on for this mailbox.`,
  'smtp-off-by-tenant': ({ address }) =>
    `Authenticated SMTP is off for the organisation, and ${address} has no switch of its own. Turn it on for this mailbox only; leave the organisation off.`,
  'policy-blocks-passwords': ({ policy }) =>
    `The authentication policy “${policy}” blocks passwords over SMTP. OAuth is not affected.`,
  'security-defaults-elsewhere': () =>
    'Security defaults and Conditional Access are in Microsoft Entra ID and cannot be told from here.',
  'security-defaults-on': ({ at }) =>
    `Security defaults were on when the registration was read on ${formatDay(at, locale)}. They stop passwords over SMTP; whether OAuth always gets through is not confirmed, so test one mailbox first.`,
  'security-defaults-off': ({ at }) =>
    `Security defaults were off when the registration was read on ${formatDay(at, locale)}.`,
  'send-as-missing': ({ address, who, instead }) =>
    `${who} does not have Send As on ${address}, which SMTP needs${
      instead.length === 0
        ? ''
        : `; ${list(
            instead.map((one) => others[one]),
            locale,
          )} is not enough`
    }. Grant Send As.`,
  'no-sending-right': ({ address, who }) =>
    `${who} has neither Send As nor Send on Behalf on ${address}. Grant Send As.`,
  'send-on-behalf-only': ({ address, who }) =>
    `${who} has Send on Behalf on ${address}: recipients see “${who} on behalf of ${address}”.`,
  'both-rights': ({ address, who }) =>
    `${who} has Send As and Send on Behalf on ${address}; Exchange uses Send As.`,
  'full-access-missing': ({ address, who }) =>
    `${who} does not have Full Access to ${address}. Grant it; it shows private items too.`,
  'full-access-not-needed': ({ address, who }) =>
    `${who} has Full Access to ${address}, which this product does not need.`,
  'right-perhaps': ({ address, who, through }) =>
    `${who} is not among those with the right on ${address}, but may be a member of ${list(through.slice(0, 5), locale)}. Check the members, or grant the right directly.`,
  'orphaned-right': ({ address, sid }) =>
    `An account that no longer exists (${sid}) still has a right on ${address}. Remove it.`,
  'hidden-from-lists': ({ address }) =>
    `${address} is hidden from address lists. The product can send; people cannot choose it in Outlook.`,
  'application-unknown': () =>
    'The client ID of the application is not known, so what it may do cannot be told. Register it first.',
  'not-registered': ({ appId }) =>
    `Exchange does not know the application ${appId}. Create its service principal.`,
  'other-object-id': ({ found, wanted }) =>
    `Exchange knows the application by the object ID ${found}; this setup says ${wanted}. Use the one of the Enterprise application, not of the registration.`,
  'role-missing': ({ role }) =>
    `The application does not have the role “${role}”. Assign it within the scope.`,
  'role-off': ({ role }) => `The role “${role}” is assigned but disabled. Enable it.`,
  'role-unlimited': ({ role }) =>
    `The role “${role}” has no scope, so the application reaches every mailbox. Assign it within the scope instead.`,
  'out-of-scope': ({ role, scope }) =>
    `The mailbox is outside the scope${scope === '' ? '' : ` “${scope}”`} of the role “${role}”. Add it to the group of the scope.`,
  'reaches-outside': ({ address, role }) =>
    `The application reaches ${address} by the role “${role}” and must not. Take the mailbox out of the scope.`,
  'policy-denies': ({ policy }) =>
    `An application access policy denies the mailbox, by the group “${policy}”. It acts on the consent in Entra ID, not on roles in Exchange.`,
  'policy-leaves-out': ({ policies }) =>
    `Application access policies allow only ${list(policies, locale)}, without this mailbox. They act on the consent in Entra ID, not on roles in Exchange.`,
  'consent-elsewhere': () =>
    'What the application may do by its consent is in Microsoft Entra ID and cannot be told from here.',
  'consent-reaches-outside': ({ address, permissions, at }) =>
    `The application reaches ${address} by its consent to ${list(permissions, locale)} (read on ${formatDay(at, locale)}), whatever the scope of its roles says. Remove the consent once the product works with the role.`,
  'consent-without-role': ({ address, permissions, at }) =>
    `The consent to ${list(permissions, locale)} (read on ${formatDay(at, locale)}) applies to ${address} too, and no role in Exchange can limit it. Ask the vendor whether the product works without it.`,
  'consent-instead': ({ address, permissions, at }) =>
    `The application reaches ${address} by its consent to ${list(permissions, locale)} (read on ${formatDay(at, locale)}). Once the consent is removed, only its roles count.`,
  'ews-off': () => 'EWS is off for the organisation. Turn it on, with a list of allowed applications.',
  'ews-undecided': () =>
    'EWS is not set for the organisation: Microsoft turns it off in stages, and whether it still answers cannot be told from here. Turn it on, with a list of allowed applications.',
  'ews-not-listed': ({ appId }) =>
    `The application ${appId} is not in the list of applications allowed to use EWS. Add it.`,
  'ews-off-by-mailbox': ({ address }) => `EWS is off for ${address}. Turn it on for this mailbox.`,
  unread: ({ trouble, role }) =>
    `Cannot be told: ${trouble === null ? 'this was not read' : sayTrouble(trouble)}${role === null ? '' : ` (${role})`}.`,
}

/** What to do about it on the command line, where the window has a page or a button for it. */
const byCommand: Partial<Readonly<Record<FindingCode, string>>> = {
  'security-defaults-elsewhere': 'The command audit reads security defaults.',
  'consent-elsewhere': 'The command audit reads it.',
  'consent-reaches-outside': 'The command apply removes it when the step product-test is done.',
  unread: 'Read again with exchange plan --read.',
}

/** Without the layer's name. */
export function sayExchangeFinding(finding: ExchangeFinding, face: Face): string {
  const more = face === 'cli' ? byCommand[finding.code] : undefined
  return more === undefined ? sayWhat(finding) : `${sayWhat(finding)} ${more}`
}

function sayWhat({ code, facts }: ExchangeFinding): string {
  // One code has one kind of facts; the compiler cannot see that through the mapped type.
  return (says[code] as (facts: unknown) => string)(facts)
}
