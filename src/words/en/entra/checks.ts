/** What an audit says: one title a check, and one sentence for each way it can come out. */
import type {
  CheckFacts,
  CredentialFact,
  PermissionFact,
  RedirectFact,
} from '../../../domain/entra/audit/check.ts'
import type { CheckId } from '../../../domain/entra/audit/check-ids.ts'
import { formatDay, list } from '../../shape/format.ts'
import { n } from '../counts.ts'
import { terms } from '../terms.ts'

const locale = 'en-GB'
const day = (iso: string | null) => (iso === null ? 'no expiry date' : formatDay(iso, locale))

interface CheckWords<I extends CheckId> {
  readonly title: string
  readonly ok: (facts: CheckFacts[I]) => string
  readonly differs: (facts: CheckFacts[I]) => string
}

/** As the portal names them. */
export const platformNames = {
  web: 'Web',
  publicClient: 'Mobile and desktop applications',
  spa: 'Single-page application',
} as const
const audienceNames: Readonly<Record<string, string>> = {
  AzureADMyOrg: 'this organisation only',
  AzureADMultipleOrgs: 'any organisation',
  AzureADandPersonalMicrosoftAccount: 'any organisation and personal accounts',
  PersonalMicrosoftAccount: 'personal accounts only',
}
export const audienceName = (audience: string) => audienceNames[audience] ?? audience
const apiNames: Readonly<Record<string, string>> = {
  graph: 'Microsoft Graph',
  exchange: 'Office 365 Exchange Online',
}
const redirect = ({ platform, uri }: RedirectFact) => `${uri} (${platformNames[platform]})`
const redirects = (all: readonly RedirectFact[]) => list(all.map(redirect), locale)
const permissions = (all: readonly PermissionFact[]) =>
  list(
    all.map(({ value, kind, resource }) => `${value} (${kind}, ${apiNames[resource] ?? resource})`),
    locale,
  )
const credential = ({ kind, name, endsAt }: CredentialFact) =>
  `${terms.credentialInSentence(kind)} “${name}” (${endsAt === null ? 'no expiry date' : `expires ${day(endsAt)}`})`
const credentials = (all: readonly CredentialFact[]) => list(all.map(credential), locale)
const boxes = ({ accessTokens, idTokens }: CheckFacts['implicit']['found']) =>
  accessTokens && idTokens
    ? 'Access tokens and ID tokens ticked'
    : accessTokens
      ? 'Access tokens ticked'
      : idTokens
        ? 'ID tokens ticked'
        : 'neither box ticked'
const lookAlike = {
  platform: 'is under the wrong platform',
  slash: 'differs by a slash at the end',
  capitals: 'differs in capital letters',
  scheme: 'differs in http and https',
} as const

const usersConsent = {
  yes: 'Users may consent for themselves.',
  perhaps:
    'Whether users may consent themselves depends on the consent policy of the tenant; it often leaves mail out. To be sure, an administrator grants consent for the organisation.',
  no: 'An administrator has to grant consent for the whole organisation.',
} as const

const baselineNames = {
  'new-secrets': 'new client secrets are blocked',
  'user-consent': 'user consent is managed by Microsoft',
  'legacy-authentication': 'old ways of signing in are blocked',
  ews: 'EWS is off for the organisation',
} as const
const baselineSettings = (
  signs: CheckFacts['baseline-mode']['signs'],
  legacyPolicies: readonly string[],
): string =>
  list(
    signs.map((sign) =>
      sign === 'legacy-authentication'
        ? `${baselineNames[sign]} (${legacyPolicies.map((name) => `“${name}”`).join(', ')})`
        : baselineNames[sign],
    ),
    locale,
  )

const mostNamed = 20
function otherApplications({ applications, rolesReadAt }: CheckFacts['tenant-wide-mail']): string {
  type One = CheckFacts['tenant-wide-mail']['applications'][number]
  const rolesOf = ({ roles }: One) =>
    (roles ?? []).map(({ role, scope }) => (scope === null ? `${role}, every mailbox` : `${role}, ${scope}`))
  const named = (all: readonly One[], about: (one: One) => readonly string[]) => {
    const first = all.slice(0, mostNamed).map((one) => `${one.name} (${about(one).join('; ')})`)
    const more = all.length - first.length
    return list(more === 0 ? first : [...first, `${more} more`], locale)
  }
  const wide = applications.filter(({ permissions }) => permissions.length > 0)
  const both = wide.filter(({ roles }) => (roles ?? []).length > 0)
  const alone = wide.filter((one) => !both.includes(one))
  const limited = applications.filter(({ permissions }) => permissions.length === 0)
  return [
    ...(wide.length === 0 ? ['No other application has mail permissions for the whole organisation.'] : []),
    ...(alone.length === 0
      ? []
      : [`Granted for the whole organisation to ${named(alone, ({ permissions }) => permissions)}.`]),
    ...(both.length === 0
      ? []
      : [
          `Granted for the whole organisation although there is a role in Exchange as well, which limits nothing then: ${named(both, (one) => [...one.permissions, ...rolesOf(one)])}.`,
        ]),
    ...(limited.length === 0 ? [] : [`By a role in Exchange only: ${named(limited, rolesOf)}.`]),
    ...(rolesReadAt === null
      ? ['Roles in Exchange are not known: read Exchange for this setup.']
      : [`Roles in Exchange as read on ${day(rolesReadAt)}.`]),
  ].join(' ')
}

/** Every sentence is about what was read; what a person reported is said elsewhere. */
export const checkWords: { readonly [I in CheckId]: CheckWords<I> } = {
  registered: {
    title: 'App registration',
    ok: ({ name, clientId }) => `“${name}” is registered, client ID ${clientId ?? 'unknown'}.`,
    differs: ({ name, clientId, by, others }) =>
      by === 'name'
        ? clientId === null
          ? others !== null && others > 0
            ? `${n(others, 'registration is', 'registrations are')} called “${name}”. Which one is for this product?`
            : `No registration is called “${name}”.`
          : `A registration is called “${name}”, client ID ${clientId}. Is it the one for this product?`
        : `No registration has the client ID ${clientId ?? ''}. It may have been deleted, or belong to another tenant.`,
  },
  'only-one': {
    title: 'Only one of this name',
    ok: ({ name }) => `No other registration is called “${name}”.`,
    differs: ({ name, others }) =>
      `${n(others.length, 'other registration is', 'other registrations are')} also called “${name}”: ${list(
        others.map(({ clientId, createdAt }) =>
          createdAt === null ? clientId : `${clientId} (created ${day(createdAt)})`,
        ),
        locale,
      )}.`,
  },
  deleted: {
    title: 'Deleted registrations',
    ok: () => 'None of this name or client ID was deleted in the last 30 days.',
    differs: ({ registrations, own }) => {
      const named = registrations.map(
        ({ name, clientId, deletedAt }) =>
          `“${name}”, client ID ${clientId}${deletedAt === null ? '' : `, deleted ${day(deletedAt)}`}`,
      )
      return `In deleted items: ${list(named, locale)}. ${
        own
          ? 'The plan restores it, with its credentials, instead of creating a second one.'
          : 'If one of them is for this product, choose it by its client ID: the plan then restores it instead of creating a second one.'
      }`
    },
  },
  enabled: {
    title: 'Registration active',
    ok: () => 'The registration is active.',
    differs: () => 'The registration is deactivated, so it gets no tokens in any tenant.',
  },
  'not-blocked-by-microsoft': {
    title: 'Not blocked by Microsoft',
    ok: () => 'Microsoft has not blocked the application.',
    differs: ({ status }) =>
      `Microsoft has blocked the application (${status ?? ''}). Only Microsoft can lift this.`,
  },
  audience: {
    title: 'Supported account types',
    ok: ({ found }) => `The registration is for ${audienceName(found)}.`,
    differs: ({ found, wanted }) =>
      `The registration is for ${audienceName(found)}; it should be for ${audienceName(wanted)}.`,
  },
  redirects: {
    title: 'Redirect URIs of the product',
    // also said of a product that needs none, where no registration is there at all
    ok: () => 'No redirect URI is missing, and there is none too many.',
    differs: ({ missing, surplus, nearly }) =>
      [
        ...(missing.length === 0 ? [] : [`Missing: ${redirects(missing)}.`]),
        ...nearly.map(
          ({ wanted, found, how }) =>
            `${redirect(found)} ${lookAlike[how]}; it should be ${redirect(wanted)}.`,
        ),
        ...(surplus.length === 0 ? [] : [`Not needed: ${redirects(surplus)}.`]),
      ].join(' '),
  },
  'verification-redirect': {
    title: 'Redirect URI for the test',
    ok: ({ uri }) => `${uri} is there, so Sendproof can sign mailboxes in.`,
    differs: ({ uri }) => `${uri} is missing, so Sendproof cannot sign mailboxes in.`,
  },
  implicit: {
    title: 'Implicit grant and hybrid flows',
    ok: ({ found }) => `As needed: ${boxes(found)}.`,
    differs: ({ found, wanted }) => `Found: ${boxes(found)}. Needed: ${boxes(wanted)}.`,
  },
  'public-client': {
    title: 'Allow public client flows',
    ok: ({ found }) => `The switch is ${found ? 'on' : 'off'}, as this product needs it.`,
    differs: () => 'The switch is on, so anyone who knows the client ID can use it without a credential.',
  },
  permissions: {
    title: 'Requested permissions',
    ok: () => 'The registration asks for every permission the product needs.',
    differs: ({ missing }) => `The registration does not ask for ${permissions(missing)}.`,
  },
  'permissions-surplus': {
    title: 'No surplus permissions requested',
    ok: () => 'The registration asks for nothing the product does not need.',
    differs: ({ surplus }) =>
      `The registration asks for more than the product needs: ${permissions(surplus)}.`,
  },
  'service-principal': {
    title: 'Enterprise application',
    ok: ({ objectId }) => `The enterprise application is there, object ID ${objectId ?? ''}.`,
    differs: () => 'There is no enterprise application, so nothing can be granted and no one can sign in.',
  },
  'sign-in-enabled': {
    title: 'Enabled for users to sign in',
    ok: () => 'Sign-in to the enterprise application is on.',
    differs: () => 'Sign-in to the enterprise application is off, so every token request is refused.',
  },
  assignment: {
    title: 'Assignment required',
    ok: () => 'People can sign in without being assigned.',
    differs: () => 'Assignment is required, so people who are not assigned cannot sign in (AADSTS50105).',
  },
  consent: {
    title: 'Admin consent',
    ok: () => 'Everything the product needs is granted for the whole organisation.',
    differs: ({ missing, forSome, usersMay, absentApi }) =>
      [
        `Not granted for the organisation: ${permissions(missing)}.`,
        ...forSome.map(({ value, people }) =>
          people === 1
            ? `One person consented to ${value} for themselves only.`
            : `${n(people, 'person', 'people')} consented to ${value} for themselves only.`,
        ),
        ...(usersMay === false ? ['Users cannot consent themselves in this tenant.'] : []),
        ...(absentApi === null
          ? []
          : [
              `${apiNames[absentApi] ?? absentApi} has never been used in this tenant, so nothing of it can be granted.`,
            ]),
      ].join(' '),
  },
  'consent-surplus': {
    title: 'No surplus consent',
    ok: () => 'Nothing is granted that the product does not need.',
    differs: ({ surplus }) =>
      `Granted, and not needed: ${list(
        surplus.map((one) => `${permissions([one])}${one.for === 'some' ? ', by single users' : ''}`),
        locale,
      )}.`,
  },
  'consent-beside-limit': {
    title: 'No consent beside the limit',
    ok: () => 'The permissions that roles in Exchange replace are not granted for the whole organisation.',
    differs: ({ permissions: granted, due }) =>
      `Still granted for the whole organisation: ${permissions(granted)}. Consent and role add up, so the limit has no effect${
        due ? '.' : ' yet: remove it once the product was tried with the roles.'
      }`,
  },
  credential: {
    title: 'Credential',
    ok: ({ valid }) => `Valid: ${credentials(valid)}.`,
    differs: ({ kinds, expired }) =>
      expired.length === 0
        ? `There is no valid ${kinds.map((kind) => terms.credentialInSentence(kind)).join(' or ')}.`
        : `Expired: ${credentials(expired)}.`,
  },
  'credential-expiry': {
    title: 'Credential expiry',
    ok: ({ last }) =>
      last === null ? 'No credential expires soon.' : `The last one to expire is the ${credential(last)}.`,
    differs: ({ last, days }) =>
      `${last === null ? 'The credential expires' : `The ${credential(last)} is the last one, with ${terms.days(days ?? 0)} left`}. Add the next one before then.`,
  },
  'credential-surplus': {
    title: 'No credential',
    ok: () => 'The registration has no credential, as it should be for a program on a PC.',
    differs: ({ credentials: found }) =>
      `A program on a PC cannot keep a credential, but there is one: ${credentials(found)}.`,
  },
  'credential-policy': {
    title: 'Credential policy of the tenant',
    ok: ({ kind }) => `The tenant allows the ${terms.credentialInSentence(kind)} this product needs.`,
    differs: ({ kind, forbidden, maxDays, wantedDays, trustedOnly, baseline }) =>
      [
        ...(forbidden ? ['The tenant does not allow new client secrets.'] : []),
        ...(trustedOnly ? ['The tenant only allows certificates from its own certificate authorities.'] : []),
        ...(!forbidden && maxDays !== null && maxDays < wantedDays
          ? [
              `The tenant allows a ${terms.credentialInSentence(kind)} to be valid for ${terms.days(maxDays)}; this setup asks for ${terms.days(wantedDays)}.`,
            ]
          : []),
        ...(baseline ? ['Baseline Security Mode is the likely reason.'] : []),
      ].join(' '),
  },
  owners: {
    title: 'Owners',
    ok: ({ count }) => `The registration has ${n(count, 'owner', 'owners')}.`,
    differs: () => 'No one owns the registration, so no one is asked before it is deleted.',
  },
  notes: {
    title: 'Internal notes',
    ok: () => 'The internal notes say something about this registration.',
    differs: ({ wanted }) => `The internal notes are empty. Suggested: “${wanted}”.`,
  },
  publisher: {
    title: 'Verified publisher',
    ok: ({ name, usersMay, granted }) =>
      `${name === null ? 'Microsoft has not verified the publisher.' : `Microsoft has verified the publisher: ${name}.`} ${granted === true ? 'Consent is granted for the whole organisation, so users are not asked.' : usersConsent[usersMay]}`,
    differs: () =>
      `Microsoft has not verified the publisher of this application, so users cannot consent to it themselves. ${usersConsent.no}`,
  },
  'user-consent': {
    title: 'User consent',
    ok: ({ policies }) =>
      policies.length === 0
        ? 'Users cannot consent to applications themselves; admin consent is needed.'
        : `Users may consent within: ${list(policies, locale)}.`,
    differs: () => 'Users cannot consent to applications themselves; admin consent is needed.',
  },
  'security-defaults': {
    title: 'Security defaults',
    ok: () => 'Security defaults are off.',
    differs: () =>
      'Security defaults are on. They block passwords over SMTP; whether OAuth always gets through is not confirmed, so test one mailbox first.',
  },
  'baseline-mode': {
    title: 'Baseline Security Mode',
    ok: ({ signs, legacyPolicies }) =>
      signs.length === 0
        ? 'None of the settings that Baseline Security Mode makes was found.'
        : `Found: ${baselineSettings(signs, legacyPolicies)}. By itself this does not point to Baseline Security Mode.`,
    differs: ({ signs, legacyPolicies }) =>
      `Found: ${baselineSettings(signs, legacyPolicies)}. Baseline Security Mode is the likely reason. Its switches are in the Microsoft 365 admin center under Settings > Org settings > Security & privacy.`,
  },
  domains: {
    title: 'Domains of the senders',
    ok: () => 'Every sender address is in a verified domain of the tenant.',
    differs: ({ missing }) => `Not a verified domain of this tenant: ${list(missing, locale)}.`,
  },
  'tenant-wide-mail': {
    title: 'Other applications with mail permissions',
    ok: otherApplications,
    differs: otherApplications,
  },
}

/** Of an id out of a record, which may come from a newer version. */
export function checkTitle(id: string): string {
  return Object.hasOwn(checkWords, id) ? checkWords[id as CheckId].title : id
}
