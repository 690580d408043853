/** Makes the plans that the scripts carry out: what to read for a setup, and what is still to be set. */
import type { Cloud } from '../cloud/cloud.schema.ts'
import { isDelegated } from '../mailbox/by-purpose.ts'
import { heldBy, mailboxAt, same } from './facts-of.ts'
import type { ExchangeFacts } from './facts.schema.ts'
import { applicationActions, groupAddress, onlyIf, type LeftOut } from './plan-application.ts'
import { noExtras, tidyActions, type PlanExtras } from './plan-extras.ts'
import {
  exchangeEnvironments,
  exchangePlanFormat,
  type Action,
  type ExchangePart,
  type ReadPlan,
  type Recipient,
  type SetPlan,
} from './plan.schema.ts'
import { signers, type ExchangeWanted, type WantedSender } from './wanted.ts'

export type PlanHead = Pick<SetPlan, 'id' | 'title' | 'connect'>

/** Null: a cloud of somebody's own whose file names none. Without a name the module would ask the worldwide cloud. */
export function environmentOf({
  kind,
  exchangeEnvironment,
}: Pick<Cloud, 'kind' | 'exchangeEnvironment'>): SetPlan['connect']['environment'] | null {
  const named = exchangeEnvironments.find((one) => one === exchangeEnvironment)
  return named ?? (kind === 'global' || kind === 'practice' ? 'O365Default' : null)
}

const mostTests = 500
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const retry = { tries: 4, waitSeconds: 15 }
const version = 1

export function readPlan(head: PlanHead, wanted: ExchangeWanted): ReadPlan {
  const { senders, outside, byApplication, app, clientId, smtpAuth, ews } = wanted
  const people = senders.filter(({ kind }) => kind !== 'group').map(({ address }) => address)
  const groups = senders.filter(({ kind }) => kind === 'group').map(({ address }) => address)
  const scopes = wanted.roles.map(({ group }) => groupAddress(wanted, group))
  const delegates = senders.some(isDelegated) && !byApplication
  const parts: ExchangePart[] = [
    'organisation',
    'mailboxes',
    ...(smtpAuth ? (['transport', 'authentication-policies', 'smtp-auth'] as const) : []),
    ...(ews && !smtpAuth ? (['smtp-auth'] as const) : []),
    'users',
    ...(byApplication ? (['applications'] as const) : []),
    ...(delegates ? (['send-as', 'full-access'] as const) : []),
    ...(wanted.appFullAccess ? (['full-access'] as const) : []),
    // a right may be held through a group, which is read with its members
    ...(groups.length + scopes.length > 0 || delegates ? (['groups'] as const) : []),
  ]
  const mailboxes = distinct([...people, ...signers(wanted), ...outside]).filter(
    (address) => !groups.some((group) => same(group, address)),
  )
  return {
    format: exchangePlanFormat,
    version,
    kind: 'read',
    ...head,
    retry,
    read: {
      parts: [...new Set(parts)],
      mailboxes: mailboxes.map((address) => ({ address, id: null })),
      groups: distinct([...groups, ...scopes]).map((address) => ({ address, id: null })),
      tests:
        app === null || wanted.roles.length === 0
          ? []
          : distinct([...outside, ...people])
              .slice(0, mostTests)
              .map((address) => ({ app, mailbox: { address, id: null } })),
      ...(byApplication && guid.test(clientId ?? '') ? { applications: [clientId ?? ''] } : {}),
    },
  }
}

/**
 * `facts` null: nothing was read yet, so everything is planned; the script itself leaves alone what is there.
 * `plan` is null where nothing is to be set.
 */
export function setPlan(
  head: PlanHead,
  wanted: ExchangeWanted,
  facts: ExchangeFacts | null,
  extras: PlanExtras = noExtras,
): { readonly plan: SetPlan | null; readonly left: readonly LeftOut[] } {
  const application = wanted.byApplication
    ? applicationActions(wanted, facts, extras)
    : { actions: [], left: [] }
  const actions: Action[] = [
    ...(wanted.smtpAuth ? smtpActions(wanted, facts) : []),
    ...wanted.senders.flatMap((sender, index) => rightActions(wanted, facts, sender, index)),
    ...application.actions,
    ...(extras.tidy ? tidyActions(wanted, facts) : []),
  ]
  return {
    plan:
      actions.length === 0
        ? null
        : { format: exchangePlanFormat, version, kind: 'set', ...head, retry, actions },
    left: application.left,
  }
}

/** Never the organisation's switch: the mailbox's own overrides it, so everybody else stays closed. @see reference 4.4 */
function smtpActions(wanted: ExchangeWanted, facts: ExchangeFacts | null): Action[] {
  return signers(wanted).flatMap((address, index): Action[] => {
    const own = facts === null ? undefined : mailboxAt(facts, address)?.facts?.smtpAuth
    const tenantOn = facts?.transport.state === 'read' && facts.transport.value.smtpAuthDisabled === false
    const on = own?.state === 'read' && (own.value === 'on' || (own.value === 'inherit' && tenantOn))
    if (on) return []
    const mailbox = recipient(facts, address)
    return [{ kind: 'mailbox-smtp-auth', id: `smtp-${index + 1}`, needs: [], mailbox, value: 'on' }]
  })
}

function rightActions(
  { transport }: ExchangeWanted,
  facts: ExchangeFacts | null,
  { address, kind, signInAs, rights }: WantedSender,
  index: number,
): Action[] {
  const found =
    facts === null
      ? null
      : kind === 'group'
        ? groupAt(facts, address)
        : (mailboxAt(facts, address)?.facts ?? null)
  const holds = (right: Parameters<typeof heldBy>[0] | undefined, layer: 'send-as' | 'full-access') =>
    facts !== null && right !== undefined && heldBy(right, signInAs, layer, facts).is === 'held'
  const behalf = found === null ? false : holds({ state: 'read', value: found.sendOnBehalf }, 'send-as')
  const target = recipient(facts, address)
  const trustee = { kind: 'recipient', ...recipient(facts, signInAs) } as const
  const number = index + 1
  const enough = !transport.startsWith('smtp') && behalf
  const opened =
    found !== null && 'fullAccess' in found ? holds(found.fullAccess, 'full-access') : kind === 'group'
  return [
    ...onlyIf(rights.includes('send-as') && !enough && !holds(found?.sendAs, 'send-as'), {
      kind: 'send-as',
      id: `send-as-${number}`,
      needs: [],
      target,
      trustee,
      state: 'present',
    }),
    ...onlyIf(rights.includes('send-on-behalf') && !behalf, {
      kind: 'send-on-behalf',
      id: `send-on-behalf-${number}`,
      needs: [],
      target,
      targetKind: kind === 'group' ? groupKind(facts, address) : 'mailbox',
      trustee,
      state: 'present',
    }),
    ...onlyIf(rights.includes('full-access') && !opened, {
      kind: 'full-access',
      id: `full-access-${number}`,
      needs: [],
      mailbox: target,
      trustee,
      state: 'present',
    }),
  ]
}

function groupAt(facts: ExchangeFacts, address: string) {
  return facts.groups.find(({ facts: one }) => one !== null && same(one.address, address))?.facts ?? null
}

function groupKind(facts: ExchangeFacts | null, address: string) {
  const kind = facts === null ? undefined : groupAt(facts, address)?.kind
  return kind === undefined || kind === 'dynamic' ? 'security' : kind
}

/** With its object id once that was read: a name may lead to another one later. */
function recipient(facts: ExchangeFacts | null, address: string): Recipient {
  const id = facts === null ? '' : (mailboxAt(facts, address)?.facts?.id ?? '')
  return { address, id: guid.test(id) ? id : null }
}

function distinct(addresses: readonly string[]): string[] {
  return [...new Map(addresses.map((one) => [one.toLowerCase(), one])).values()]
}
