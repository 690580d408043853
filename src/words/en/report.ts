/** What the report says, as a page, as CSV and beside the codes in JSON. */
import type { NotTried } from '../../domain/report/brief.schema.ts'
import type { Report } from '../../domain/report/report.schema.ts'
import { attemptWords } from './report-attempts.ts'
import { briefWords } from './report-brief.ts'
import { n } from './counts.ts'
import { dateWords } from './deadlines.ts'
import { terms } from './terms.ts'

type Known = Report['changes'][number]['known']

/** Microsoft's code and sentence, without time stamps and trace ids. */
const refusalText = (reply: string) => /AADSTS\d+[^.\r\n]*/.exec(reply)?.[0] ?? reply

function verdictTitle(
  verdict: Report['verdict'],
  { good, planned, onlySends, onlyImported }: VerdictCounts,
): string {
  if (verdict === 'not-run') return 'Not verified yet'
  if (onlyImported) return 'Not verified here: these results were imported'
  const result = onlySends
    ? `${good} of ${terms.messages(planned)} sent and received`
    : `${good} of ${terms.attempts(planned)} ended as planned`
  return verdict === 'proven' ? `Proven: ${result}` : `Not proven: ${result}`
}

export interface VerdictCounts {
  readonly planned: number
  readonly good: number
  /** All attempts are messages that must arrive. */
  readonly onlySends: boolean
  /** Whether anything was only to be read, and whether anything had to be refused. */
  readonly reads: boolean
  readonly refuses: boolean
  readonly onlyImported: boolean
  /** Something planned was not tried, or not by this PC. */
  readonly left: boolean
}

function notTried(open: NotTried): string {
  if (open.code === 'no-outside-mailbox')
    return 'No blocked mailbox is listed: the proof that the application is limited needs one.'
  if (open.code === 'no-calendar-mailbox')
    return 'No mailbox with a synchronised calendar is named: whether EWS answers was not tried.'
  if (open.code === 'no-reader')
    return 'No listed mailbox can read the reply folder: add the one that signs in for the product.'
  const what = `${terms.transports[open.transport]}, ${attemptWords.expected(open)}`
  const more = open.mailboxes - open.first.length
  const names = `${open.first.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  return open.code === 'attempts'
    ? `${what}: not tried for ${terms.mailboxes(open.mailboxes)} (${names}).`
    : `${what}: for ${terms.mailboxes(open.mailboxes)} only imported results exist (${names}).`
}

export const reportWords = {
  title: (product: string, tenant: string) => `${product}: proof of sending for ${tenant}`,
  subtitle: (setup: string, tenant: string) => `Proof of sending for ${tenant} · setup “${setup}”`,
  tenantNotNamed: 'a tenant that is not named yet',
  page: (number: string, of: string) => `Page ${number} of ${of}`,
  writtenBy: (version: string) => `Written by Sendproof ${version}`,

  verdictLabel: 'Verdict',
  verdictTitle,
  refused: ({ kind, reply }: NonNullable<Report['refused']>, when: string) =>
    `On ${when} Microsoft Entra refused the application’s ${terms.credentialInSentence(kind)} (${refusalText(reply)}). Until it is accepted, nothing can be sent.`,
  verdictWhy: (verdict: Report['verdict'], counts: VerdictCounts, refused: string | null): string => {
    if (verdict === 'not-run')
      return `No message has been sent so far. ${refused ?? 'This report shows how far the setup is.'}`
    if (verdict === 'proven')
      return counts.onlySends
        ? 'Each message was sent the way the product will send, with the sign-in it will use, and was found where it should arrive.'
        : `What must be sent was sent the way the product will send it and found where it should arrive.${counts.reads ? ' What must be readable was read.' : ''}${counts.refuses ? ' What must be refused was refused.' : ''}`
    if (counts.onlyImported)
      return 'Another PC recorded them and they came here in a file. Run the verification on this PC to prove them.'
    const open = counts.planned - counts.good
    const parts = [
      refused,
      open === 0
        ? null
        : `${counts.onlySends ? terms.messages(open) : terms.attempts(open)} did not end as planned; causes and what to do are below.`,
      counts.left ? 'Not everything was tried; what is left is listed below.' : null,
    ]
    return parts.filter((part) => part !== null).join(' ')
  },

  danger: 'DANGER',
  letIn: (count: number, addresses: readonly string[]) =>
    `${terms.attempts(count)} on blocked mailboxes got in. The application reaches mailboxes it was not given: ${addresses.join(', ')}${count > addresses.length ? ` and ${count - addresses.length} more` : ''}.`,
  rehearsal: 'Rehearsal.',
  rehearsalHow: 'This setup uses the built-in practice tenant. It proves nothing about a real organisation.',
  imported: 'Imported.',
  importedHow: (runs: number, when: string) =>
    `${runs === 1 ? 'One run in this report was' : `${runs} runs in this report were`} recorded by another PC and imported from a file (${when}). What comes from there is marked “imported” and proves nothing.`,
  clock: 'The clock of this PC was set back.',
  clockHow: (later: string) =>
    `A run that began before this one is dated ${later}. This is the newer one all the same; do not trust the times.`,
  importedMark: 'imported',

  briefLabel: 'In three sentences',
  ...briefWords,

  countsLabel: 'Results',
  counts: {
    planned: 'planned',
    accepted: 'accepted by the server',
    received: 'seen to arrive',
    refusedGood: 'refused, as they must be',
    refused: 'refused by the server',
    unexpected: 'not as planned',
    untried: 'not tried',
  },

  question: 'What was asked, and what proves it',
  questionHow:
    'Can the product send through Microsoft 365 from each of its addresses? It is proven for an address when a message was handed over to Microsoft 365 with the sign-in, the server and the From address that the product will use, and when that very message, known by its Message-ID or by the six-character code in it, was seen in the mailbox it was sent to. Where a mailbox must be blocked, only a refusal by Microsoft 365 itself counts.',
  facts: {
    product: 'Product',
    tenant: 'Tenant',
    registration: 'Registration',
    cloud: 'Cloud',
    server: 'Mail server',
    senders: 'Senders',
    recipient: 'Messages went to',
    run: 'Run',
  },
  notNamed: 'not named',
  notRegistered: 'not registered yet',
  /** Behind the name of the SMTP server. */
  encrypted: 'STARTTLS, XOAUTH2',
  senders: (total: number, delegated: number, peopleSignIn: boolean) =>
    `${terms.mailboxes(total)}${
      !peopleSignIn
        ? '; the application signs in by itself'
        : delegated === 0
          ? ''
          : `, ${delegated} of them through another person’s sign-in with Send As`
    }`,
  ran: (from: string, to: string | null, by: string) =>
    `${from} to ${to ?? 'not ended yet'}, started by ${by}`,

  findings: (count: number) => `What did not work (${count.toLocaleString('en')})`,
  gotIn: (address: string) => `${address} got in, although it must be blocked`,
  from: 'From',
  signedInAs: 'Signed in as',
  how: 'How',
  mustBe: 'Expected',
  happened: 'What happened',
  messageId: 'Message-ID',
  alsoPossible: (titles: readonly string[]) => `Also possible: ${titles.join('; ')}.`,
  reachesTooFar:
    'The application’s rights reach further than agreed. Limit it to its mailboxes (role assignment with a scope, or application access policy), wait until Microsoft 365 has applied it, and verify again.',
  unknownReply: 'No known error was found in this reply. Keep it for support.',
  importedReply:
    'This attempt came out of a file, so its reply was not examined here. Verify on this PC, or look it up under Diagnose.',
  cameBack: (when: string, status: string | null) =>
    `Came back on ${when}${status === null ? '' : ` with status ${status}`}:`,
  tooEarly: 'This may just need time.',
  tooEarlyHow: (because: string, since: string, until: string) =>
    `${because} (${since}). Microsoft 365 may take until ${until} to apply it; a failure after that is a real one.`,
  remedyFor: (role: keyof typeof terms.roles) => `${terms.roles[role]}:`,

  notTriedTitle: (count: number) => `What was not tried (${count.toLocaleString('en')})`,
  notTried,

  mailboxesTitle: (count: number) => `Mailboxes (${count.toLocaleString('en')})`,
  calendarTitle: (count: number) => `Mailboxes with a synchronised calendar (${count.toLocaleString('en')})`,
  blockedTitle: (count: number) => `Blocked mailboxes (${count.toLocaleString('en')})`,
  mailboxes: 'Mailboxes',
  noMailboxes: 'No mailbox is listed yet.',
  alsoTried: (count: number) => `Also tried (${count.toLocaleString('en')})`,
  address: 'Address',
  message: 'Message',
  attempts: 'Attempts',
  notSent: 'not sent',
  signInStopped: (what: string, when: string) =>
    `${what}, signed in ${when}, but the sign-in no longer works`,
  authorised: (what: string, when: string) => `${what}, signed in ${when}`,
  authorisedBy: (what: string, who: string, when: string) => `${what}, signed in by ${who} ${when}`,
  noSignIn: (what: string) => `${what}, no sign-in needed`,
  notAuthorised: (what: string) => `${what}, not signed in`,
  checkTitle: (letter: string, how: string, expected: string) => `${letter}: ${how}, ${expected}.`,

  proof: 'Proof, message by message',
  code: 'Code',
  messageIdAndTimes: 'Message-ID and times',
  receipt: 'Receipt, and the sender as it was shown',

  checklist: (done: number, total: number) => `Checklist: ${done} of ${total} steps done`,
  step: 'Step',
  who: 'Who',
  state: 'State',
  evidence: 'Evidence',
  seenByApp: 'seen by Sendproof itself',
  file: (name: string) => `File “${name}”, SHA-256`,

  changes: 'What was changed in the tenant',
  changesHow:
    'Only what still stands is listed. What a person reported was not read back; a message that arrived is the proof that it is in force.',
  whenAndWho: 'When and who',
  whatWasDone: 'What was done',
  noNote: 'No note',
  known: (known: Known, who: string) =>
    known === 'seen'
      ? 'read back by Sendproof'
      : known === 'practice'
        ? 'done in the practice tenant'
        : `reported by ${who}, not verified`,
  stateChange: (before: string, after: string) => `${before} → ${after}`,

  ends: 'Expiry dates',
  responsibleHow: 'As entered by a person; Sendproof sends them nothing.',
  credential: 'Credential',
  knownBy: 'Known by',
  thumbprint: 'SHA-256 thumbprint',
  expires: 'Expires',
  lastProven: 'Last tested',
  noExpiryDate: 'No expiry date entered',
  noExpiryDateHow: 'Add it to get a reminder.',
  notTestedYet: 'not yet',
  credentialRefused: 'refused',
  days: dateWords.daysLeft,
  announcedTitle: 'Announced by Microsoft',
  notConfirmed: 'not confirmed',
  lookedUp: (source: string, on: string) => `${source}, looked up on ${on}`,

  departures: 'Where the vendor’s manual was not followed',
  departuresOpen: (count: number) =>
    count === 1
      ? '1 of these is an open point: the vendor has not confirmed it.'
      : `${count} of these are open points: the vendor has not confirmed them.`,
  manualSays: terms.manual,
  doInstead: 'Do instead:',
  askVendor: 'Ask the vendor:',

  never: 'What is never in this report',
  neverList: [
    'Passwords, client secrets, private keys of certificates, access tokens and refresh tokens. They stay in the credential store of the PC that ran the verification.',
    'The content of any message but the test messages, which hold no confidential text.',
    'Anything read from a mailbox beyond the arrival of the test messages. Nothing was deleted or changed in a mailbox.',
  ],
  neverNote:
    'The report shows what was true at the time it names. A changed password, a new rule or an expired secret can end it later.',

  integrity: 'How a change is noticed',
  integrityHow:
    'These SHA-256 fingerprints belong to this report as it was written. “Check a report” in Sendproof, or its command “report --check FILE”, tells whether this file was changed afterwards. They do not tell who wrote it: nothing here is signed.',
  thisReport: 'This report',
  journal: (entries: number) => `Journal, ${n(entries, 'entry', 'entries')}`,
  ofRun: 'of run',

  cut: {
    title: 'Shortened.',
    how: 'This report is long, so only what is not as planned and the beginning of each list are shown here. Saved as HTML, CSV or JSON, it holds every row.',
    others: (count: number) =>
      `The other ${count.toLocaleString('en')} are in this report as HTML, CSV or JSON.`,
    messages: (count: number, shown: boolean) =>
      `${terms.messages(count)} ${shown ? 'more ' : ''}with their Message-ID, code and times are in this report as HTML, CSV or JSON.`,
    perMailbox: 'What was tried from each of them, and the result, is in this report as HTML, CSV or JSON.',
    lists: {
      wrong: (count: number) => `Not as planned either: ${terms.mailboxes(count)}`,
      untried: (count: number) => `Nothing was tried: ${terms.mailboxes(count)}`,
      good: (count: number) => `Everything as planned: ${terms.mailboxes(count)}`,
    },
  },

  foot: (version: string, made: string, by: string | null) =>
    `Written by Sendproof ${version} on ${made}${by === null ? '' : ` by ${by}`}.`,
  footTimes: (zone: string) => `All times are in ${zone}.`,
  footSetup: (setup: string, product: string, revision: number) =>
    `Setup “${setup}”, product file ${product} revision ${revision}.`,

  yes: 'yes',
  no: 'no',
}
