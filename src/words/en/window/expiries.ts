/** What the page Expiries says: the time line, its table, the filters, and reading dates from the tenant. */
import { mailboxes, n } from '../counts.ts'

const monthFormat = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })

export const expiriesText = {
  title: 'Expiries',
  lead: 'Secrets, certificates, sign-ins and Microsoft’s dates of all setups on this PC, the soonest first.',
  emptyTitle: 'Nothing expires yet',
  empty:
    'As soon as a setup has a credential or a mailbox is signed in, this page shows until when it works and who says so.',
  noneFits: 'Nothing here matches this filter.',
  damaged: (names: readonly string[]) =>
    `${names.join(', ')}: damaged on the disk. What expires there is not known.`,
  filters: 'Filter by kind',
  kinds: {
    all: 'All',
    credentials: 'Credentials',
    'sign-ins': 'Sign-ins',
    deadlines: 'Microsoft dates',
    tenant: 'From the tenant',
  },
  setup: 'Setup',
  allSetups: 'All setups',
  asTable: 'Show as table',
  asLine: 'Show as time line',
  timeLine: 'Time line',
  table: 'Expiry dates',
  columns: { state: 'State', what: 'What', when: 'When', setups: 'Setup', evidence: 'Who says so' },
  states: {
    expired: 'Expired',
    week: 'Within 7 days',
    month: 'Within 30 days',
    later: 'Later',
    undated: 'No date',
    over: 'In effect',
  },
  groups: { expired: 'Already expired', undated: 'Without a date', over: 'Already in effect' },
  month: (month: string) => monthFormat.format(new Date(`${month}-01T00:00:00Z`)),
  more: (count: number) => `${n(count, 'more date is', 'more dates are')} in the table.`,
  saidBy: (evidence: string) => `${evidence.charAt(0).toUpperCase()}${evidence.slice(1)}.`,
  whatToDo: 'What to do',
  inSetup: (name: string, page: string) => `${name} › ${page}`,
  people: 'Who is responsible…',
  peopleTitle: 'Who is responsible for what expires?',
  peopleWhat:
    'They are named with every date of the setup: here, by the command expiry, and as contacts in the calendar file. Sendproof sends them nothing.',
  peopleSetup: 'Setup',
  peopleList: 'People',
  peopleHint: 'One a line: Kim Lee <kim@contoso.com>, or a name or an address alone.',
  peopleSave: 'Save',
  calendar: 'Add to calendar…',
  calendarSaved: 'Open the file to import the reminders into your calendar:',
  read: 'Read from the tenant…',
  readTitle: 'Read expiry dates from the tenant',
  readWhat: 'An administrator signs in, the dates are read, and the sign-in is dropped. Nothing is changed.',
  readSetup: 'Tenant of',
  readScope: 'What is read',
  readOwn: 'This setup’s app registration',
  readEvery: 'Every application of the tenant',
  readEveryHint: 'Also those other people set up, SAML signing certificates included.',
  readGo: 'Next',
  signInAndRead: 'Sign in and read',
  reading: (setup: string) => `Reading the tenant of ${setup}. If the browser has opened, sign in there.`,
  readingByCode: (setup: string) => `Reading the tenant of ${setup} as soon as the code is entered.`,
  stop: 'Cancel',
  readDone: (count: number) =>
    count === 0
      ? 'The tenant was read. It shows no expiry date.'
      : `The tenant was read: ${n(count, 'expiry date', 'expiry dates')}.`,
} as const

export const passwordResetText = {
  button: 'Password was reset…',
  title: (account: string) => `Was the password of ${account} reset?`,
  what: (count: number) =>
    `A reset revokes the sign-ins of this account. ${mailboxes(count)} of this setup ${count === 1 ? 'is' : 'are'} signed in with it and ${count === 1 ? 'has' : 'have'} to sign in again:`,
  more: (count: number) => `and ${count.toLocaleString('en')} more`,
  product: 'The product has sign-ins of its own. Sign in there again too.',
  confirm: (count: number) => `Mark ${mailboxes(count)}`,
} as const
