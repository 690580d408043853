/** What the Mailboxes page says: the list, the queue of sign-ins, who receives, who must be kept out, and taking in. */
import { mailboxes, minutes, n } from '../counts.ts'
import { productAtStart } from '../product-name.ts'

export const mailboxesText = {
  list: 'Mailboxes',
  detail: 'Mailbox',
  emptyTitle: 'Which mailboxes send?',
  empty: 'Paste the addresses the product sends from, or open a CSV file. Each of them signs in once.',
  emptyPractice: (count: number) =>
    `The practice tenant has ${mailboxes(count)}. Take them all, or paste a list as you would in a real tenant.`,
  howTitle: 'Each mailbox signs in once',
  how: 'Your browser opens for one mailbox after another. Sendproof compares who signed in with who was meant before it keeps anything.',
  howPractice:
    'In a rehearsal the sign-ins are automatic. Choose “I sign in with the browser” to see what the mailbox owners will see.',
  appTitle: 'No sign-in needed',
  app: (product: string) =>
    `${productAtStart(product)} signs in by itself, with the secret or certificate of its registration. List the mailboxes it sends from here; the rest is on the Credential page.`,
  appMailbox: 'The application sends from it. Whether it may is what the verification proves.',
  appEmpty: 'Paste the addresses the product sends from, or open a CSV file. No sign-in needed.',
  takePractice: (count: number) => `Take the ${mailboxes(count)} of the practice tenant`,
  add: 'Add mailboxes…',
  saveList: 'Export list…',
  authorise: 'Sign in',
  authoriseAll: (count: number) =>
    count === 0
      ? 'All signed in'
      : count === 1
        ? 'Sign in the last one'
        : `Sign in all ${count.toLocaleString('en')} left`,
  authoriseSelected: (count: number) => `Sign in ${count.toLocaleString('en')} selected`,
  noClient: 'Sign-ins need the Application (client) ID of the registration.',
  manyTitle: (count: number) => `Sign in ${mailboxes(count)} one after another?`,
  manyText:
    'Your browser opens once for each of them. You can cancel at any time: who has signed in stays signed in.',
  manySome: (count: number) => `Sign in the first ${count}`,
  manyAll: (count: number) => `Sign in all ${count.toLocaleString('en')}`,
  authoriseAgain: 'Sign in again',
  again: 'Try again',
  otherName: (count: number) =>
    count === 1
      ? 'It is its sign-in name: sign in'
      : `These are their sign-in names: sign in ${mailboxes(count)}`,
  againWithPicker: 'Try again and choose the account',
  forget: 'Sign out',
  remove: (count: number) => `Remove ${n(count, 'mailbox', 'mailboxes')}`,
  removeThis: 'Remove from the list',
  removeTitle: (count: number) => `Remove ${mailboxes(count)} from this setup?`,
  removeText:
    'The entries and the sign-ins saved on this PC are removed. Nothing changes in the tenant, and the mailboxes can be added again.',
  mode: 'Sign-in',
  robot: 'Automatic sign-in (practice)',
  browser: 'I sign in with the browser',
  filters: 'Filter by state',
  filterNames: { all: 'All', open: 'Not signed in', authorised: 'Signed in', problem: 'Problem' },
  search: 'Search mailboxes',
  selectAll: 'Select all mailboxes shown',
  select: (address: string) => `Select ${address}`,
  noneFits: 'No mailbox matches this filter.',
  columns: { address: 'Address', kind: 'Kind', signInAs: 'Signs in as', state: 'State' },
  itself: 'itself',
  states: {
    open: 'Not signed in',
    queued: 'Waiting',
    'signing-in': 'Signing in',
    authorised: 'Signed in',
    problem: 'Problem',
  },
  delegate: (who: string, address: string) =>
    `${who} signs in and sends as ${address}. For that it needs Send As on ${address}.`,
  signedIn: 'Signed in',
  nobody: 'No one yet',
  valid: 'Valid',
  validHow: (until: string) =>
    `If unused, until about ${until} (estimated: 90 days after its last use). Renewed at every use. A changed password, a revocation or a sign-in rule can end it earlier.`,
  scopes: 'May do',
  objectId: 'Object ID',
} as const

export const queue = {
  progress: 'Mailboxes signed in',
  count: (at: number, total: number) => `Sign-in ${at} of ${total}`,
  inBrowser: '– sign in with this account in the browser window that opened.',
  byRobot: '– automatic sign-in is under way.',
  left: (left: number) => `About ${minutes(left)} left at this pace.`,
  cancelling: '– stopping after this one.',
  over: (authorised: number, failed: number, cancelled: number) =>
    [
      // the recipient signs in as well, so these are not mailboxes that send
      `${authorised} ${authorised === 1 ? 'sign-in' : 'sign-ins'} succeeded`,
      failed > 0 ? `${failed} failed: open them to see why` : '',
      cancelled > 0 ? `${cancelled} left out` : '',
    ]
      .filter((part) => part !== '')
      .join(', ') + '.',
  spoken: (percent: number) => `${percent} percent of the mailboxes have signed in`,
} as const

export const recipient = {
  title: 'Verification mail goes to',
  nobody: 'no mailbox yet',
  why: 'Choose a mailbox you can open.',
  readsBack: 'Arrivals are read back',
  byCode: 'Arrivals are confirmed with the code in each mail.',
  byApp: 'The application checks for arrivals where it may. Otherwise you type in the code of each mail.',
  authorise: 'Sign in to read arrivals back',
  choose: 'Choose…',
  change: 'Change…',
  address: 'Mailbox that receives the messages',
  hint: 'One of your tenant’s mailboxes. If it signs in too, Sendproof checks for arrivals itself and reads nothing else.',
} as const

export const named = {
  outside: {
    title: 'Mailboxes the application must not reach',
    nobody: 'no mailbox yet',
    why: 'To prove the limit, name a mailbox outside the group. Nothing is delivered to it.',
    what: 'The application is tried there and should be blocked.',
    choose: 'Choose…',
    change: 'Change…',
    addresses: 'Mailboxes outside the group',
    hint: 'One per line. Mailboxes of your tenant that the product never sends from.',
  },
  calendar: {
    title: 'Mailboxes with a synchronised calendar',
    nobody: 'no mailbox yet',
    why: 'Name a mailbox to try whether EWS answers for its calendar. Nothing is changed in it.',
    what: 'Sendproof asks EWS for the calendar folder and changes nothing.',
    choose: 'Choose…',
    change: 'Change…',
    addresses: 'Mailboxes with a synchronised calendar',
    hint: 'One per line. These people need not be senders.',
  },
} as const

export const importText = {
  title: 'Add mailboxes',
  paste: 'Paste addresses or a table',
  hint: 'One per line. With columns: address, kind (user, shared, group), name, who signs in. Column headings are recognised.',
  beginning: (more: number) =>
    `This is the beginning; ${more.toLocaleString('en')} more ${more === 1 ? 'line is' : 'lines are'} read as well. To change the list, change the file, or clear this and paste again.`,
  clear: 'Clear',
  example: 'orders@contoso.com\ninvoices@contoso.com; shared; Invoices; orders@contoso.com',
  codePage: 'Code page of the file: choose another if letters in the preview look wrong',
  openFile: 'Open a CSV file…',
  nothingYet: 'What you paste is shown here before anything is added.',
  found: (added: number, updated: number, problems: number) =>
    [
      `${mailboxes(added)} to add`,
      updated > 0 ? `${updated} already in the list and updated` : '',
      problems > 0 ? `${n(problems, 'line', 'lines')} that cannot be imported` : '',
    ]
      .filter((part) => part !== '')
      .join(', '),
  problems: 'Lines that cannot be imported',
  rows: 'Mailboxes found',
  line: (line: number) => `Line ${line}`,
  lineHead: 'Line',
  known: '(in the list)',
  more: (count: number) => `and ${count.toLocaleString('en')} more`,
  leaveOut: (count: number) =>
    `Leave out ${n(count, 'the line', 'lines').replace('1 the', 'the')} with problems and add the rest`,
  take: (count: number) => (count === 0 ? 'Add' : `Add ${mailboxes(count)}`),
} as const
