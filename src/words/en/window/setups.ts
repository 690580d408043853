/** What the list of setups and the form for a new one say. */
import { minutes, n } from '../counts.ts'
import { terms } from '../terms.ts'

const isoDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

export const setups = {
  new: 'New setup',
  damaged: (name: string) =>
    `“${name}” cannot be opened: its entry on this PC is damaged. The other setups are not affected. Export them, keep a copy of the data folder, and restore it from a backup.`,
  emptyTitle: 'No setup yet',
  empty:
    'Sendproof gives you a plan to move one product to modern sign-in for Microsoft 365 mail, and proves that it works. Start with a rehearsal in the practice tenant: nothing real is affected.',
  before: 'Before you start',
  facts: [
    {
      title: 'What you need',
      text: 'For a rehearsal, nothing. For a real tenant, an administrator who registers applications and grants consent, an Exchange administrator, and someone who can change the product’s settings. Each part of the plan can be handed over.',
    },
    {
      title: 'How long it takes',
      text: 'A rehearsal takes about a quarter of an hour. A real setup takes one to two hours of work, plus waits of up to a few hours until Microsoft applies a change.',
    },
    {
      title: 'What it costs',
      text: 'Registering an application is free. A mailbox that signs in needs Exchange Online, as before.',
    },
    {
      title: 'What it changes',
      text: 'Nothing in your tenant until you have seen every change and confirmed it. What was there before is recorded, and most changes can be undone. Test messages are sent only after you agree, and none is deleted.',
    },
    {
      title: 'Why now',
      text: 'Microsoft switches off passwords for SMTP by default at the end of December 2026. A product that still uses one stops sending then; OAuth and Microsoft Graph are not affected.',
    },
  ],
  next: 'Next',
  lastRun: 'Last run',
  neverRun: 'Nothing sent yet',
  expiry: 'Expires',
  credential: 'Credential',
  lastRunSaid: (state: keyof typeof terms.runStates, proven: number, planned: number, letIn: number) =>
    state === 'running'
      ? `Running: ${proven} of ${planned} so far`
      : letIn > 0
        ? terms.notSafe(letIn)
        : state !== 'finished'
          ? `${proven} of ${planned} so far, ${terms.runStates[state]}`
          : proven === planned
            ? `All ${planned} as planned`
            : `${proven} of ${planned} as planned`,
  lastRunImported: (proven: number, planned: number) =>
    `Imported, proves nothing: ${proven} of ${planned} as planned on another PC`,
  practiceNote: 'A rehearsal: nothing real is affected.',
  more: (name: string) => `More for ${name}`,
  remove: 'Remove…',
  duplicate: 'Duplicate…',
  forReal: 'Now for real…',
  waiting: 'Waiting',
  waits: (title: string, left: number) =>
    left === 0 ? `${title}: the usual time is over` : `${title}: ${minutes(left)} left`,
  deadline: 'Next date',
} as const

export const newSetup = {
  title: 'New setup',
  steps: 'Steps of this form',
  stepNames: { product: 'Product', tenant: 'Tenant', questions: 'Questions' },
  whichProduct: 'Which product sends the mail?',
  search: 'Search by product or vendor',
  noProduct: (words: string) => `No product matches “${words}”. These fit any product:`,
  aboutProduct: 'About this product',
  /** `since`: an ISO day. */
  release: (release: string, since: string | null) =>
    since === null ? release : `${release} (from ${isoDay.format(new Date(since))})`,
  readPage: (about: string) => `Microsoft’s page about: ${about}`,
  chooseToRead: 'Choose a product to read what it needs.',
  like: {
    practice: (name: string) => `Product and answers are those of “${name}”.`,
    tenant: (name: string) =>
      `Product and answers are those of “${name}”. IDs, mailboxes, notes and sign-ins are not: nothing is shared between the two setups.`,
  },
  fault: 'Error to rehearse',
  faultHint:
    'Shows what a failure looks like, with its cause and how to fix it. You can rehearse one at a time.',
  noFault: 'None: everything works',
  /** By their names in the practice tenant. */
  faults: {
    'tenant-smtp-auth-off': 'Authenticated SMTP is off for the organisation',
    'mailbox-smtp-auth-off': 'Authenticated SMTP is off for one mailbox',
    'no-send-as': 'Send As is missing on a shared mailbox',
    'missing-consent': 'Nobody has granted consent',
    'wrong-account': 'Someone else is signed in automatically',
    'conditional-access': 'A Conditional Access policy blocks the application',
    'expired-secret': 'The client secret has expired',
    'wrong-secret': 'The Secret ID was entered instead of its value',
    'app-out-of-scope': 'The application may not use one mailbox',
    'unscoped-app': 'The application reaches every mailbox',
    'graph-throttled': 'Microsoft Graph asks to slow down',
    'ndr-rejected': 'One message comes back: a mail flow rule rejected it',
    'junk-mail': 'One message arrives in Junk Email',
    'lost-mail': 'One message is accepted and never arrives',
  },
  restored: 'This is the form as you left it.',
  startOver: 'Start over',
  stepCount: (count: number) => `up to ${n(count, 'step', 'steps')}`,
  whichTenant: 'Rehearse first, or work in your tenant?',
  where: {
    practice: {
      name: 'Practice tenant',
      about: 'A Microsoft 365 look-alike on this PC. Go through every step; nothing real is affected.',
    },
    tenant: {
      name: 'My Microsoft 365 tenant',
      about: 'The plan, sign-ins and verification for real. Nothing is sent until you say so.',
    },
  },
  mailboxes: 'Mailboxes in the practice tenant',
  oneMore: 'One mailbox more',
  oneLess: 'One mailbox less',
  mailboxesHint: '1 to 1,000. A few of them are shared mailboxes.',
  mailboxesWrong: 'Enter a whole number from 1 to 1,000.',
  tenantNeeded: 'Enter the Directory (tenant) ID or a verified domain of the tenant.',
  prepared: 'Start with everything prepared',
  preparedHint:
    'Registration, settings and rights are in place, so you can go straight to the mailboxes and verification.',
  cloud: 'Cloud',
  clientLater: 'Leave it empty if the registration does not exist yet; the plan says when to fill it in.',
  someQuestions: 'A few questions',
  laterToo: 'You can answer later what you do not know yet. The plan marks what is missing.',
  nameHint: 'The name shown here and in the report.',
  create: 'Create setup',
  creating: 'Creating…',
} as const
