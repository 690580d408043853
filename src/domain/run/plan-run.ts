/** The verification plan of a setup: what the recipe wants tried, on which mailbox, and what stands in the way. */
import { byPurpose } from '../mailbox/by-purpose.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { needed, transportFor } from '../recipe/conditions.ts'
import { isDelegated } from '../recipe/placeholders.ts'
import type { PlannedCheck, ProbeKind, Recipe } from '../recipe/recipe.ts'
import type { Answers, Setup } from '../setup/setup.ts'
import { isReadProbe } from './probe-kinds.ts'
import { plainly } from '../../words/plainly.ts'

export interface PlannedProbe {
  /** Id of the recipe's planned check; null when the recipe names none. */
  check: string | null
  mailboxId: string
  /** Who signs in; for an application the mailbox it acts on. */
  mailbox: string
  from: string
  to: string
  transport: ProbeKind
  expected: 'accepted' | 'refused'
  /** What this attempt proves, in the recipe's words. */
  why: string
  /** Why this probe cannot be sent yet, in one sentence; null when it can. */
  obstacle: string | null
}

export interface PlanInput {
  readonly setup: Setup
  readonly recipe: Recipe
  readonly mailboxes: readonly Mailbox[]
  /** Whether a credential of the registration is kept, for what an application sends. */
  readonly credential: boolean
}

/** Planned checks of a recipe with these answers; a recipe that names none sends once from each sender. */
export function checksFor(recipe: Recipe, answers: Answers): PlannedCheck[] {
  if (recipe.verification.probes.length > 0) return needed(recipe.verification.probes, answers, recipe)
  const kind = transportFor(recipe, answers)
  const why = recipe.verification.perMailbox
  const each = { kind, expected: 'accepted', why } as const
  return isAppOnly(kind)
    ? [{ ...each, id: 'send', mailbox: 'each-sender' }]
    : [
        { ...each, id: 'send', mailbox: 'each-sender' },
        { ...each, id: 'shared', mailbox: 'delegate-for-shared' },
      ]
}

/** True when the application signs in by itself, with its secret or certificate. */
export function isAppOnly(kind: ProbeKind): boolean {
  return kind === 'smtp-app' || kind === 'graph-app' || kind === 'ews-app'
}

/** Whether the probes of these answers need the registration's own credential. */
export function needsCredential(recipe: Recipe, answers: Answers): boolean {
  const checks = checksFor(recipe, answers)
  return checks.some((check) => runsAsApp(check, checks))
}

/** Whether the probes of these answers need people to sign in. */
export function needsSignIns(recipe: Recipe, answers: Answers): boolean {
  const checks = checksFor(recipe, answers)
  return checks.some((check) => !runsAsApp(check, checks))
}

export interface SignIns {
  /** The mailboxes that send: false where the application signs in by itself. */
  readonly senders: boolean
  /** The recipient, to read arrivals back. */
  readonly recipient: boolean
}

/** Who has a browser to sign in with: a registration without a redirect of ours knows no people. */
export function signInsOf(recipe: Recipe, answers: Answers): SignIns {
  const senders = needsSignIns(recipe, answers)
  const redirects = needed(recipe.registration.redirects, answers, recipe)
  return { senders, recipient: senders || redirects.some(({ purpose }) => purpose === 'verification') }
}

/** Whether the plan tries a mailbox that has to refuse. */
export function needsOutside(recipe: Recipe, answers: Answers): boolean {
  return checksFor(recipe, answers).some((check) => check.mailbox === 'outside-scope')
}

/** graph-read follows what the product does beside it: an application that sends as itself also reads as itself. */
export function runsAsApp(
  check: Pick<PlannedCheck, 'kind'>,
  checks: readonly Pick<PlannedCheck, 'kind'>[],
): boolean {
  if (check.kind !== 'graph-read') return isAppOnly(check.kind)
  return checks.some(({ kind }) => kind === 'graph-app' || kind === 'smtp-app')
}

/** The folder a read-only probe looks at; null for the Inbox. */
export function replyFolder(check: Pick<PlannedCheck, 'mailbox'>, answers: Answers): string | null {
  const folder = answers['reply-folder']
  return check.mailbox === 'reply-folder' && typeof folder === 'string' && folder !== '' ? folder : null
}

export interface RunPlan {
  readonly to: string | null
  readonly probes: PlannedProbe[]
  /** What the recipe wants tried and nothing here allows, one sentence each with the next step in it. */
  readonly missing: string[]
}

export function planRun(input: PlanInput): RunPlan {
  const { setup, recipe } = input
  const to = setup.recipient
  const checks = checksFor(recipe, setup.answers)
  const probes = checks.flatMap((check) =>
    mailboxesOf(check, checks, input).map((mailbox): PlannedProbe => {
      const asApp = runsAsApp(check, checks)
      return {
        check: check.id,
        mailboxId: mailbox.id,
        mailbox: asApp ? mailbox.address : mailbox.signInAs,
        from: mailbox.address,
        to: to ?? '',
        transport: check.kind,
        expected: check.expected,
        why: check.why,
        obstacle: asApp
          ? appObstacle(mailbox, check, to, input.credential)
          : personObstacle(mailbox, check, to),
      }
    }),
  )
  return { to, probes, missing: checks.flatMap((check) => missingFor(check, probes)) }
}

/** A check without a mailbox to try it on is said, never skipped in silence. */
function missingFor(check: PlannedCheck, probes: readonly PlannedProbe[]): string[] {
  if (probes.some((probe) => probe.check === check.id)) return []
  if (check.mailbox === 'outside-scope')
    return ['Name a mailbox outside the group: the proof of refusal needs one.']
  if (check.mailbox === 'reply-folder')
    return [
      'Nobody in the list of mailboxes can look at the reply folder: add whoever authorises the product.',
    ]
  return []
}

function mailboxesOf(
  check: PlannedCheck,
  checks: readonly PlannedCheck[],
  input: PlanInput,
): readonly Mailbox[] {
  const { senders, outside } = byPurpose(input.mailboxes)
  switch (check.mailbox) {
    case 'each-sender':
      // an application acts on every mailbox alike; a person's sign-in makes two cases of it, and where the answers
      // name no shared mailbox, one that is in the list all the same is not left out
      return runsAsApp(check, checks) || !checks.some((other) => other.mailbox === 'delegate-for-shared')
        ? senders
        : senders.filter((mailbox) => !signsInForOther(mailbox))
    case 'delegate-for-shared':
      return senders.filter(signsInForOther)
    case 'outside-scope':
      return outside
    case 'reply-folder': {
      const shared = input.setup.answers['reply-mailbox'] === 'shared'
      const reader = senders.find((mailbox) => signsInForOther(mailbox) === shared)
      return reader === undefined ? [] : [reader]
    }
  }
}

/** A shared mailbox or group never signs in itself; neither does a mailbox that names somebody else. */
function signsInForOther(mailbox: Mailbox): boolean {
  return isDelegated(mailbox) || (mailbox.signInAs !== '' && !signsInItself(mailbox))
}

function signsInItself(mailbox: Mailbox): boolean {
  return mailbox.signInAs === '' || mailbox.signInAs.toLowerCase() === mailbox.address.toLowerCase()
}

/** The first thing to put right; the others show themselves once it is. */
function personObstacle(mailbox: Mailbox, check: PlannedCheck, to: string | null): string | null {
  const itself = signsInItself(mailbox)
  // over SMTP the sign-in name is the delegate's, never the shared mailbox's (reference 4.7)
  if (isDelegated(mailbox) && itself)
    return `Nobody is named who signs in for the ${mailbox.kind === 'group' ? 'group' : 'shared mailbox'} ${mailbox.address}: name the delegate.`
  if (mailbox.authorisation === null)
    return mailbox.problem === null
      ? `${mailbox.address} is not authorised yet${itself ? '' : `: ${mailbox.signInAs} has to sign in`}.`
      : `${mailbox.address} is not authorised: ${plainly(mailbox.problem).what}`
  return recipientObstacle(check, to)
}

function appObstacle(
  mailbox: Mailbox,
  check: PlannedCheck,
  to: string | null,
  credential: boolean,
): string | null {
  // Graph and SMTP open the mailbox of the address; a group has none
  if (mailbox.kind === 'group')
    return `${mailbox.address} is a group, and an application can only act on a mailbox: take a shared mailbox instead.`
  if (!credential) return 'No credential is kept: add it on the Credential page.'
  return recipientObstacle(check, to)
}

function recipientObstacle(check: PlannedCheck, to: string | null): string | null {
  if (isReadProbe(check.kind)) return null
  if (to === null || to === '') return 'Nobody is named who receives the messages: choose a recipient.'
  return null
}
