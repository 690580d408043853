/** What is said when a setup, a hand-over or a template goes out or comes in. */
import { n } from '../counts.ts'
import { terms } from '../terms.ts'

export const transferText = {
  choices: {
    export: 'Export…',
    handOver: 'Hand over…',
    takeIn: 'Import a reply…',
    template: 'Save as template…',
  },
  import: 'Import…',
  fromTemplate: 'From template…',
  moreNew: 'More ways to start',
  saved: 'Saved:',
  open: 'Open',
  openFolder: 'Open the folder',
  showInFolder: 'Show in folder',
  close: 'Close',
  export: {
    title: 'Export this setup',
    inIt: 'In the file: the plan with its history, notes and answers, the mailbox list, the results of runs.',
    never: 'Never in it: secrets, passwords, sign-ins and tokens. They stay on this PC.',
    withAttachments: 'With attachments',
    attachments: (count: number) =>
      count === 0
        ? 'Nothing is attached to this setup.'
        : `${n(count, 'file', 'files')} attached to its steps.`,
    passphrase: `${terms.password} (optional)`,
    passphraseHint: 'At least 10 characters. No one can open the file without it.',
    again: `Repeat the ${terms.passwordInSentence}`,
    differ: `The two ${terms.passwordInSentence}s differ.`,
    tell: `Send the ${terms.passwordInSentence} by another way than the file. It cannot be recovered.`,
    save: 'Choose a file…',
    done: 'Send it to your colleague. They choose Import on the page Setups; both sides’ work is joined.',
  },
  imports: {
    sealedTitle: 'This file is password-protected',
    sealed: `Ask the person who sent it for the ${terms.passwordInSentence}.`,
    passphrase: terms.password,
    nameTitle: 'Which name?',
    name: 'Name',
    nameTaken: 'Another setup here already has the name in the file. Choose another one for it.',
    take: 'Import',
    created: (name: string) => `“${name}” was added`,
    joined: (name: string) => `“${name}” was joined with the file`,
    nothing: 'Nothing in the file was new. Both sides are the same.',
    steps: (count: number) => `${n(count, 'step', 'steps')} moved`,
    moves: (count: number) => n(count, 'move', 'moves'),
    both: 'Both sides moved it. Check its history.',
    added: (mailboxes: number, runs: number, attachments: number) =>
      [
        mailboxes > 0 ? n(mailboxes, 'mailbox', 'mailboxes') : '',
        runs > 0 ? n(runs, 'run', 'runs') : '',
        attachments > 0 ? n(attachments, 'attachment', 'attachments') : '',
      ]
        .filter((part) => part !== '')
        .join(', '),
    alsoAdded: (what: string) => `Also added: ${what}.`,
    filled: (what: string) => `Filled in from the file: ${what}.`,
    differences: 'Kept as it is here',
    differs: 'The two sides differ. Ask which one is right.',
    columns: { what: 'What', here: 'Here', file: 'In the file' },
    open: 'Open the setup',
    facts: {
      tenantId: 'tenant',
      tenantName: 'tenant name',
      clientId: 'application (client) ID',
      recipient: 'recipient of verification mail',
      name: 'name of the setup',
    } as Readonly<Record<string, string>>,
    answer: (question: string) => `answer to “${question}”`,
  },
  handOver: {
    title: 'Hand over',
    who: 'Whose steps?',
    everybody: 'All roles, a folder each',
    steps: (left: number, all: number) =>
      left === 0 ? `${n(all, 'step', 'steps')}, nothing left` : `${left} of ${n(all, 'step', 'steps')} left`,
    what: 'Sendproof writes a folder of its own into the one you choose: a page to work through, tick off and print, with every value; the plan; and the form as a file. No secret is in it.',
    save: 'Choose a folder…',
    send: 'What to send',
    how: [
      'Send the whole folder, zipped, to the person.',
      'They open index.html, tick what they have done, and choose Save reply; they send the saved file back.',
      'Import their reply here: Share, Import a reply.',
    ],
    nobody: 'No step of this plan belongs to another role.',
  },
  accepted: {
    title: (who: string) => `The reply of ${who} was imported`,
    titleNobody: 'The reply was imported',
    nothing: 'It held nothing new.',
    ids: {
      tenantId: 'The tenant was filled in.',
      clientId: 'The application (client) ID was filled in.',
      enterpriseObjectId: 'The Object ID of the Enterprise application was filled in.',
    },
    steps: 'Steps moved',
  },
  template: {
    saved: 'Saved as template. Answers and notes are in it; names, addresses, ids and secrets are not.',
    from: 'Filled in from a template. What belonged to the last customer is left open.',
    noRecipe: (id: string) => `The template is for the product “${id}”, which is not installed here.`,
  },
} as const
