/** What the Exchange page says: the table of mailboxes, planned and made changes, and the script that runs. */
import type { CellValue, MatrixColumn } from '../../../domain/exchange/matrix.ts'
import type { Layer } from '../../../domain/exchange/finding.ts'
import type { Verdict } from '../../../domain/exchange/verdict.ts'
import { layerTitles } from '../exchange/findings.ts'
import { mailboxes, n } from '../counts.ts'

const changes = (count: number) => n(count, 'change', 'changes')

/** What blocks, so short that it fits into a column; icon and detail say the rest. */
const blockedBy: Readonly<Record<Layer, string>> = {
  mailbox: 'Mailbox not usable',
  licence: 'No licence',
  'tenant-smtp-auth': 'SMTP AUTH off: organisation',
  'mailbox-smtp-auth': 'SMTP AUTH off: mailbox',
  'authentication-policy': 'Authentication policy',
  'security-defaults': 'Security defaults',
  'send-as': 'No Send As',
  'send-on-behalf': 'No Send on Behalf',
  'full-access': 'No Full Access',
  orphan: 'Deleted account',
  hidden: 'Address lists',
  'service-principal': 'Not known to Exchange',
  role: 'Role of the application',
  scope: 'Outside the scope',
  'access-policy': 'Access policy',
  consent: 'Consent',
  'ews-organisation': 'EWS: organisation',
  'ews-list': 'EWS: allow list',
  'ews-mailbox': 'EWS: mailbox',
}

export const exchangeText = {
  table: 'Mailboxes in Exchange',
  detail: 'Details',
  views: 'What is shown',
  viewNames: { mailboxes: 'Mailboxes', planned: 'Planned changes', made: 'Made changes' },

  read: 'Read Exchange',
  readAgain: 'Read again',
  preview: 'Preview commands',
  change: (count: number) => `Make ${changes(count)}…`,
  more: 'More',
  handOver: {
    read: 'Hand over the reading…',
    set: 'Hand over the changes…',
    undo: 'Hand over the undo…',
  },
  take: 'Import a result…',
  finish: 'Finish the change…',
  undo: 'Undo…',

  noMailboxes: 'List the mailboxes first',
  noMailboxesText:
    'Sendproof reads the settings of the mailboxes the product sends from. Add them on the Mailboxes page.',
  emptyTitle: 'What does Exchange allow?',
  empty: (count: number) =>
    `Sendproof reads ${mailboxes(count)} in Exchange and says of each whether it can send, and what blocks it. You sign in as an Exchange administrator. Nothing is changed.`,
  noPowerShell:
    'There is no PowerShell on this PC, so the scripts cannot run here. Hand them over to someone who has it, or install PowerShell 7.',
  noPowerShellPractice:
    'There is no PowerShell on this PC, so the scripts cannot run here. The practice administrator does these steps for you on the Plan page.',
  readBy: (who: string, time: string) => `Read ${time} by ${who === '' ? 'an application' : who}.`,
  notReadYet: 'Exchange has not been read yet. Reading changes nothing.',
  ready: (good: number, all: number) =>
    good === all
      ? all === 1
        ? 'The mailbox is as needed.'
        : `All ${mailboxes(all)} as needed.`
      : `${good.toLocaleString('en')} of ${mailboxes(all)} as needed.`,
  previewFirst: 'Preview the commands first.',
  changedSince: 'Something was changed since. Read again to see it.',
  cutShort: 'Exchange cut some lists short. What is missing from them is unknown, not absent.',
  unfinished: 'The last change was interrupted. Finish it, so that all of it can be undone.',

  signIn: {
    open: 'Sign in another way…',
    title: 'How do the scripts sign in?',
    how: 'Sign in',
    use: 'Use this',
    ways: {
      browser: {
        label: 'In the browser of this PC',
        hint: 'Your browser opens, and you sign in as an Exchange administrator.',
      },
      code: {
        label: 'With a code on another device',
        hint: 'Conditional Access often blocks this. Use it only where this PC has no browser.',
      },
      certificate: {
        label: 'As an application, with its certificate',
        hint: 'Nobody signs in. The application needs the permission Exchange.ManageAsApp and a role in Exchange.',
      },
    },
    codes: {
      'switched-off':
        'Switched off. To allow it, set deviceCode: true in admin-sign-in.yaml in the data folder.',
      'needs-powershell-7': 'Windows PowerShell 5.1 cannot do that. Install PowerShell 7.',
    },
    fields: {
      account: 'Administrator',
      certificate: 'Certificate',
      appId: 'Client ID',
      organization: 'Organisation',
      partnerOf: 'Customer (partners only)',
    },
    hints: {
      account: 'Optional: who has to be signed in. Anyone else is refused before anything is read.',
      certificate:
        'Its thumbprint in the certificate store of Windows, or the path of a file without a password.',
      appId: 'Of the application that has this certificate.',
      organization: 'The name of the tenant that ends in .onmicrosoft.com.',
      partnerOf:
        'A domain of the customer’s tenant, if you sign in with your own company’s account (GDAP). The relationship must hold a role for Exchange, and gives only what that role allows.',
    },
    chosen: {
      browser: (account: string | null) =>
        account === null ? 'Signs in in the browser.' : `Signs in in the browser, as ${account}.`,
      code: (account: string | null) =>
        account === null
          ? 'Signs in with a code on another device.'
          : `Signs in with a code on another device, as ${account}.`,
      certificate: () => 'Signs in as an application, with its certificate.',
    },
    forCustomer: (customer: string) => `As a partner of ${customer}.`,
    code: (address: string) => `Open ${address} on any device and enter this code:`,
    theCode: 'the code',
  },

  search: 'Search mailboxes',
  noneFits: 'Nothing matches.',
  filters: 'Show',
  filterNames: { all: 'All', blocked: 'Blocked', unknown: 'Cannot tell', good: 'Ready' },
  columns: {
    address: 'Mailbox',
    verdict: 'Result',
    smtp: 'SMTP AUTH',
    sendAs: 'Send As',
    sendOnBehalf: 'On Behalf',
    fullAccess: 'Full Access',
    scope: 'Scope',
  } as const satisfies Record<MatrixColumn | 'address' | 'verdict', string>,
  cells: {
    on: 'On',
    off: 'Off',
    held: 'Yes',
    absent: 'No',
    perhaps: 'Through a group?',
    inside: 'Within',
    outside: 'Outside',
    unlimited: 'No limit',
    unknown: 'Unknown',
    'not-needed': '–',
  } as const satisfies Record<CellValue, string>,
  switchedBy: (value: string, by: string) => `${value} (${by})`,
  fromTo: (before: string, after: string) => `${before} → ${after}`,
  notNeeded: 'Not needed by this product',
  by: { mailbox: 'own switch', organisation: 'organisation' },
  verdict: ({ purpose, state, layer }: Pick<Verdict, 'purpose' | 'state' | 'layer'>) => {
    if (state === 'unknown') return 'Cannot tell'
    if (purpose === 'outside') return state === 'good' ? 'Out of reach' : 'Within reach'
    if (state === 'good') return 'Ready'
    return layer === null ? 'Blocked' : blockedBy[layer]
  },
  whole: ({ purpose, state }: Pick<Verdict, 'purpose' | 'state'>) => {
    if (state === 'unknown') return 'Cannot be told from what was read.'
    if (purpose === 'outside')
      return state === 'good'
        ? 'The application cannot reach it, as it should be.'
        : 'The application reaches it and must not.'
    return state === 'good'
      ? 'It can send, as far as Exchange decides it.'
      : 'It cannot send. Fix what is marked below, from top to bottom.'
  },
  signsIn: (who: string) => `${who} signs in`,
  outsideKind: 'The application must not reach it',
  sender: 'Sender',
  layers: 'What Exchange says, layer by layer',
  layer: (layer: Layer) => layerTitles[layer],
  effects: { blocks: 'Blocks', unknown: 'Cannot tell', note: 'Note', good: 'As needed' },
  ask: 'To see it yourself, run this in Exchange Online PowerShell:',
  command: 'the command',
  evidence: 'Evidence',
  evidenceBy: 'Read by',
  evidenceAt: 'Read at',
  evidenceWith: 'Read with',
  with: (powershell: string, module: string | null) =>
    `PowerShell ${powershell}${module === null ? '' : `, ExchangeOnlineManagement ${module}`}`,

  planned: 'Planned changes',
  plannedColumns: { what: 'Change', state: 'State' },
  plannedStates: {
    open: 'To do',
    previewed: 'Previewed',
    already: 'Already there',
    failed: 'Cannot be done',
    'not-tried': 'Not tried',
  },
  previewedAt: (time: string) => `Previewed ${time}. A preview changes nothing and proves nothing.`,
  notPreviewed: 'Not previewed yet: choose Preview commands to see what PowerShell would call.',
  nothingPlanned: 'Nothing to change: everything this product needs in Exchange is there.',
  plannedNotRead: 'Read Exchange first. Only what is missing is planned.',
  commands: 'What PowerShell calls',
  noCommands: 'No call is needed: it is there already.',
  now: 'Now',
  putsBack: 'What puts it back',
  final: 'No script takes this back.',
  why: 'Why',

  made: 'Made changes',
  madeColumns: { at: 'When', what: 'What', by: 'By', state: 'State' },
  noneMade: 'No change was made from here yet.',
  madeWhat: (count: number, isUndo: boolean) => (isUndo ? `Undid ${changes(count)}` : changes(count)),
  madeStates: { done: 'Done', partly: 'Partly done', undone: 'Undone', nothing: 'Nothing changed' },
  counts: (o: { done: number; already: number; failed: number; 'not-tried': number }) =>
    [
      `${o.done.toLocaleString('en')} done`,
      ...(o.already > 0 ? [`${o.already.toLocaleString('en')} already there`] : []),
      ...(o.failed > 0 ? [`${o.failed.toLocaleString('en')} failed`] : []),
      ...(o['not-tried'] > 0 ? [`${o['not-tried'].toLocaleString('en')} not tried`] : []),
    ].join(', '),
  before: 'Before',
  after: 'After',
  toUndo: (sentence: string) => `To undo: ${sentence}`,
  moreActions: (count: number) => `and ${changes(count)} more`,
  undoHow: (count: number) =>
    `Undo makes ${changes(count)} that put back what was there before, and nothing else.`,

  run: 'Script',
  runDone: (done: number, total: number) => `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`,
  stop: 'Stop',
  stopNow: 'End it now',
  stopping: 'Stopping after the change it is at…',
  ended: {
    read: 'Exchange was read.',
    preview: 'The preview is ready. Nothing was changed.',
    set: 'The changes were made. Read again to see their effect.',
    undo: 'The change was undone. Read again to see the effect.',
    finish: 'The change is complete. Read again to see its effect.',
  },
  output: 'Output',
  showOutput: 'Show the output',
  hideOutput: 'Hide the output',
  earlier: (count: number) => `${n(count, 'earlier line', 'earlier lines')} not shown`,

  taken: {
    read: (good: number, all: number) =>
      `Imported: ${good.toLocaleString('en')} of ${mailboxes(all)} as needed.`,
    preview: 'Imported a preview. It changed nothing and proves nothing.',
    set: (done: number, failed: number) =>
      `Imported: ${changes(done)} made${failed > 0 ? `, ${failed.toLocaleString('en')} failed` : ''}. Read again to see the effect.`,
  },
} as const
