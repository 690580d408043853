/** What the Verify page says: before a run, while it goes, and of each attempt. */
import { attempts, few, mailboxes, messages, n } from '../counts.ts'
import { terms } from '../terms.ts'

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

interface RunFigures {
  readonly sent: number
  readonly planned: number
  readonly unexpected: number
  /** Perhaps too early. */
  readonly waiting: number
  /** Accepted although they must be refused. */
  readonly letIn: number
}

export const verify = {
  plan: 'What will be sent',
  planned: 'Planned messages',
  board: 'Run',
  detail: 'Message',
  results: 'Messages of this run',
  emptyTitle: 'Nothing to send yet',
  empty:
    'Verification tries what the product does from each mailbox and proves what arrived. Add the mailboxes first.',
  unableTitle: 'Nothing to send from here',
  unable:
    'With these answers Sendproof cannot send as the product does: the credential is not here. A message from the product itself is the proof, as the checklist says.',
  missing: 'Not tried:',
  mustRefuse: terms.mustBeRefused,
  attempt: (check: string) => attemptNames[check] ?? check.replaceAll('-', ' '),
  groups: {
    outside: (total: number, letIn: number, refused: number) =>
      letIn > 0
        ? `Should be blocked: ${letIn} of ${total} got in`
        : `Should be blocked: ${refused} of ${total} refused`,
    senders: 'Senders',
  },
  letIn: (addresses: readonly string[]) => `${few(addresses)} should be blocked and got in.`,
  letInHow: 'Fix this before you hand over the setup.',
  whatToDo: 'What to do',
  ways: terms.short.transports,
  matrix: 'Result of each mailbox and attempt',
  compared: (failing: readonly string[], fixed: readonly string[]) =>
    `Since the previous run: ${[
      failing.length === 0
        ? 'nothing new fails'
        : `${few(failing)} now ${failing.length === 1 ? 'fails (it did' : 'fail (they did'} not last time)`,
      fixed.length === 0 ? '' : `${few(fixed)} ${fixed.length === 1 ? 'is' : 'are'} fixed`,
    ]
      .filter((part) => part !== '')
      .join('; ')}.`,
  /** `sure`: nothing that is known of stands in the way. */
  ready: (ready: number, all: number, { mixed, sure }: { mixed: boolean; sure: boolean }) => {
    const what = mixed ? attempts(all) : messages(all)
    if (!sure) return `${what} planned`
    return ready === all ? `${what} ready` : `${ready} of ${what} ready`
  },
  kinds: (looks: number, refusals: number) =>
    [
      looks === 0 ? '' : `${n(looks, 'attempt only reads', 'attempts only read')}, nothing is sent.`,
      refusals === 0
        ? ''
        : `${n(refusals, 'attempt', 'attempts')} should be refused; if it is not, that message also goes only to the recipient above.`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  from: (transport: string, server: string | null) =>
    `One from each mailbox, over ${transport}, ${server === null ? '' : `through ${server}, `}to`,
  needsCredential: 'The application signs in by itself, and no secret or certificate is saved here yet.',
  byApp:
    'The application checks for arrivals where it may; otherwise type in the six-character code of each message. Nothing in any mailbox is deleted.',
  readsBack: 'Arrivals are read back from that mailbox. Nothing in any mailbox is deleted.',
  byCode: 'The recipient tells you the six-character code in each. Nothing in any mailbox is deleted.',
  atOnce: 'Mailboxes at once',
  send: (count: number, looks: number) =>
    count === 0 ? 'Send' : looks === 0 ? `Send ${messages(count)}` : `Send ${count - looks}, read ${looks}`,
  obstacles: (blocked: number, ready: number) =>
    ready === 0
      ? 'Nothing can be sent yet. The list says why.'
      : `${mailboxes(blocked)} cannot send yet and will be reported as failed. The list says why.`,
  canBeSent: 'Ready',
  planOpen: 'Plan not done',
  unreachableState: 'Sign-in not reachable',
  open: (count: number) =>
    `${n(count, 'step', 'steps')} of the plan ${count === 1 ? 'is' : 'are'} not done. Messages sent before that may be refused:`,
  openMore: (count: number) => `and ${count} more`,
  unreachable:
    'Microsoft sign-in could not be reached when it was last tried. Test it in Settings, or send and see.',
  firstHow: 'The first run sends from one mailbox. If it works, send from all of them.',
  sendFirst: 'Send from 1 mailbox first',
  sendRest: (count: number) => `Continue with all ${mailboxes(count)}…`,
  runs: 'Runs',
  runStates: terms.runStates,
  runTitle: (state: string, { sent, planned, unexpected, waiting, letIn }: RunFigures, mixed: boolean) => {
    if (letIn > 0 && state !== 'running') return terms.notSafe(letIn)
    if (state === 'running' && waiting > 0 && sent + waiting >= planned)
      return `${planned - waiting} of ${planned} done, ${waiting} ${waiting === 1 ? 'waits' : 'wait'}`
    if (state === 'running')
      return sent === planned
        ? `${mixed ? `${attempts(planned)} made` : `${messages(planned)} sent`}, checking for arrivals`
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
  lookingFor: (count: number) => `checking for ${n(count, 'arrival', 'arrivals')}`,
  by: (who: string, to: string) => `by ${who}, to ${to}`,
  importedMark: 'imported, proves nothing',
  importedRun: (at: string) => `Imported on ${at}: another PC recorded this run. It proves nothing here.`,
  clockMark: 'the clock had been set back',
  clockSetBack: (later: string) =>
    `The clock of this PC was set back: a run that began before this one is dated ${later}. This is the newer one all the same.`,
  spoken: (
    state: string,
    { percent, unexpected, untried }: { percent: number; unexpected: number; untried: number },
  ) =>
    state === 'running'
      ? `${percent} percent sent`
      : [
          `Run ${state}.`,
          unexpected === 0 ? 'Everything tried is as expected.' : `${messages(unexpected)} not as expected.`,
          untried === 0 ? '' : `${messages(untried)} not tried yet.`,
        ]
          .filter((part) => part !== '')
          .join(' '),
  progress: 'Messages sent',
  pause: 'Pause',
  stop: 'Stop',
  resume: 'Resume',
  retry: (count: number) => `Retry ${count} that failed`,
  newRun: 'New run…',
  filters: 'Filter by result',
  filterNames: {
    all: 'all',
    received: 'received',
    way: 'on the way',
    bad: 'failed',
    wait: 'waiting',
    'to-go': 'not started',
  },
  /** Where not every attempt is a message that arrives. */
  asPlanned: 'as planned',
  noneFits: 'No message matches this filter.',
  cells: 'One square per message',
  cell: (from: string, state: string) => `${from}: ${state}`,
  columns: { attempt: 'Attempt', from: 'From', signedIn: 'Signed in as', state: 'State', result: 'Result' },
  states: terms.outcomes,
  sentences: {
    'to-go': 'Its turn has not come yet.',
    sending: 'The message is being handed over right now.',
    'on-the-way': 'The server took the message. Its arrival is being looked for, or waits for the code.',
    received: 'The server took the message and it arrived. This mailbox is proven.',
    'received-as-spam': 'The server took the message and it arrived, but a filter took it for spam.',
    'received-unauthenticated':
      'The server took the message and it arrived, but SPF, DKIM or DMARC failed. Other organisations may refuse such mail or treat it as forged.',
    read: 'It can be read. Nothing was opened, moved or deleted.',
    'read-warning': 'It can be read, and there is something to act on.',
    'refused-as-planned': 'This must not work, and it does not: the server refused it.',
    'too-early': 'A change was made a short while ago, and Microsoft may not have applied it yet.',
    refused: 'The server refused the message. Nothing was delivered.',
    failed: 'The message could not be handed over. Nothing was delivered.',
    missing:
      'The server took the message, but it is in no folder of the recipient. Check the quarantine and the message trace.',
    returned: 'The server took the message, and it came back as undeliverable.',
    uncertain:
      'The connection ended while the message was handed over. It is not sent again by itself; its arrival is being looked for.',
    'accepted-unplanned':
      'The server took a message that it should refuse. The sender has more rights than planned.',
  },
  detailTitle: 'Every message is explained here',
  detailHow: 'Choose a cell or a line to see the server’s reply and, for a failure, who can fix it and how.',
  reply: 'The server said:',
  unknownCause: 'Sendproof does not know this reply. The conversation below is what support needs.',
  tooEarly: (because: string, since: string, until: string) =>
    `At ${since} ${because}. Microsoft usually needs until ${until} (not promised); until then it counts as too early, not as failed.`,
  nextTry: (at: string) => `It is tried again automatically at ${at}.`,
  tryNow: 'Try now',
  waitingFor: (count: number, at: string) =>
    `${count} may just need time; trying again at ${at}. Nothing to do.`,
  cameBack: 'Came back:',
  retryThis: 'Retry this one',
  toMailbox: 'Go to this mailbox',
  retryLater: 'You can retry it when the run is over.',
  thisProbe: 'what happened to this message',
  transcript: 'Conversation with the server, secrets masked',
  facts: {
    signedIn: 'Signed in as',
    actedFor: 'Application used the mailbox',
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
  folders: terms.folders,
  byTypedCode: terms.receipts.code,
  byReading: terms.receipts.mailbox,
  byTrace: terms.receipts.trace,
  ms: (ms: number) => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`),
  code: 'Code from the mail',
  confirm: 'Confirm',
  proven: (from: string) => `${from} is proven`,
} as const
