/** What the Mailboxes page says: the list, the queue of sign-ins, who receives, who must be kept out, and taking in. */
import { mailboxes, n } from '../counts.ts'

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
    'In a rehearsal a robot answers the sign-ins. Choose “I sign in in the browser” to see what the mailbox owners will see.',
  appTitle: 'Nobody signs in for these',
  app: (product: string) =>
    `${product} signs in by itself, with the secret or certificate of its registration. List the mailboxes it sends from here; the rest is on the Credential page.`,
  appMailbox: 'The application sends from it. Whether it may is what the verification proves.',
  appEmpty: 'Paste the addresses the product sends from, or open a CSV file. Nobody has to sign in for them.',
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
} as const

export const queue = {
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
} as const

export const recipient = {
  title: 'Verification mail goes to',
  nobody: 'nobody yet',
  why: 'Choose a mailbox you can look into.',
  readsBack: 'Arrivals are read back',
  byCode: 'Arrivals are confirmed with the code in each mail.',
  byApp: 'The application looks for the arrivals where it may. Otherwise you type in the code of each mail.',
  authorise: 'Sign in to read arrivals back',
  choose: 'Choose…',
  change: 'Change…',
  address: 'Mailbox that receives the messages',
  hint: 'One of your tenant’s mailboxes. If it signs in too, Sendproof looks for the arrivals itself and reads nothing else.',
} as const

export const outside = {
  title: 'Must be out of reach',
  nobody: 'no mailbox yet',
  why: 'The proof of refusal needs a mailbox outside the group. Nothing is delivered to it.',
  what: 'The application is tried there and has to be refused.',
  choose: 'Choose…',
  change: 'Change…',
  addresses: 'Mailboxes outside the group',
  hint: 'One a line. Mailboxes of your tenant that the product never sends from.',
} as const

export const importText = {
  title: 'Add mailboxes',
  paste: 'Paste addresses or a table',
  hint: 'One a line. With columns: address, kind (user, shared, group), name, who signs in. Headings are recognised.',
  beginning: (more: number) =>
    `This is the beginning; ${more.toLocaleString('en')} more ${more === 1 ? 'line is' : 'lines are'} read as well. To change the list, change the file, or clear this and paste again.`,
  clear: 'Clear',
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
  problems: 'Lines that cannot be taken',
  rows: 'Mailboxes found',
  line: (line: number) => `Line ${line}`,
  lineHead: 'Line',
  known: '(in the list)',
  more: (count: number) => `and ${count.toLocaleString('en')} more`,
  leaveOut: (count: number) =>
    `Leave out ${n(count, 'the line', 'lines').replace('1 the', 'the')} with problems and add the rest`,
  take: (count: number) => (count === 0 ? 'Add' : `Add ${mailboxes(count)}`),
} as const
