/** Taking an application out of a tenant, and what it leaves behind. */
import { commandWord } from '../../../domain/text/command-word.ts'
import type { DecommissionStage, Standing } from '../../../domain/entra/decommission/decommission.ts'
import type { Leftover } from '../../../domain/entra/decommission/leftovers.ts'
import type { ApplicationUse } from '../../../domain/entra/rollover/usage.ts'
import { list } from '../../shape/format.ts'
import { n } from '../counts.ts'
import { unreadWords } from './unread.ts'

const locale = 'en-GB'
const minute = (at: string) => `${at.slice(0, 16).replace('T', ' ')} UTC`

type Held = Pick<Standing, 'stage' | 'grants' | 'roles'>

const stages: Readonly<Record<DecommissionStage, (standing: Held) => string>> = {
  active: ({ grants, roles }) => `The application is active, with ${held(grants, roles)}.`,
  deactivated: ({ grants, roles }) =>
    `The application is deactivated: it gets no new tokens. It still holds ${held(grants, roles)}.`,
  revoked: () => 'The application is deactivated and holds no permissions any more.',
  gone: () => 'The application is not in the tenant. A deleted one can be restored for 30 days.',
}
const held = (grants: number, roles: number) =>
  `${n(grants, 'delegated grant', 'delegated grants')} and ${n(roles, 'application permission', 'application permissions')}`

const nextSteps: Readonly<Record<DecommissionStage, (setup: string) => string>> = {
  active: (setup) => `Next: decommission deactivate ${commandWord(setup)}.`,
  deactivated: (setup) =>
    `Wait as long as you need to see that nothing stops, then: decommission revoke ${commandWord(setup)}.`,
  revoked: (setup) => `Remove what is left in Exchange, then: decommission delete ${commandWord(setup)}.`,
  gone: (setup) => `To restore it: revert ${commandWord(setup)} --decommission.`,
}

const uses: {
  readonly [K in ApplicationUse['kind']]: (use: Extract<ApplicationUse, { kind: K }>) => string
} = {
  'signed-in': ({ refused, people, application, lastAt, since }) =>
    refused
      ? `Something still tries to sign in: ${n(people + application, 'try', 'tries')} since ${minute(since)}, the newest at ${minute(lastAt)}.`
      : `Still in use: ${n(people, 'sign-in by a person', 'sign-ins by people')} and ${n(application, 'by the application', 'by the application')} since ${minute(since)}, the newest at ${minute(lastAt)}.`,
  none: ({ refused, since }) =>
    refused
      ? `The sign-in logs show no try to sign in since ${minute(since)}.`
      : `The sign-in logs show no sign-in since ${minute(since)}.`,
  unread: ({ unread }) =>
    `Whether it is still in use cannot be told from here: the sign-in logs could not be read. ${unreadWords(unread.why, unread.right)}`,
  'not-asked': () => 'Whether it is still in use cannot be told from here: the sign-in logs were not read.',
}

const rightNames = {
  'send-as': 'Send As',
  'send-on-behalf': 'Send on Behalf',
  'full-access': 'Full Access',
} as const

const leftovers: { readonly [K in Leftover['kind']]: (one: Extract<Leftover, { kind: K }>) => string } = {
  'role-assignment': ({ role, group }) => `Role assignment “${role}” for the group ${group}`,
  scope: ({ group }) => `Management scope for the group ${group}, when nothing else uses it`,
  'access-policy': ({ appId }) => `Application access policies for ${appId}, if there are any`,
  'mailbox-right': ({ right, mailbox, holder }) =>
    `${rightNames[right]} of ${holder ?? 'the application'} on ${mailbox}`,
  'ews-list': ({ appId }) => `${appId} in the list of applications that may use EWS, if it is there`,
  'smtp-auth': ({ mailboxes }) =>
    `Authenticated SMTP, when nothing else needs it, of ${list(mailboxes, locale)}`,
  'service-principal': ({ appId }) => `Service principal of ${appId} in Exchange (Remove-ServicePrincipal)`,
  group: ({ name }) => `Group ${name}, when nothing else uses it`,
}

export const decommission = {
  stage: (standing: Held) => stages[standing.stage](standing),
  /** Null: nothing to say. @see setup-automation 1.3 */
  owners: (stage: DecommissionStage, owners: readonly string[] | null) => {
    if (stage === 'gone') return null
    if (owners === null) return 'Its owners could not be read. Any owner can activate it again.'
    return owners.length === 0
      ? null
      : `${n(owners.length, 'other owner', 'other owners')} can activate it again: ${list(owners, locale)}. Remove them first if it has to stay deactivated.`
  },
  next: (stage: DecommissionStage, setup: string) => nextSteps[stage](setup),
  use: (use: ApplicationUse) => (uses[use.kind] as (one: ApplicationUse) => string)(use),
  leftHead:
    'In Exchange Online this stays until someone removes it, in this order. It is what the setup asked for, not read from the tenant:',
  left: (one: Leftover) => (leftovers[one.kind] as (left: Leftover) => string)(one),
  /** How it is taken out by script, as far as a reading shows it. */
  leftPlan: (setup: string) =>
    `For the script: exchange plan ${commandWord(setup)} --read, then exchange plan ${commandWord(setup)} --remove with the result as --facts. For someone else, once it was read here: handoff ${commandWord(setup)} --role exchange-admin --leftovers --zip FILE.`,
  noLeft: 'The setup asked for nothing in Exchange Online.',
  nothing: 'Nothing to do in this step.',
  /** Asked at the end: keep it, or remove it. */
  administration: (setup: string, clientId: string) =>
    `“Sendproof administration” (${clientId}) is still registered. Keep it for the next change, or remove it with: admin remove ${commandWord(setup)} --admin-client ${clientId}.`,
  administrationGone: '“Sendproof administration” is not in the tenant any more.',
  administrationRemoved:
    'Removed “Sendproof administration”. It can be restored for 30 days in the portal, under App registrations > Deleted applications.',
}
