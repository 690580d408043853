/** What the plan says: steps, timers, evidence, warnings, and its paper. */
import type { ShownState } from '../../../domain/checklist/checklist.schema.ts'
import type { StepMove, StepState } from '../../../domain/step/step-record.schema.ts'
import { minutes, n } from '../counts.ts'
import { terms } from '../terms.ts'

export const planText = {
  list: 'Plan',
  detail: 'Step',
  emptyTitle: 'This product has no steps',
  empty: 'Install a newer version of the product’s file.',
  filter: 'Show steps of',
  everyone: 'Everyone',
  filtered: (shown: number, all: number) => `${shown} of ${all} steps`,
  search: 'Search the plan',
  searchHint: 'Search the plan',
  noneFits: 'No step matches',
  noneFitsHow: 'Search for fewer words, or show the steps of everyone.',
  nothingLeft: 'Nothing left here',
  nothingLeftHow: 'Everything is done, or waits for someone else.',
  showAll: 'Show all steps',
  onlyLeft: 'What is left',
  showNotNeeded: (count: number) => `Show ${n(count, 'step', 'steps')} not needed with these answers`,
  hideNotNeeded: 'Hide the steps that are not needed',
  addresses: (count: number) => `${n(count, 'address', 'addresses')}:`,
  copyAll: 'Copy all',
  fewer: 'Show fewer',
  moreAddresses: (count: number) => `Show ${count.toLocaleString('en')} more`,
  left: (who: string | null, steps: number, work: number, waiting: number) =>
    [
      `Left${who === null ? '' : ` for ${who}`}: ${n(steps, 'step', 'steps')}`,
      work === 0 ? 'no work' : `${minutes(work)} of work`,
      waiting === 0 ? 'no waiting' : `up to ${minutes(waiting)} of waiting`,
    ].join(', '),
  print: 'Print',
  share: 'Share',
  effort: (work: number, wait: number) =>
    wait === 0 ? minutes(work) : `${minutes(work)} + ${minutes(wait)}`,
  /** `first`: the title of one of them; null when it has none. */
  waitsFor: (count: number, first: string | null) =>
    first === null
      ? `After ${n(count, 'other step', 'other steps')}`
      : count === 1
        ? `After “${first}”`
        : `After “${first}” and ${count - 1} more`,
  recheck: (left: number) => (left === 0 ? 'Time is over: check now' : `Waiting, ${minutes(left)} left`),
  checkNow: 'Time is over: check now',
  titleLeft: (left: number) => minutes(left),
  titleOver: 'check now',
  stageState: (counts: Readonly<Record<ShownState, number>>) => {
    const left = (['blocked', 'changed', 'waiting', 'doing', 'todo'] as const).filter(
      (state) => counts[state] > 0,
    )
    return left.length === 0
      ? terms.stateInSentence('done')
      : left.map((state) => `${counts[state]} ${terms.stateInSentence(state)}`).join(', ')
  },
  over: (stage: string, number: number, total: number) => `${stage} · step ${number} of ${total}`,
  waitingUntil: (left: number) => `Microsoft needs a while to apply this: about ${minutes(left)} left.`,
  waitOver: 'The usual time is over: check now. If it worked, mark it done.',
  waitingSince: 'Waiting since',
  until: 'until',
  doFirst: 'Do this first:',
  secret: (what: string) => (what === '' ? 'Not kept here' : `${what} (kept out of Sendproof’s plan)`),
  answer: 'Enter…',
  listFor: (label: string) => `Go to Mailboxes for what is missing in ${label}`,
  answerFor: (label: string) => `Enter ${label}`,
  after: 'What it looks like afterwards',
  manualWrong: (wrong: number, open: number) =>
    [
      wrong > 0 ? `The manual is wrong here in ${n(wrong, 'place', 'places')}` : '',
      open > 0
        ? `${n(open, 'point', 'points')} of the manual ${open === 1 ? 'is' : 'are'} not confirmed`
        : '',
    ]
      .filter((part) => part !== '')
      .join('; '),
  manualShow: 'Show where the manual differs',
  manualHide: 'Hide where the manual differs',
  manualSays: terms.manual,
  manualDo: 'Do instead:',
  manualTry: 'Our advice, not confirmed:',
  manualBecause: 'Because:',
  manualOpen: 'Open point:',
  manualOpenHow: 'the vendor has not confirmed this. Try it, and note what happened.',
  manualAsk: (question: string) => `ask the vendor: “${question}”`,
  theQuestion: 'the question to the vendor',
  note: 'Note',
  noteHint: 'Saved as you type',
  noteSaved: (time: string) => `Saved ${time}`,
  notes: 'Notes',
  addNote: 'Add note',
  correct: 'Rewrite',
  correctHint: 'The earlier text stays in the history.',
  evidence: 'Evidence',
  attachments: 'Attachments',
  attach: 'Attach a file…',
  attachHint: 'A screenshot or an export, up to 10 MB. It stays on this PC.',
  attached: (name: string) => `${name} is attached.`,
  serverCheck: {
    make: 'Make the script…',
    take: 'Import the result…',
    failed: 'Reported by the script on the product’s server: it does not get through.',
    taken: (o: { machine: string; account: string; hosts: number; good: number }) =>
      `Imported: ${o.account} on ${o.machine} gets through to ${o.good} of ${n(o.hosts, 'host', 'hosts')}.`,
  },
  saveAs: 'Save as…',
  saveAsOf: (name: string) => `Save as: ${name}`,
  notHere: 'Not on this PC. Ask for an export with attachments.',
  copyHash: 'Copy hash',
  size: (bytes: number) =>
    bytes < 1024
      ? `${bytes} bytes`
      : bytes < 1024 * 1024
        ? `${(bytes / 1024).toFixed(0)} KB`
        : `${(bytes / 1024 / 1024).toFixed(1)} MB`,
  conflict: 'Two answers',
  conflictTitle: 'Two answers about this step',
  said: { before: 'says', now: 'sees now' },
  sentence: (who: string, state: string) => `${who} says “${state}”`,
  sees: (who: string, state: string) => `${who} sees “${state}”`,
  conflictNext: (person: StepState, page: 'mailboxes' | 'verify' | null) =>
    person === 'blocked'
      ? 'Check whether it really works. If it does, mark the step done; if not, add a note that says why.'
      : page === 'mailboxes'
        ? 'Sign the open mailboxes in, or reopen the step: it then follows the sign-ins again.'
        : page === 'verify'
          ? 'Send and let it arrive, or reopen the step: it then follows the runs again.'
          : 'Check the setting once more. If it is not right, reopen the step; if it is, check again.',
  markDone: 'Mark done',
  reopen: 'Reopen',
  openPortal: 'Open portal',
  more: 'More',
  setTo: terms.states,
  moved: (from: string, to: string) => `${from} → ${to}. `,
  undo: 'Undo',
  undoLast: 'Undo the last move',
  /** After Ctrl+Z. */
  undone: (title: string, from: string, to: string) => `Undone: “${title}”, ${from} → ${to}.`,
  nothingToUndo: 'Nothing to undo: no step was moved since Sendproof was started.',
  history: 'History',
  who: (by: StepMove['by'], who: string) =>
    by === 'person' ? who : by === 'practice' ? 'Practice administrator' : who,
  change: (from: string, to: string) => `${from} → ${to}`,
  warnings: {
    title: 'Good to know',
    count: (dates: number, dangers: number, cautions: number, notes: number) =>
      [
        dates > 0 ? n(dates, 'date', 'dates') : '',
        dangers > 0 ? n(dangers, 'danger', 'dangers') : '',
        cautions > 0 ? n(cautions, 'caution', 'cautions') : '',
        notes > 0 ? n(notes, 'note', 'notes') : '',
      ]
        .filter((part) => part !== '')
        .join(', '),
    show: 'Show',
    hide: 'Hide',
    dates: 'Dates of Microsoft 365',
    cautions: 'Cautions for this product',
    severity: { note: 'Note', warning: 'Caution', danger: 'Danger' },
    sure: {
      confirmed: 'Confirmed by Microsoft',
      announced: 'Announced, no day named',
      'not-confirmed': 'Not confirmed by Microsoft',
    },
    affects: 'Concerns:',
    checkedOn: 'checked on',
    source: 'Open source',
    sourceOf: (title: string) => `Open source: ${title}`,
  },
  paper: {
    title: (name: string) => `Plan: ${name}`,
    printed: 'Printed',
    done: (done: number, total: number) => `${done} of ${total} steps done`,
    shows: (words: string) => `Shown: ${words}`,
    effort: (work: number, wait: number) =>
      wait === 0 ? minutes(work) : `${minutes(work)}, then up to ${minutes(wait)} of waiting`,
    secret: 'not printed',
    notes: 'Notes',
    room: 'Done by, on:',
  },
} as const
