/** Whether the one who signs in may do so over SMTP: account, licence, the two switches and what stands beside them. */
import { mailboxAt, notFound, same, unread } from './facts-of.ts'
import type { ExchangeFacts, MailboxFacts } from './facts.schema.ts'
import { finding, type ExchangeFinding } from './finding.ts'
import type { EntraSide } from './entra-side.schema.ts'
import type { ExchangeWanted } from './wanted.ts'

/** `address`: who signs in; `entra`: what audit last read there. @see reference 4.4, 4.5 */
export function signInFindings(
  wanted: ExchangeWanted,
  facts: ExchangeFacts,
  address: string,
  entra: EntraSide | null,
): ExchangeFinding[] {
  const looked = mailboxAt(facts, address)
  const mailbox = looked?.facts ?? null
  if (mailbox === null) return [notFound(looked, address)]
  return [
    // The account of a shared mailbox is off by design; an application does not ask it.
    ...(!wanted.byApplication && mailbox.accountDisabled === true
      ? [finding('mailbox', 'blocks', 'account-disabled', { address })]
      : []),
    ...licence(mailbox),
    ...(wanted.smtpAuth ? [...switches(facts, mailbox), ...policies(facts, mailbox), defaults(entra)] : []),
  ]
}

/** A warning for OAuth, never a block. @see reference 4.5 */
function defaults(entra: EntraSide | null): ExchangeFinding {
  if (entra === null || entra.securityDefaults === null)
    return finding('security-defaults', 'note', 'security-defaults-elsewhere', {})
  const { at, securityDefaults } = entra
  return finding(
    'security-defaults',
    'note',
    securityDefaults ? 'security-defaults-on' : 'security-defaults-off',
    {
      at,
    },
  )
}

/** Whoever opens it, a person's mailbox without a licence sends nothing. @see reference 7.2, 7.3 */
function licence({ address, type, user }: MailboxFacts): ExchangeFinding[] {
  if (!same(type, 'UserMailbox')) return []
  if (user.state !== 'read') return [unread('licence', user)]
  if (user.value.licensed === null) return [unread('licence', { state: 'not-asked' })]
  return user.value.licensed ? [] : [finding('licence', 'blocks', 'unlicensed', { address })]
}

function switches({ transport }: ExchangeFacts, { address, smtpAuth }: MailboxFacts): ExchangeFinding[] {
  if (smtpAuth.state !== 'read') return [unread('mailbox-smtp-auth', smtpAuth)]
  const disabled = transport.state === 'read' ? transport.value.smtpAuthDisabled : null
  const tenant = disabled === null ? 'unknown' : disabled ? 'off' : 'on'
  if (smtpAuth.value === 'on') return []
  if (smtpAuth.value === 'off')
    return [finding('mailbox-smtp-auth', 'blocks', 'smtp-off-by-mailbox', { address, tenant })]
  if (tenant === 'unknown')
    return [unread('tenant-smtp-auth', transport.state === 'read' ? { state: 'not-asked' } : transport)]
  return tenant === 'on' ? [] : [finding('tenant-smtp-auth', 'blocks', 'smtp-off-by-tenant', { address })]
}

/** A policy stops passwords and says nothing about OAuth, which is what the products here use. */
function policies(
  { organisation, authenticationPolicies }: ExchangeFacts,
  { user }: MailboxFacts,
): ExchangeFinding[] {
  const own = user.state === 'read' ? user.value.authenticationPolicy : null
  const all = organisation.state === 'read' ? organisation.value.defaultAuthenticationPolicy : null
  const name = own ?? all
  if (name === null || name === '' || authenticationPolicies.state !== 'read') return []
  const policy = authenticationPolicies.value.find(
    (one) => same(one.name, name) || same(one.distinguishedName, name),
  )
  return policy?.allowBasicAuthSmtp === false
    ? [finding('authentication-policy', 'note', 'policy-blocks-passwords', { policy: policy.name })]
    : []
}
