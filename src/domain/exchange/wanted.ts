/** What a setup wants of Exchange Online: pure data, nothing of it read from the tenant. */
import { byPurpose, isDelegated } from '../mailbox/by-purpose.ts'
import type { Mailbox, MailboxKind } from '../mailbox/mailbox.schema.ts'
import { holds, needed, transportFor } from '../recipe/conditions.ts'
import { fill, placeholderValues } from '../recipe/placeholders.ts'
import type { Recipe, Transport } from '../recipe/recipe.schema.ts'
import type { Setup } from '../setup/setup.schema.ts'
import type { EntraSide } from './entra-side.schema.ts'
import type { Action, Application } from './plan.schema.ts'

export type Right = 'send-as' | 'send-on-behalf' | 'full-access'

export interface WantedSender {
  readonly address: string
  readonly kind: MailboxKind
  readonly signInAs: string
  /** Rights of `signInAs` on this address that the product needs; empty where it signs in itself. */
  readonly rights: readonly Right[]
}

export interface WantedRole {
  readonly role: Extract<Action, { kind: 'app-role' }>['role']
  /** Name of the group whose members it may reach. */
  readonly group: string
}

export interface ExchangeWanted {
  readonly transport: Transport
  /** Whether the product signs in by itself. */
  readonly byApplication: boolean
  readonly smtpAuth: boolean
  readonly ews: boolean
  readonly senders: readonly WantedSender[]
  /** Addresses the application must not reach. */
  readonly outside: readonly string[]
  readonly clientId: string | null
  /** Null while its ids are not known. */
  readonly app: Application | null
  /** Roles that limit the application; empty where it is not to be limited. */
  readonly roles: readonly WantedRole[]
  /** SMTP without a role asks for Full Access of the application to each mailbox. @see reference 4.6 */
  readonly appFullAccess: boolean
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function exchangeWanted(
  setup: Setup,
  recipe: Recipe,
  mailboxes: readonly Mailbox[],
  clientId: string | null,
  entra: EntraSide | null = null,
): ExchangeWanted {
  const { answers } = setup
  const { senders, outside } = byPurpose(mailboxes)
  const transport = transportFor(recipe, answers)
  const byApplication = transport.endsWith('-app')
  const values = placeholderValues(setup, recipe, mailboxes)
  // what was read in Entra, before what somebody has typed
  const known = entra?.application
  const objectId =
    known !== undefined && known !== null && known.clientId === clientId
      ? known.objectId
      : (values['enterprise-object-id'] ?? '')
  const group = recipe.scoping?.group
  const roles = answers['limit'] === false ? [] : needed(recipe.scoping?.roles ?? [], answers, recipe)
  return {
    transport,
    byApplication,
    smtpAuth: recipe.smtpAuth.needed && holds(recipe.smtpAuth.when, answers, recipe),
    ews: needed(recipe.permissions, answers, recipe).some(({ value }) => value === 'full_access_as_app'),
    senders: senders.map((mailbox) => ({
      address: mailbox.address,
      kind: mailbox.kind,
      signInAs: mailbox.signInAs,
      rights: !byApplication && isDelegated(mailbox) ? rightsFor(recipe, setup, mailbox.kind) : [],
    })),
    outside: outside.map(({ address }) => address),
    clientId,
    app:
      clientId !== null && guid.test(objectId)
        ? { appId: clientId, objectId, name: (values['displayName'] ?? recipe.name).slice(0, 256) }
        : null,
    roles: byApplication
      ? roles.map((role) => ({ role: role.name, group: fill(role.group ?? group ?? '', values).text }))
      : [],
    appFullAccess: transport === 'smtp-app' && roles.length === 0,
  }
}

/** Whoever signs in for another address needs at least Send As, also where a recipe names no case for it. */
function rightsFor(recipe: Recipe, { answers }: Setup, kind: MailboxKind): Right[] {
  const cases = recipe.delegation.cases.filter((one) => one.case === (kind === 'user' ? 'shared' : kind))
  const rights = needed(cases, answers, recipe).flatMap((one) => one.rights)
  return [...new Set<Right>(['send-as', ...rights])]
}

/** Signs in over the product's connection: the person, or the mailbox itself where an application acts. */
export function signers({ senders, byApplication }: ExchangeWanted): string[] {
  const all = senders.map(({ address, signInAs }) => (byApplication ? address : signInAs))
  return [...new Map(all.map((one) => [one.toLowerCase(), one])).values()]
}
