/** Sentences of the registration page. How a check came out, and what a change does, is said in words/en/entra. */
import type { ActView } from '../../../contract/registration-views.schema.ts'
import type { DoorName } from '../../../domain/entra/admin/doors.ts'
import type { CheckGroup } from '../../../domain/entra/audit/check-groups.ts'
import type { CheckSeverity, CheckState } from '../../../domain/entra/audit/check.ts'
import type { Mark, SideWord } from '../../../domain/entra/audit/sides.schema.ts'
import type { UnreadReason } from '../../../domain/entra/facts/reading.ts'
import { list } from '../../shape/format.ts'
import { n } from '../counts.ts'
import { audienceName } from '../entra/checks.ts'
import { terms } from '../terms.ts'

const locale = 'en-GB'
const changes = (count: number) => n(count, 'change', 'changes')

const doors = {
  own: { through: 'through the application given for this tenant' },
  published: { through: 'through the application of the distributor' },
  'command-line-tools': { through: 'through Microsoft Graph Command Line Tools' },
} as const satisfies Record<DoorName, { through: string }>

const sideWords = {
  absent: 'Not there',
  active: 'Active',
  'admin-consent': 'Admin consent needed',
  allowed: 'Allowed',
  any: 'Either',
  'at-least-one': 'At least one',
  deactivated: 'Deactivated',
  'baseline-ews': 'EWS off for the organisation',
  'baseline-legacy-authentication': 'Old ways of signing in are blocked',
  'baseline-new-secrets': 'New client secrets are blocked',
  'baseline-user-consent': 'Microsoft manages user consent',
  forbidden: 'Not allowed',
  known: 'For your information',
  none: 'None',
  'not-blocked': 'Not blocked',
  'not-required': 'Not required',
  'nothing-else': 'Nothing more',
  off: 'Off',
  on: 'On',
  'only-one': 'No other of this name',
  'own-authorities': 'Only from the tenant’s own certificate authorities',
  required: 'Required',
  several: 'Several of this name',
  there: 'There',
  unverified: 'Not verified',
  verified: 'Verified by Microsoft',
} as const satisfies Record<SideWord, string>

export const registration = {
  list: 'Settings of the registration',
  detail: 'Setting',
  emptyTitle: 'The tenant has not been read yet',
  empty:
    'Sendproof reads the app registration from Microsoft Entra and compares it with what the product needs. Nothing is changed.',
  read: 'Read the tenant…',
  readAgain: 'Read again',
  signInOtherwise: 'Sign in another way…',
  create: 'Create…',
  repair: 'Repair…',
  undo: 'Undo…',
  handOver: 'Hand over…',
  openPortal: 'Open in portal',
  stop: 'Stop',
  close: 'Close',
  goOn: 'Resume',
  tryAgain: 'Try again',
  label: 'Last reading',
  stopped: 'Stopped. Nothing was changed.',
  choosing: 'Choose…',

  matches: 'Matches what the product needs',
  /** What is not as wanted: differences that matter, suggestions, and what could not be read. */
  found: (differ: number, suggested: number, unread: number) =>
    [
      ...(differ === 0 ? [] : [n(differ, 'difference', 'differences')]),
      ...(suggested === 0 ? [] : [n(suggested, 'suggestion', 'suggestions')]),
      ...(unread === 0 ? [] : [`${unread} not readable`]),
    ].join(', '),
  readBy: 'Read by',
  through: (door: DoorName) => doors[door].through,
  dropped: 'The sign-in was dropped afterwards.',
  rights: (count: number) => `${n(count, 'right', 'rights')} of that sign-in`,
  offline: 'Microsoft sign-in cannot be reached from this PC. This is the last reading.',
  changedSince: 'The tenant was changed after this reading. Read it again.',

  filter: 'Show settings',
  filters: { all: 'All', differs: 'Differences only', unknown: 'Not readable' },
  noneHere: 'No setting matches this filter.',
  columns: { setting: 'Setting', wanted: 'Wanted', found: 'Found' },
  groups: {
    application: 'Application',
    redirects: 'Sign-in and redirects',
    permissions: 'Permissions',
    credentials: 'Credentials',
    tenant: 'Tenant policies',
  } as const satisfies Record<CheckGroup, string>,
  groupMatches: 'matches',
  states: { ok: 'Matches', unknown: 'Not readable' } as const satisfies Partial<Record<CheckState, string>>,
  severities: { error: 'Error', warning: 'Warning', note: 'Suggestion' } as const satisfies Record<
    CheckSeverity,
    string
  >,
  unread: (why: UnreadReason, right: string | null) =>
    why === 'forbidden'
      ? right === null
        ? 'Could not be read: a right or role is missing'
        : `Could not be read: needs ${right}`
      : 'Could not be read',
  unreadNotAbsent: 'Not readable does not mean that it is missing.',
  audience: (audience: string) => {
    const name = audienceName(audience)
    return name === audience ? name : `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  },
  marks: { missing: 'missing', surplus: 'not needed', wrong: 'not as needed' } as const satisfies Record<
    Mark,
    string
  >,
  sideWords,
  types: { delegated: 'delegated', application: 'application' },
  some: 'for single users only',
  boxes: (accessTokens: boolean, idTokens: boolean) =>
    accessTokens && idTokens
      ? 'Access tokens and ID tokens'
      : accessTokens
        ? 'Access tokens'
        : idTokens
          ? 'ID tokens'
          : 'Neither box ticked',
  days: (how: 'more-than' | 'valid-for' | 'at-most', days: number) =>
    how === 'more-than'
      ? `More than ${terms.days(days)} left`
      : how === 'valid-for'
        ? `Valid for ${terms.days(days)}`
        : `Valid for at most ${terms.days(days)}`,
  kinds: (kinds: readonly ('secret' | 'certificate')[]) =>
    new Intl.ListFormat(locale, { type: 'disjunction' }).format(
      kinds.map((kind, index) =>
        index === 0 ? terms.credentialKinds[kind] : terms.credentialInSentence(kind),
      ),
    ),
  step: 'Step',
  toStep: (title: string) => `Open the step “${title}”`,
  evidence: 'Evidence',
  readByAt: 'Read by',
  requestIds: 'Request IDs for Microsoft support',
  requestId: 'the request ID',
  status: (code: number) => `HTTP ${code}`,
  byChoice: 'Repair… asks which one it is.',
  byPerson: 'Needs your decision; Sendproof changes nothing about it.',
  byPlan: (absent: boolean) => `${absent ? 'Create…' : 'Repair…'} shows what Sendproof would change.`,

  signIn: {
    title: 'Sign in an administrator',
    practice: (who: string) =>
      `The practice administrator ${who} signs in by itself. In a real tenant, your browser opens.`,
    what: 'Reading needs read rights only. Rights to change are asked for when you carry out changes. The sign-in is dropped afterwards.',
    door: 'Which application signs the administrator in?',
    doors: {
      published: {
        label: 'The application of the distributor of Sendproof',
        hint: 'Nothing to set up. At the first sign-in an administrator accepts its rights; it then appears among the enterprise applications.',
      },
      configured: {
        label: 'The application set on this PC',
        hint: 'Its client ID is in admin-sign-in.yaml in the data folder.',
      },
      own: {
        label: 'Sendproof administration, registered once in this tenant',
        hint: 'A script makes it, with nothing but the rights of the steps ahead. Delete it when you are done, or keep it for the next reading.',
      },
      tools: {
        label: 'Microsoft Graph Command Line Tools',
        hint: 'Microsoft’s own application. Rights accepted for it stay, and everyone who may use it in this tenant can use them. Many organisations block it.',
      },
    },
    ownRights: (rights: readonly string[]) =>
      `The script gives it ${list(rights, locale)}, each of them only together with a role of the person who signs in.`,
    clientId: 'Application (client) ID',
    clientIdHint: 'The script prints it.',
    script: 'Script for Graph PowerShell or Cloud Shell',
    scriptName: 'the script',
    noScript: 'Enter the Directory (tenant) ID in the setup details to get the script.',
    account: 'Administrator',
    accountPractice: 'Leave it empty for the practice administrator, or try someone with fewer rights.',
    accountHint: 'Optional: the account to suggest in the browser.',
    how: 'How?',
    browser: 'In the browser of this PC',
    code: 'With a code on another device',
    codeHint: 'Conditional Access often blocks this. Use it only where this PC has no browser.',
    read: 'Sign in and read',
    go: 'Sign in',
  },

  choose: {
    title: 'Which registration is it?',
    what: (name: string) =>
      `The tenant has registrations that could be the one for this product, called “${name}”. A name is no proof: choose the one that is meant.`,
    created: (day: string) => `created ${day}`,
    go: 'Use this one',
  },

  preview: {
    title: (count: number, tenant: string) =>
      count === 0 ? `Nothing to change in ${tenant}` : `${changes(count)} in ${tenant}`,
    what: 'They are made in this order, one after another. Nothing is changed before you confirm.',
    nothing: 'The registration has everything that Sendproof can set.',
    before: 'Before',
    after: 'After',
    nothingThere: 'nothing',
    left: 'Not changed by Sendproof',
    leftWhy: {
      person: 'needs your decision',
      unread: 'could not be read',
      'after-restore': 'planned once the registration is restored',
    },
    rights: (rights: readonly string[]) =>
      `For this, the sign-in asks for ${list(rights, locale)} besides the rights to read.`,
    go: (count: number) => `Make ${changes(count)}…`,
    undoTitle: (count: number, tenant: string) => `Undo ${changes(count)} in ${tenant}`,
    undoWhat: 'The newest is undone first. What someone has changed since is left as it is.',
    undoWhich: 'What should be undone?',
    undoLast: (count: number) => `What was changed last (${count})`,
    undoAll: (count: number) => `Everything that Sendproof changed (${count})`,
    undoGo: (count: number) => `Undo ${changes(count)}…`,
    stays: 'Cannot be undone',
  },

  act: {
    label: 'Work in the tenant',
    progress: 'Progress in the tenant',
    signingIn: 'Signing in the administrator…',
    signingInBrowser: 'Waiting for the administrator to sign in in the browser…',
    code: (address: string) => `Open ${address} on any device and enter this code:`,
    theCode: 'the code',
    reading: 'Reading the tenant…',
    stopping: 'Stopping after what is under way…',
    doing: (at: number, all: number) => `Change ${at} of ${all}`,
    waiting: 'Microsoft Entra is not ready for this change yet. Sendproof tries again by itself.',
    spreading: 'Made. Waiting until every server of Microsoft Entra knows it.',
    checking: 'All made. Reading the tenant back to confirm.',
    asWho: (who: string) => `Signed in: ${who}`,
    signedOut: (who: string) => `The sign-in of ${who} was dropped.`,
    applied: (count: number) => `${changes(count)} made and read back from the tenant.`,
    reverted: (count: number) => `${changes(count)} undone and read back from the tenant.`,
    partly: (done: number, all: number) => `${done} of ${changes(all)} made.`,
    changedSince: 'Left as they are, because someone changed them since:',
    states: {
      'to-go': 'Not started',
      doing: 'In progress',
      done: 'Done',
      already: 'Not needed any more',
      failed: 'Failed',
      'not-tried': 'Not tried',
    } as const satisfies Record<ActView['changes'][number]['state'], string>,
    activity: {
      read: () => 'Reading the tenant',
      preview: () => 'Reading the tenant',
      apply: (done: number, all: number) => `Changing the tenant: ${done} of ${all}`,
      revert: (done: number, all: number) => `Undoing changes: ${done} of ${all}`,
    },
  },
} as const
