/** Every sentence the page shows. Plain words, one thought a sentence, the next step named. */
import { credentials } from './credentials.ts'
import { minutes } from '../counts.ts'
import { terms } from '../terms.ts'
import { planText } from './plan.ts'
import { transferText } from './transfer.ts'
import { causesText } from './causes.ts'
import { consentText } from './consent.ts'
import { diagnoseText } from './diagnose.ts'
import { administration, decommission, rollover } from './errands.ts'
import { exchangeText } from './exchange.ts'
import { expiriesText, passwordResetText } from './expiries.ts'
import { changesText, fieldSheetText, questionText, recipeText } from './product.ts'
import { invitationsText } from './invitations.ts'
import { registration } from './registration.ts'
import { report, support } from './report.ts'
import { otherSenders } from '../other-senders.ts'
import { importText, mailboxesText, named, queue, recipient } from './mailboxes.ts'
import { newSetup, setups } from './setups.ts'
import { verify } from './verify.ts'

/** What the system calls the place where secrets and sign-ins are kept. */
const secretStore = (platform: string) =>
  platform === 'win32' ? 'Credential Manager' : platform === 'darwin' ? 'Keychain' : 'Keyring'

export const window = {
  causes: causesText,
  consent: consentText,
  diagnose: diagnoseText,
  expiries: expiriesText,
  invitations: invitationsText,
  passwordReset: passwordResetText,
  product: 'Sendproof',
  fieldSheet: fieldSheetText,
  questions: questionText,
  recipe: recipeText,
  changes: changesText,
  back: (to: string) => `Back to ${to.toLowerCase()}`,
  of: (done: number, total: number) => `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`,
  steps: (done: number, total: number) => `${done} of ${total} steps`,

  frame: {
    navigation: 'Main',
    menu: 'Menu',
    setups: 'Setups',
    diagnose: 'Diagnose',
    causes: 'Causes',
    expiries: 'Expiries',
    settings: 'Settings',
    help: 'Help',
    pages: 'Pages of this setup',
    thisPc: 'This PC',
    notices: 'Notices',
    underWay: 'Under way',
    activity: {
      authorise: (done: number, total: number) => `Signing in: ${done} of ${total}`,
      verify: (done: number, total: number) => `Sending: ${done} of ${total}`,
      exchange: (done: number, total: number) =>
        total === 0 ? 'Exchange script running' : `Exchange: ${done} of ${total}`,
      ...registration.act.activity,
    },
    keychain: {
      ready: (platform: string) => `${secretStore(platform)} ready`,
      locked: (platform: string) => `${secretStore(platform)} locked`,
      absent: (platform: string) => `${secretStore(platform)} not available`,
    },
    signIn: {
      reachable: 'Microsoft sign-in: reachable',
      'not-reachable': 'Microsoft sign-in: not reachable',
      'not-tried': 'Microsoft sign-in: not tried',
    },
    signInHost: (host: string, state: 'reachable' | 'not-reachable' | 'not-tried', time: string | null) =>
      ({
        reachable: `${host} answered at ${time}.`,
        'not-reachable': `${host} could not be reached at ${time}.`,
        'not-tried': `${host} was not tried since Sendproof was started.`,
      })[state],
    testSignIn: 'Test',
    signInBadge: 'Sign-in not reachable',
    practice: 'Practice tenant',
    noTenant: 'no tenant yet',
  },
  pages: {
    plan: 'Plan',
    registration: 'Registration',
    exchange: 'Exchange',
    mailboxes: 'Mailboxes',
    credential: 'Credential',
    product: 'Product',
    verify: 'Verify',
    report: 'Report',
  },
  cloud: {
    global: 'Global cloud',
    'gcc-high': 'GCC High',
    dod: 'DoD',
    china: 'China (21Vianet)',
    practice: 'on this PC',
    custom: 'custom cloud',
  },
  roles: terms.rolesOnScreen,
  stages: terms.stages,
  states: terms.states,
  mailboxKinds: terms.mailboxKinds,
  transports: terms.transports,
  /** For chips and columns. */
  short: terms.short,
  time: { today: (time: string) => `today ${time}` },

  next: {
    label: 'NEXT',
    done: 'Everything is done',
    provenLine: 'Every step is done and every mailbox is proven. Hand over the report.',
    doneLine: 'Every step is done as people reported it; no run of Sendproof has proven the mailboxes.',
    minutes: (work: number) => `about ${minutes(work)}`,
    minutesAndWait: (work: number, wait: number) =>
      `about ${minutes(work)}, then up to ${minutes(wait)} until Microsoft applies it`,
    waiting: 'Nothing to do yet. Check back later.',
    waitingUntil: (left: number) =>
      left === 0
        ? 'The usual wait is over. Check whether it worked.'
        : `Microsoft is applying it. Check again in ${minutes(left)}; nothing else is waiting for you.`,
    /** What to name on Mailboxes before this step. */
    first: {
      senders: 'First list the mailboxes it sends from: this step needs their addresses.',
      recipient: 'First enter who receives the test messages.',
      'outside-scope':
        'First name a mailbox that the application must not reach: it is tried, and must be blocked.',
      'reply-folder': 'First add the mailbox whose reply folder the product reads.',
      calendar: 'First name a mailbox whose calendar is to be tried.',
    },
    stuck: (role: string) => `Blocked: ${role} has to unblock it. The note in its history says why.`,
    show: 'Show me how',
    practise: 'Let the practice administrator do it',
    practising: 'The practice administrator is doing this…',
    goTo: {
      registration: 'Go to Registration',
      mailboxes: 'Go to Mailboxes',
      credential: 'Go to Credential',
      verify: 'Go to Verify',
    },
    openReport: 'Open the report',
  },

  copy: {
    copy: 'Copy',
    copied: 'Copied',
    refused: 'Not copied',
    forSupport: 'Copy for support',
    announced: (what: string) => `${what} copied`,
    refusedHow: 'The clipboard is not available. Select the text and press Ctrl+C.',
  },
  error: {
    noBridge: 'This page only works inside Sendproof. Start Sendproof from the Start menu.',
    unexpected: 'Something went wrong inside Sendproof.',
    unexpectedNext: 'Try again. If it happens again, restart Sendproof. Nothing saved is lost.',
    page: 'This page could not be shown.',
    pageNext: 'Try again, or reload the window. Work under way continues and nothing saved is lost.',
    tryAgain: 'Try again',
    help: { enterIds: 'Enter the IDs…' },
    reload: 'Reload the window',
    showDetails: 'Show details',
    hideDetails: 'Hide details',
    dismiss: 'Dismiss',
    thisError: 'this error',
  },
  credentials,

  form: { required: 'Enter a value.', cancel: 'Cancel', save: 'Save', back: 'Back', next: 'Next' },

  settings: {
    look: 'Appearance',
    themes: { system: 'Like Windows', light: 'Light', dark: 'Dark' },
    contrast: 'A high-contrast theme of Windows is always followed.',
    keychain: secretStore,
    keychainStates: { ready: 'Ready', locked: 'Locked', absent: 'Not available' },
    keychainUse: 'Secrets and sign-ins are kept here and nowhere else.',
    network: 'Microsoft sign-in',
    networkHint: 'By what sign-ins, runs and this test met in the network, with the proxy of this PC.',
    testNow: 'Test now',
    testing: 'Testing…',
    dataFolder: 'Data folder',
    dataHint: 'Plans, mailbox lists and runs. No secret is stored here unencrypted.',
    user: 'User',
    version: 'Version',
  },
  help: {
    parts: 'Parts of the help',
    partNames: { guide: 'User guide', changes: 'What is new', about: 'About' },
    contents: 'Contents',
    commands: 'Commands',
    what: 'Takes one product in one Microsoft 365 tenant from nothing to proven mail sends.',
    updates:
      'Sendproof does not look for updates by itself and sends nothing about its use. Compare this version with the one your organisation distributes.',
    licence: 'Licence',
  },
  details: {
    edit: 'Edit details',
    title: 'Details of this setup',
    name: 'Name',
    tenantId: 'Tenant',
    tenantHint:
      'The Directory (tenant) ID from the registration’s Overview page, or a verified domain: its ID is looked up.',
    clientId: 'Application (client) ID',
    answerTitle: 'What is missing',
    clientHint: 'From the registration’s Overview page, once it exists.',
  },

  setups,
  newSetup,

  plan: planText,
  transfer: transferText,

  exchange: exchangeText,

  mailboxes: mailboxesText,
  queue,
  recipient,
  named,
  otherSenders,
  import: importText,

  registration,
  rollover,
  decommission,
  administration,

  verify,

  report,
  support,
} as const
