/** Every sentence the page shows. Plain words, one thought a sentence, the next step named. */
import { credentials } from './credentials.ts'
import { minutes, n } from './counts.ts'
import { planText } from './plan.ts'
import { transferText } from './transfer.ts'
import { diagnoseText } from './diagnose.ts'
import { changesText, fieldSheetText, questionText, recipeText } from './product.ts'
import { report, support } from './report.ts'

/** What a recipe’s planned check is called in a heading; one that is not here is named as the recipe does. */
const attemptNames: Readonly<Record<string, string>> = {
  '': 'Send',
  send: 'Send',
  'send-app': 'Send',
  'send-smtp': 'Send',
  shared: 'Send As',
  outside: 'Send',
  read: 'Read',
  ews: 'Calendar',
  'reply-folder': 'Reply folder',
  'reply-folder-imap': 'Reply folder',
}

/** The first addresses, and how many more. */
const few = (addresses: readonly string[]) =>
  addresses.length < 3
    ? addresses.join(' and ')
    : `${addresses.slice(0, 2).join(', ')} and ${addresses.length - 2} more`

const attempts = (count: number) => n(count, 'attempt', 'attempts')
const messages = (count: number) => n(count, 'message', 'messages')
const mailboxes = (count: number) => n(count, 'mailbox', 'mailboxes')

interface RunFigures {
  readonly sent: number
  readonly planned: number
  readonly unexpected: number
  /** Perhaps too early. */
  readonly waiting: number
  /** Accepted although they must be refused. */
  readonly letIn: number
}

export const text = {
  diagnose: diagnoseText,
  product: 'Sendproof',
  fieldSheet: fieldSheetText,
  questions: questionText,
  recipe: recipeText,
  changes: changesText,
  back: (to: string) => `Back to ${to.toLowerCase()}`,
  of: (done: number, total: number) => `${done} of ${total}`,
  steps: (done: number, total: number) => `${done} of ${total} steps`,

  frame: {
    navigation: 'Main',
    menu: 'Menu',
    setups: 'Setups',
    diagnose: 'Diagnose',
    settings: 'Settings',
    pages: 'Pages of this setup',
    thisPc: 'This PC',
    notices: 'Notices',
    underWay: 'Under way',
    activity: {
      authorise: (done: number, total: number) => `Signing in: ${done} of ${total}`,
      verify: (done: number, total: number) => `Sending: ${done} of ${total}`,
    },
    keychain: { ready: 'Keychain ready', locked: 'Keychain locked', absent: 'No keychain' },
    online: 'Online',
    offline: 'Offline: sending and sign-in wait, the plan works',
    offlineBadge: 'Offline',
    practice: 'Practice tenant',
    noTenant: 'no tenant yet',
  },
  pages: {
    plan: 'Plan',
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
  roles: {
    'entra-admin': 'Entra admin',
    'exchange-admin': 'Exchange admin',
    'product-consultant': 'Product consultant',
    'mailbox-owner': 'Mailbox owner',
    you: 'You',
  },
  remedyRoles: {
    'entra-admin': 'Entra admin',
    'exchange-admin': 'Exchange admin',
    'product-consultant': 'Product consultant',
    'mailbox-owner': 'Mailbox owner',
    'network-admin': 'Network admin',
    you: 'You',
  },
  stages: {
    registration: 'Registration',
    exchange: 'Exchange',
    mailboxes: 'Mailboxes',
    product: 'Product',
    verify: 'Verify',
  },
  states: {
    todo: 'To do',
    doing: 'In progress',
    waiting: 'Waiting',
    done: 'Done',
    blocked: 'Blocked',
    'not-needed': 'Not needed',
  },
  kinds: { user: 'User', shared: 'Shared', group: 'Group' },
  transports: {
    'smtp-delegated': 'SMTP with OAuth, signed in as the mailbox user',
    'smtp-app': 'SMTP with OAuth, as the application',
    'graph-delegated': 'Microsoft Graph, signed in as the mailbox user',
    'graph-app': 'Microsoft Graph, as the application',
  } as Readonly<Record<string, string>>,
  time: { today: (time: string) => `today ${time}` },

  next: {
    label: 'NEXT',
    done: 'Everything is done',
    doneLine: 'Every step is settled and every mailbox is proven. Hand the report over.',
    minutes: (work: number) => `about ${minutes(work)}`,
    minutesAndWait: (work: number, wait: number) =>
      `about ${minutes(work)}, then up to ${minutes(wait)} until Microsoft applies it`,
    waiting: 'Nothing to do but wait. Look again later.',
    waitingUntil: (left: number) =>
      left === 0
        ? 'The usual delay is over: look whether it worked.'
        : `Microsoft is applying it. Look again in ${minutes(left)}; nothing else waits for you.`,
    stuck: (role: string) => `Blocked: ${role} has to get it going again. The note in its history says why.`,
    show: 'Show me how',
    practise: 'Let the practice administrator do it',
    practising: 'The practice administrator is at it…',
    goTo: { mailboxes: 'Go to Mailboxes', credential: 'Go to Credential', verify: 'Go to Verify' },
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
    unexpectedNext:
      'Try it once more; if it happens again, restart Sendproof. Nothing that was saved is lost.',
    page: 'This page could not be shown.',
    pageNext: 'Try again, or reload the window. Work under way goes on and nothing that was saved is lost.',
    tryAgain: 'Try again',
    reload: 'Reload the window',
    showDetails: 'Show details',
    hideDetails: 'Hide details',
    dismiss: 'Dismiss',
    thisError: 'this error',
  },
  credentials,

  form: { cancel: 'Cancel', save: 'Save', back: 'Back', next: 'Next' },

  settings: {
    look: 'Appearance',
    themes: { system: 'Like Windows', light: 'Light', dark: 'Dark' },
    contrast: 'A high-contrast theme of Windows is always followed.',
    keychain: 'Keychain',
    keychainStates: { ready: 'Ready', locked: 'Locked', absent: 'Not available' },
    keychainUse: 'Secrets and sign-ins are kept here and nowhere else.',
    network: 'Network',
    offline: 'Offline. Everything works that is not a network call.',
    dataFolder: 'Data folder',
    dataHint: 'Plans, mailbox lists and runs. No secret is stored here in the clear.',
    user: 'User',
    version: 'Version',
  },
  details: {
    edit: 'Edit details',
    title: 'Details of this setup',
    name: 'Name',
    tenantId: 'Tenant',
    tenantHint: 'The Directory (tenant) ID from the registration’s Overview page, or a verified domain.',
    clientId: 'Application (client) ID',
    clientHint: 'From the registration’s Overview page, once it exists.',
  },

  setups: {
    new: 'New setup',
    emptyTitle: 'No setup yet',
    empty:
      'A setup takes one product in one tenant from nothing to proven mail. Start with a rehearsal in the practice tenant: nothing real is touched.',
    next: 'Next',
    lastRun: 'Last run',
    neverRun: 'Nothing sent yet',
    expiry: 'Expires',
    received: (received: number, planned: number) => `${received} of ${planned} received`,
    practiceNote: 'A rehearsal: nothing real is touched.',
    more: (name: string) => `More for ${name}`,
    remove: 'Remove…',
    waiting: 'Waiting',
    waits: (title: string, left: number) =>
      left === 0 ? `${title}: the usual time is over` : `${title}: ${minutes(left)} left`,
    deadline: 'Next date',
  },
  newSetup: {
    title: 'New setup',
    steps: 'Steps of this form',
    stepNames: { product: 'Product', tenant: 'Tenant', questions: 'Questions' },
    whichProduct: 'Which product is to send mail?',
    search: 'Search by product or vendor',
    noProduct: (words: string) => `No recipe fits “${words}”. Try the vendor’s name, or fewer words.`,
    stepCount: (count: number) => n(count, 'step', 'steps'),
    sendingModes: {
      'smtp-delegated': 'SMTP, each mailbox signs in',
      'smtp-app': 'SMTP, the application signs in',
      'graph-delegated': 'Graph, each mailbox signs in',
      'graph-app': 'Graph, the application signs in',
    } as Readonly<Record<string, string>>,
    whichTenant: 'Rehearse first, or work in your tenant?',
    where: {
      practice: {
        name: 'Practice tenant',
        about: 'A Microsoft 365 look-alike on this PC. Walk the whole road with nothing at stake.',
      },
      tenant: {
        name: 'My Microsoft 365 tenant',
        about: 'The plan, sign-ins and verification for real. Nothing is sent before you say so.',
      },
    },
    mailboxes: 'Mailboxes in the practice tenant',
    mailboxesHint: '1 to 1,000. A few of them are shared mailboxes.',
    prepared: 'Start with everything prepared',
    preparedHint:
      'Registration, SMTP AUTH and rights are in place, so you can go straight to sign-in and verification.',
    cloud: 'Cloud',
    clientLater: 'Leave it empty if the registration does not exist yet; the plan says when to fill it in.',
    someQuestions: 'A few questions',
    laterToo: 'What you do not know yet can be answered later. The plan marks what is missing.',
    nameHint: 'How you find it again, here and in the report.',
    create: 'Create setup',
    creating: 'Creating…',
  },

  plan: planText,
  transfer: transferText,

  mailboxes: {
    list: 'Mailboxes',
    detail: 'Mailbox',
    emptyTitle: 'Which mailboxes send?',
    empty: 'Paste the addresses the product sends from, or open a CSV file. Each of them signs in once.',
    emptyPractice: (count: number) =>
      `The practice tenant has ${mailboxes(count)}. Take them all, or paste a list as you would in a real tenant.`,
    howTitle: 'Each mailbox signs in once',
    how: 'Your browser opens for one mailbox after another. Sendproof compares who signed in with who was meant before it keeps anything.',
    howPractice:
      'In a rehearsal a robot answers the sign-ins. Choose “I sign in in the browser” to see what the mailbox owners will see.',
    appTitle: 'Nobody signs in for these',
    app: (product: string) =>
      `${product} signs in by itself, with the secret or certificate of its registration. List the mailboxes it sends from here; the rest is on the Credential page.`,
    appMailbox: 'The application sends from it. Whether it may is what the verification proves.',
    appEmpty:
      'Paste the addresses the product sends from, or open a CSV file. Nobody has to sign in for them.',
    takePractice: (count: number) => `Take the ${mailboxes(count)} of the practice tenant`,
    add: 'Add mailboxes…',
    authorise: 'Authorise',
    authoriseAll: (count: number) =>
      count === 0 ? 'All authorised' : count === 1 ? 'Authorise the last one' : `Authorise all ${count} left`,
    authoriseSelected: (count: number) => `Authorise ${count} selected`,
    authoriseAgain: 'Authorise again',
    again: 'Try again',
    againWithPicker: 'Try again with account picker',
    forget: 'Forget the sign-in',
    remove: (count: number) => `Remove ${n(count, 'mailbox', 'mailboxes')}`,
    removeThis: 'Remove from the list',
    removeTitle: (count: number) => `Remove ${mailboxes(count)} from this setup?`,
    removeText:
      'The entries and the sign-ins kept on this PC are removed. Nothing changes in the tenant, and the mailboxes can be added again.',
    mode: 'Sign-in',
    robot: 'The robot answers (practice)',
    browser: 'I sign in in the browser',
    filters: 'Filter by state',
    filterNames: { all: 'All', open: 'To authorise', authorised: 'Authorised', problem: 'Problem' },
    search: 'Search mailboxes',
    selectAll: 'Select all mailboxes shown',
    select: (address: string) => `Select ${address}`,
    noneFits: 'No mailbox fits this filter.',
    columns: { address: 'Address', kind: 'Kind', signInAs: 'Signs in as', state: 'State' },
    itself: 'itself',
    states: {
      open: 'To authorise',
      queued: 'In the queue',
      'signing-in': 'Signing in',
      authorised: 'Authorised',
      problem: 'Problem',
    },
    delegate: (who: string, address: string) =>
      `${who} signs in and sends as ${address}. For that it needs Send As on ${address}.`,
    signedIn: 'Signed in',
    nobody: 'Nobody yet',
    valid: 'Valid',
    validHow:
      'Renewed at every use. It ends when the password changes, when it is revoked, or after some months without use.',
    scopes: 'May do',
    objectId: 'Object ID',
  },
  queue: {
    progress: 'Mailboxes signed in',
    count: (at: number, total: number) => `Sign-in ${at} of ${total}`,
    inBrowser: '– it is this account’s turn in the browser window that opened.',
    byRobot: '– the robot is answering.',
    cancelling: '– stopping after this one.',
    over: (authorised: number, failed: number, cancelled: number) =>
      [
        `${mailboxes(authorised)} authorised`,
        failed > 0 ? `${failed} not: open them to see why` : '',
        cancelled > 0 ? `${cancelled} left out` : '',
      ]
        .filter((part) => part !== '')
        .join(', ') + '.',
    spoken: (percent: number) => `${percent} percent of the mailboxes have signed in`,
  },
  recipient: {
    title: 'Verification mail goes to',
    nobody: 'nobody yet',
    why: 'Choose a mailbox you can look into.',
    readsBack: 'Arrivals are read back',
    byCode: 'Arrivals are confirmed with the code in each mail.',
    byApp:
      'The application looks for the arrivals where it may. Otherwise you type in the code of each mail.',
    authorise: 'Sign in to read arrivals back',
    choose: 'Choose…',
    change: 'Change…',
    address: 'Mailbox that receives the messages',
    hint: 'One of your tenant’s mailboxes. If it signs in too, Sendproof looks for the arrivals itself and reads nothing else.',
  },
  outside: {
    title: 'Must be out of reach',
    nobody: 'no mailbox yet',
    why: 'The proof of refusal needs a mailbox outside the group. Nothing is delivered to it.',
    what: 'The application is tried there and has to be refused.',
    choose: 'Choose…',
    change: 'Change…',
    addresses: 'Mailboxes outside the group',
    hint: 'One a line. Mailboxes of your tenant that the product never sends from.',
  },
  import: {
    title: 'Add mailboxes',
    paste: 'Paste addresses or a table',
    hint: 'One a line. With columns: address, kind (user, shared, group), name, who signs in. Headings are recognised.',
    example: 'orders@contoso.com\ninvoices@contoso.com; shared; Invoices; orders@contoso.com',
    openFile: 'Open a CSV file…',
    nothingYet: 'What you paste is shown here before anything is added.',
    found: (added: number, updated: number, problems: number) =>
      [
        `${mailboxes(added)} to add`,
        updated > 0 ? `${updated} already in the list and updated` : '',
        problems > 0 ? `${n(problems, 'line', 'lines')} that cannot be taken` : '',
      ]
        .filter((part) => part !== '')
        .join(', '),
    columns: (columns: readonly string[]) => `Read as: ${columns.join(', ')}`,
    problems: 'Lines that cannot be taken',
    rows: 'Mailboxes found',
    line: (line: number) => `Line ${line}`,
    lineHead: 'Line',
    known: '(in the list)',
    more: (count: number) => `and ${count.toLocaleString('en')} more`,
    leaveOut: (count: number) =>
      `Leave out ${n(count, 'the line', 'lines').replace('1 the', 'the')} with problems and add the rest`,
    take: (count: number) => (count === 0 ? 'Add' : `Add ${mailboxes(count)}`),
  },

  verify: {
    plan: 'What will be sent',
    planned: 'Planned messages',
    board: 'Run',
    detail: 'Message',
    results: 'Messages of this run',
    emptyTitle: 'Nothing to send yet',
    empty:
      'Verification tries what the product does from each mailbox and proves what arrived. Add the mailboxes first.',
    missing: 'Not tried:',
    mustRefuse: 'Must be refused',
    attempt: (check: string) => attemptNames[check] ?? check.replaceAll('-', ' '),
    groups: {
      outside: (total: number, letIn: number, refused: number) =>
        letIn > 0
          ? `Must be kept out: ${letIn} of ${total} was let in`
          : `Must be kept out: ${refused} of ${total} refused`,
      senders: 'Senders',
    },
    letIn: (addresses: readonly string[]) =>
      `${few(addresses)} ${addresses.length === 1 ? 'was' : 'were'} let in and must be kept out.`,
    letInHow: 'Do not hand the setup over before that is put right.',
    whatToDo: 'What to do',
    ways: {
      'smtp-delegated': 'SMTP',
      'smtp-app': 'SMTP, application',
      'graph-delegated': 'Graph',
      'graph-app': 'Graph, application',
      'graph-read': 'Graph',
      'imap-read': 'IMAP',
      'ews-app': 'EWS',
    } as Readonly<Record<string, string>>,
    matrix: 'Result of each mailbox and attempt',
    compared: (failing: readonly string[], fixed: readonly string[]) =>
      `Since the run before: ${[
        failing.length === 0
          ? 'nothing new fails'
          : `${few(failing)} ${failing.length === 1 ? 'fails' : 'fail'} now and did not`,
        fixed.length === 0 ? '' : `${few(fixed)} ${fixed.length === 1 ? 'was' : 'were'} put right`,
      ]
        .filter((part) => part !== '')
        .join('; ')}.`,
    ready: (ready: number, all: number, mixed: boolean) => {
      const what = mixed ? attempts(all) : messages(all)
      return ready === all ? `${what} ready` : `${ready} of ${what} ready`
    },
    kinds: (looks: number, refusals: number) =>
      [
        looks === 0 ? '' : `${n(looks, 'attempt only looks', 'attempts only look')}, nothing is sent.`,
        refusals === 0
          ? ''
          : `${n(refusals, 'attempt', 'attempts')} must be refused; that message, too, would only go to the recipient above.`,
      ]
        .filter((part) => part !== '')
        .join(' '),
    from: (transport: string, server: string | null) =>
      `One from each mailbox, over ${transport}, ${server === null ? '' : `through ${server}, `}to`,
    needsCredential:
      'The application signs in by itself, and no secret or certificate of its registration is kept here yet.',
    byApp:
      'The application looks for the arrivals where it may; otherwise the six-character code in each is typed in. Nothing in any mailbox is deleted.',
    readsBack: 'Arrivals are read back from that mailbox. Nothing in any mailbox is deleted.',
    byCode:
      'Whoever receives them reads out the six-character code in each. Nothing in any mailbox is deleted.',
    atOnce: 'Mailboxes at once',
    send: (count: number, looks: number) =>
      count === 0
        ? 'Send'
        : looks === 0
          ? `Send ${messages(count)}`
          : `Send ${count - looks} and look at ${looks}`,
    obstacles: (blocked: number, ready: number) =>
      ready === 0
        ? 'Nothing can be sent yet. The list says what is in the way.'
        : `${mailboxes(blocked)} cannot send yet and will be reported as failed. The list says what is in the way.`,
    canBeSent: 'Ready',
    runs: 'Runs',
    runStates: {
      planned: 'planned',
      running: 'running',
      paused: 'paused',
      stopped: 'stopped',
      finished: 'finished',
      interrupted: 'interrupted',
    } as Readonly<Record<string, string>>,
    runTitle: (state: string, { sent, planned, unexpected, waiting, letIn }: RunFigures, mixed: boolean) => {
      if (letIn > 0 && state !== 'running') return `Not safe: ${mailboxes(letIn)} let in`
      if (state === 'running' && waiting > 0 && sent + waiting >= planned)
        return `${planned - waiting} of ${planned} done, ${waiting} ${waiting === 1 ? 'waits' : 'wait'}`
      if (state === 'running')
        return sent === planned
          ? `${mixed ? `${attempts(planned)} made` : `${messages(planned)} sent`}, looking for arrivals`
          : `Sending ${sent} of ${planned}`
      if (state === 'paused') return `Paused at ${sent} of ${planned}`
      if (state === 'stopped') return `Stopped at ${sent} of ${planned}`
      if (state === 'interrupted') return `Interrupted at ${sent} of ${planned}. Nothing was sent twice.`
      if (state === 'planned') return `${messages(planned)} planned`
      return unexpected === 0
        ? mixed
          ? `Proven: all ${planned} ended as planned`
          : `Proven: all ${planned} sent and received`
        : `${planned - unexpected} of ${planned} proven`
    },
    rate: (rate: number) => `${rate.toFixed(1)} a second`,
    left: (time: string) => `${time} left`,
    lookingFor: (count: number) => `looking for ${n(count, 'arrival', 'arrivals')}`,
    by: (who: string, to: string) => `by ${who}, to ${to}`,
    spoken: (state: string, percent: number, unexpected: number) =>
      state === 'running'
        ? `${percent} percent sent`
        : `Run ${state}. ${unexpected === 0 ? 'Everything as expected.' : `${messages(unexpected)} not as expected.`}`,
    progress: 'Messages sent',
    pause: 'Pause',
    stop: 'Stop',
    resume: 'Go on',
    retry: (count: number) => `Retry ${count} that failed`,
    newRun: 'New run…',
    filters: 'Filter by result',
    filterNames: {
      all: 'all',
      received: 'received',
      way: 'on the way',
      bad: 'failed',
      wait: 'wait',
      'to-go': 'to go',
    },
    /** Where not every attempt is a message that arrives. */
    asPlanned: 'as planned',
    noneFits: 'No message fits this filter.',
    cells: 'One cell a message',
    cell: (from: string, state: string) => `${from}: ${state}`,
    columns: { attempt: 'Attempt', from: 'From', signedIn: 'Signed in as', state: 'State', result: 'Result' },
    states: {
      'to-go': 'To go',
      sending: 'Sending',
      'on-the-way': 'On the way',
      received: 'Received',
      'received-as-spam': 'Received, but as spam',
      read: 'Can be read',
      'read-warning': 'Can be read, with a warning',
      'refused-as-planned': 'Refused, as it should be',
      'too-early': 'Too early',
      refused: 'Refused',
      failed: 'Failed',
      missing: 'Not arrived',
      returned: 'Came back',
      uncertain: 'Uncertain',
      'accepted-unplanned': 'Accepted, but should be refused',
    },
    sentences: {
      'to-go': 'Its turn has not come yet.',
      sending: 'The message is being handed over right now.',
      'on-the-way': 'The server took the message. Its arrival is being looked for, or waits for the code.',
      received: 'The server took the message and it arrived. This mailbox is proven.',
      'received-as-spam': 'The server took the message and it arrived, but a filter took it for spam.',
      read: 'It could be looked at. Nothing was opened, moved or deleted.',
      'read-warning': 'It could be looked at, and there is something to act on.',
      'refused-as-planned': 'This must not work, and it does not: the server refused it.',
      'too-early': 'A change was made a short while ago, and Microsoft may not have applied it yet.',
      refused: 'The server refused the message. Nothing was delivered.',
      failed: 'The message could not be handed over. Nothing was delivered.',
      missing:
        'The server took the message, but it is in no folder of the recipient. Look into the quarantine and the message trace.',
      returned: 'The server took the message, and it came back as undeliverable.',
      uncertain:
        'The connection ended while the message was handed over. It is not sent again by itself; its arrival is being looked for.',
      'accepted-unplanned':
        'The server took a message that it should refuse. The sender has more rights than planned.',
    },
    detailTitle: 'Every message is explained here',
    detailHow:
      'Choose a cell or a line to see what was said, and for a failure who can put it right and how.',
    reply: 'The server said:',
    unknownCause: 'Sendproof does not know this reply. The conversation below is what support needs.',
    tooEarly: (because: string, since: string, until: string) =>
      `At ${since} ${because}. Microsoft usually needs until ${until} (not promised); until then it counts as too early, not as failed.`,
    nextTry: (at: string) => `It is tried again by itself at ${at}.`,
    tryNow: 'Try now',
    waitingFor: (count: number, at: string) =>
      `${count} may be too early; next try at ${at}, nothing to do meanwhile`,
    cameBack: 'Came back:',
    retryThis: 'Retry this one',
    toMailbox: 'Go to this mailbox',
    retryLater: 'You can retry it when the run has ended.',
    thisProbe: 'what happened to this message',
    transcript: 'Conversation with the server, secrets masked',
    facts: {
      signedIn: 'Signed in as',
      received: 'Received',
      foundIn: 'Found in',
      seenFrom: 'Arrived from',
      seenSender: 'Sent by',
      sent: 'Sent',
      spf: 'SPF, DKIM, DMARC',
      tries: 'Tries',
      note: 'Seen',
      took: 'Took',
      messageId: 'Message-ID',
    },
    folders: { inbox: 'Inbox', junk: 'Junk Email', other: 'another folder' },
    byTypedCode: 'confirmed with the code',
    byReading: 'read back from the mailbox',
    byTrace: 'delivered, by the message trace',
    ms: (ms: number) => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`),
    code: 'Code from the mail',
    confirm: 'Confirm',
    proven: (from: string) => `${from} is proven`,
  },

  report,
  support,
} as const
