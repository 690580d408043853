/** The verification plan of a setup: what the recipe wants tried, on which mailbox, and what stands in the way. */
import { byPurpose, isDelegated } from '../mailbox/by-purpose.ts'
import type { Mailbox } from '../mailbox/mailbox.schema.ts'
import { needed, transportFor } from '../recipe/conditions.ts'
import type { PlannedCheck, ProbeKind, Recipe } from '../recipe/recipe.schema.ts'
import type { Answers, Setup } from '../setup/setup.schema.ts'
import { attemptKey } from './attempts.ts'
import type { Obstacle } from './obstacle.schema.ts'
import { isAppOnly, isReading, signsInAsApp } from '../transport/transports.ts'

/** What the recipe wants tried and no mailbox of the list allows. */
export const missingChecks = ['outside-scope', 'reply-folder', 'calendar'] as const
export type Missing = (typeof missingChecks)[number]

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
  /** Null when it can be sent. */
  obstacle: Obstacle | null
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

/** Whether the application signs in for a check, which may follow from the others. */
export function runsAsApp(
  check: Pick<PlannedCheck, 'kind'>,
  checks: readonly Pick<PlannedCheck, 'kind'>[],
): boolean {
  return signsInAsApp(
    check.kind,
    checks.map(({ kind }) => kind),
  )
}

/** Whether the plan tries the calendar of mailboxes that are named for it. */
export function needsCalendars(recipe: Recipe, answers: Answers): boolean {
  return checksFor(recipe, answers).some((check) => check.mailbox === 'calendar')
}

/** The folder a read-only probe looks at; null for the Inbox. */
export function replyFolder(check: Pick<PlannedCheck, 'mailbox'>, answers: Answers): string | null {
  const folder = answers['reply-folder']
  return check.mailbox === 'reply-folder' && typeof folder === 'string' && folder !== '' ? folder : null
}

export interface RunPlan {
  readonly to: string | null
  readonly probes: PlannedProbe[]
  readonly missing: Missing[]
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

/** Attempts of the plan as it is now that are not among those `tried`. */
export function countUntried(
  planned: Omit<PlanInput, 'credential'>,
  tried: readonly Parameters<typeof attemptKey>[0][],
): number {
  const keys = new Set(tried.map(attemptKey))
  const { probes } = planRun({ ...planned, credential: true })
  return probes.filter((probe) => !keys.has(attemptKey(probe))).length
}

/** A kind of mailbox, or the recipient, that the plan needs and nobody has named. */
export const unnamedKinds = ['recipient', ...missingChecks] as const
export type Unnamed = (typeof unnamedKinds)[number]

/** What has to be named on the list before the verification can be whole; in the order in which it is asked for. */
export function unnamedFor(input: Omit<PlanInput, 'credential'>): Unnamed[] {
  const { setup, recipe } = input
  const { to, missing } = planRun({ ...input, credential: true })
  const sends = checksFor(recipe, setup.answers).some(({ kind }) => !isReading(kind))
  return unnamedKinds.filter((one) =>
    one === 'recipient' ? sends && (to === null || to === '') : missing.includes(one),
  )
}

/** A check without a mailbox to try it on is said, never skipped in silence. */
function missingFor(check: PlannedCheck, probes: readonly PlannedProbe[]): Missing[] {
  if (probes.some((probe) => probe.check === check.id)) return []
  return missingChecks.filter((one) => one === check.mailbox)
}

function mailboxesOf(
  check: PlannedCheck,
  checks: readonly PlannedCheck[],
  input: PlanInput,
): readonly Mailbox[] {
  const { senders, outside, calendars } = byPurpose(input.mailboxes)
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
    case 'calendar':
      return calendars
    case 'reply-folder': {
      const shared = input.setup.answers['reply-mailbox'] === 'shared'
      // a group has no folder to read
      const reader = senders.find(
        (mailbox) => mailbox.kind !== 'group' && signsInForOther(mailbox) === shared,
      )
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
function personObstacle(mailbox: Mailbox, check: PlannedCheck, to: string | null): Obstacle | null {
  const { address, signInAs, authorisation, problem } = mailbox
  const itself = signsInItself(mailbox)
  // over SMTP the sign-in name is the delegate's, never the shared mailbox's (reference 4.7)
  if (isDelegated(mailbox) && itself) return { code: 'no-delegate', address, group: mailbox.kind === 'group' }
  if (authorisation === null)
    return problem === null
      ? { code: 'not-signed-in', address, signInAs: itself ? null : signInAs }
      : { code: 'sign-in-problem', address, problem }
  return recipientObstacle(check, to)
}

function appObstacle(
  { kind, address }: Mailbox,
  check: PlannedCheck,
  to: string | null,
  credential: boolean,
): Obstacle | null {
  // Graph and SMTP open the mailbox of the address; a group has none
  if (kind === 'group') return { code: 'group-as-application', address }
  if (!credential) return { code: 'no-credential' }
  return recipientObstacle(check, to)
}

function recipientObstacle(check: PlannedCheck, to: string | null): Obstacle | null {
  return isReading(check.kind) || (to !== null && to !== '') ? null : { code: 'no-recipient' }
}
