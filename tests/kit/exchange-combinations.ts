/**
 * Sixty-odd ways in which Exchange lets a mailbox send or does not, chosen by rule, and a small table beside the product
 * that says what has to come of each.
 */
import type { Layer } from '../../src/domain/exchange/finding.ts'
import { randomFor } from '../../src/practice/tenant/seed.ts'
import { pairwise, type Row } from './pairwise.ts'

const yesNo = ['yes', 'no'] as const
const switches = { tenant: ['on', 'off'], own: ['inherit', 'on', 'off'] } as const

export const factorsOf = {
  /** A person over SMTP, from the own mailbox or for another one. */
  'smtp-delegated': {
    ...switches,
    policy: ['none', 'default', 'own'],
    defaults: ['off', 'on'],
    right: ['own-address', 'send-as', 'on-behalf', 'full-access', 'both', 'through-group', 'orphan'],
    hidden: ['no', 'yes'],
  },
  'graph-delegated': { hidden: ['no', 'yes'], right: ['own-address', 'send-as', 'on-behalf', 'full-access'] },
  /** `member`: in the group of the scope, and in the one of the access policy. */
  'graph-app': {
    app: [
      ...['consent', 'consent-restrict', 'consent-deny', 'role', 'role-deny', 'role-unlimited'],
      ...['role-none', 'unregistered', 'wrong-id'],
    ],
    member: yesNo,
  },
  'smtp-app': { ...switches, app: ['full-access', 'role'], member: yesNo },
  ews: {
    ews: ['open', 'listed', 'not-listed', 'off', 'undecided'],
    mailbox: ['unset', 'off'],
    app: ['consent-restrict', 'role'],
    member: yesNo,
  },
} as const
export type Mode = keyof typeof factorsOf

/** A switch that a mode does not know is what it is by chance. */
export type Combination = {
  [M in Mode]: { readonly mode: M; readonly licence: 'yes' | 'no' } & Row<(typeof factorsOf)[M]>
}[Mode]

export const modes = Object.keys(factorsOf) as readonly Mode[]

/** Every pair with a licence; two of each mode without one, which says nothing about the rest of them. */
export const combinations: readonly Combination[] = modes.flatMap((mode) => {
  const rows = pairwise(factorsOf[mode], randomFor(13, mode))
  // a mode and its own factors belong together, which the union of all of them does not show
  return [
    ...rows.map((row) => ({ mode, licence: 'yes', ...row }) as Combination),
    ...rows.slice(0, 2).map((row) => ({ mode, licence: 'no', ...row }) as Combination),
  ]
})

/** What all mailboxes of the tenant share while a part of the combinations is tried. */
export interface Phase {
  readonly tenant: 'on' | 'off'
  readonly defaults: 'off' | 'on'
  readonly policy: 'none' | 'default'
  readonly ews: (typeof factorsOf)['ews']['ews'][number]
  /** Keeps scopes from being made, and those that are there from nothing. */
  readonly dehydrated: boolean
}

export const phases: readonly Phase[] = (['on', 'off'] as const).flatMap((tenant) =>
  (['off', 'on'] as const).flatMap((defaults) =>
    (['none', 'default'] as const).map((policy, index): Phase => {
      const number = (tenant === 'on' ? 0 : 4) + (defaults === 'off' ? 0 : 2) + index
      const list = factorsOf.ews.ews
      return {
        tenant,
        defaults,
        policy,
        ews: list[number % list.length] ?? 'open',
        dehydrated: number % 3 === 2,
      }
    }),
  ),
)

/** The phase in which a combination is tried; those that ask for little are spread. */
export function phaseOf(one: Combination, index: number): number {
  const fits = phases.flatMap((phase, at) => {
    const asked: Partial<Phase> = {
      ...('tenant' in one ? { tenant: one.tenant } : {}),
      ...('defaults' in one ? { defaults: one.defaults } : {}),
      ...('policy' in one ? { policy: one.policy === 'default' ? 'default' : 'none' } : {}),
      ...('ews' in one ? { ews: one.ews } : {}),
    }
    const agrees = Object.entries(asked).every(([name, value]) => phase[name as keyof Phase] === value)
    return agrees ? [at] : []
  })
  return fits[index % fits.length] ?? -1
}

/** The layer that blocks; null: it sends; `unknown`: nothing that can be read decides it. */
export function expected(one: Combination): Layer | null | 'unknown' {
  if (one.licence === 'no') return 'licence'
  if (one.mode === 'smtp-app' && one.member === 'no') return one.app === 'role' ? 'scope' : 'full-access'
  if ('own' in one) {
    if (one.own === 'off') return 'mailbox-smtp-auth'
    if (one.own === 'inherit' && one.tenant === 'off') return 'tenant-smtp-auth'
  }
  switch (one.mode) {
    case 'smtp-delegated':
      return ['own-address', 'send-as', 'both', 'through-group'].includes(one.right) ? null : 'send-as'
    case 'graph-delegated':
      return one.right === 'full-access' ? 'send-as' : null
    case 'smtp-app':
      return null
    case 'ews':
      if (one.ews === 'off') return 'ews-organisation'
      if (one.ews === 'not-listed') return 'ews-list'
      if (one.mailbox === 'off') return 'ews-mailbox'
      if (one.member === 'no') return one.app === 'role' ? 'scope' : 'access-policy'
      return one.ews === 'undecided' ? 'unknown' : null
    case 'graph-app':
      return ofApplication(one)
  }
}

function ofApplication({ app, member }: Extract<Combination, { mode: 'graph-app' }>): Layer | null {
  const inside = member === 'yes'
  const table: Readonly<Record<typeof app, Layer | null>> = {
    consent: null,
    'consent-restrict': inside ? null : 'access-policy',
    // the same group is denied
    'consent-deny': inside ? 'access-policy' : null,
    role: inside ? null : 'scope',
    // a role within its scope opens what a policy denies to the consent
    'role-deny': inside ? null : 'scope',
    'role-unlimited': null,
    'role-none': 'role',
    unregistered: 'service-principal',
    'wrong-id': 'service-principal',
  }
  return table[app]
}

const noRight = /535 5\.7\.3 |ErrorAccessDenied|ErrorImpersonateUserDenied/
/** What a server says on behalf of a layer. @see reference 7.2, 7.3, 7.4 */
export const saysIt: Readonly<Partial<Record<Layer, RegExp>>> = {
  licence: /535 5\.7\.3 |MailboxNotEnabledForRESTAPI|ErrorNonExistentMailbox/,
  'tenant-smtp-auth': /535 5\.7\.139 .*disabled for the Tenant/,
  'mailbox-smtp-auth': /535 5\.7\.139 .*disabled for the Mailbox/,
  'send-as': /5\.2\.252 SendAsDenied|ErrorSendAsDenied/,
  'full-access': /535 5\.7\.3 /,
  'service-principal': noRight,
  role: noRight,
  scope: noRight,
  'access-policy': /\[RAOP\]|ErrorAccessDenied/,
  'ews-organisation': /HTTP 403/,
  'ews-list': /HTTP 403/,
  'ews-mailbox': /HTTP 403/,
}
