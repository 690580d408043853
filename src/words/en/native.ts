/** What the system draws and the page cannot: dialogs, the menu, names of files, the pages a browser shows after a sign-in. */

import type { Person } from '../../domain/expiry/people.schema.ts'
import { calendarWords } from './calendar.ts'
import { messages } from './counts.ts'

/** As many titles as a dialog of the system shows without growing out of the screen. */
const titlesShown = 5

function openSteps(titles: readonly string[]): string {
  if (titles.length === 0) return ''
  const more = titles.length - titlesShown
  return [
    `\n\n${titles.length === 1 ? 'This step of the plan is' : `These ${titles.length} steps of the plan are`} not done, so messages may be refused:`,
    ...titles.slice(0, titlesShown).map((title) => `- ${title}`),
    ...(more > 0 ? [`- and ${more} more`] : []),
  ].join('\n')
}

export const native = {
  product: 'Sendproof',
  cancel: 'Cancel',

  ask: {
    removeSetup: ({ name, tenant }: { readonly name: string; readonly tenant: string | null }) => ({
      title: 'Remove setup',
      message: `Remove the setup “${name}”?`,
      detail: `Its checklist, mailbox list, runs, attachments and saved sign-ins are deleted from this PC. Nothing changes in the ${tenant === null ? 'tenant' : `tenant ${tenant}`}.`,
      action: 'Remove',
    }),
    send: (sending: {
      readonly name: string
      readonly tenant: string | null
      readonly count: number
      readonly to: string | null
      /** Titles of the steps that the verification needs and that are not done. */
      readonly open: readonly string[]
    }) => ({
      title: 'Send verification messages',
      message: `Send up to ${messages(sending.count)} in the tenant ${sending.tenant ?? 'of this setup'}?`,
      detail: `Setup: ${sending.name}. All messages go to ${sending.to ?? 'the recipient'}. Nothing is deleted in any mailbox.${openSteps(sending.open)}`,
      action: 'Send',
    }),
    resume: (sending: {
      readonly name: string
      readonly tenant: string | null
      readonly count: number
      readonly to: string
    }) => ({
      title: 'Resume the run',
      message: `Send the remaining messages (up to ${sending.count.toLocaleString('en')}) in the tenant ${sending.tenant ?? 'of this setup'}?`,
      detail: `Setup: ${sending.name}. All messages go to ${sending.to}. No message is sent twice.`,
      action: 'Resume',
    }),
    changeTenant: (changing: {
      readonly tenant: string
      readonly object: string
      readonly changes: number
      readonly final: number
    }) => ({
      title: 'Change the tenant',
      message: `Make ${changing.changes} ${changing.changes === 1 ? 'change' : 'changes'} in the tenant ${changing.tenant}?`,
      detail: `App registration: ${changing.object}. They are made one after another, and the first that fails ends it. ${
        changing.final === 0
          ? 'All of them can be undone.'
          : `${changing.final === 1 ? 'One of them' : `${changing.final} of them`} cannot be undone.`
      }`,
      action: 'Change the tenant',
    }),
    undoTenant: (undoing: {
      readonly tenant: string
      readonly object: string
      readonly changes: number
    }) => ({
      title: 'Undo changes in the tenant',
      message: `Undo ${undoing.changes} ${undoing.changes === 1 ? 'change' : 'changes'} in the tenant ${undoing.tenant}?`,
      detail: `App registration: ${undoing.object}. The newest is undone first. What someone has changed since is left as it is.`,
      action: 'Undo',
    }),
    exchange: (o: {
      readonly errand: 'set' | 'undo' | 'finish'
      readonly tenant: string
      readonly name: string
      /** Null: as many as were left when it was ended. */
      readonly count: number | null
      readonly practice: boolean
    }) => {
      const changes =
        o.count === null ? 'the remaining changes' : o.count === 1 ? '1 change' : `${o.count} changes`
      const where = o.practice ? `practice tenant ${o.tenant}` : `tenant ${o.tenant}`
      return {
        title: o.errand === 'undo' ? 'Undo in Exchange' : 'Change Exchange',
        message:
          o.errand === 'undo'
            ? `Undo this change in Exchange of the ${where}? That makes ${changes}.`
            : `Make ${changes} in Exchange of the ${where}?`,
        detail: `Setup: ${o.name}. Sendproof records what was there before and what puts it back.`,
        action: o.errand === 'undo' ? 'Undo' : 'Change',
      }
    },
    close: {
      title: 'Close Sendproof',
      message: 'Work is in progress. Close anyway?',
      detail:
        'Sign-ins and messages that have not started are stopped, and a script for Exchange is ended. What is done is saved, and you can resume later.',
      action: 'Close',
    },
  },

  /** Notifications of work that took long. */
  ended: {
    run: (proven: number, planned: number) =>
      proven === planned
        ? `The run has ended: all ${messages(planned)} as expected.`
        : `The run has ended: ${proven} of ${messages(planned)} as expected.`,
    signIns: (signedIn: number, of: number) => `The sign-ins have ended: ${signedIn} of ${of} signed in.`,
  },

  /** A notification of what expires first, with how many more are near. */
  expiring: (what: string, when: string, more: number, people: readonly Person[]) => ({
    title: 'Expiry date ahead',
    text: `${what}: ${when}.${people.length === 0 ? '' : ` ${calendarWords.responsible(people)}.`}${more === 0 ? '' : more === 1 ? ' One more is near.' : ` ${more} more are near.`}`,
  }),

  gaveUp: {
    message: 'The window stopped twice in a short time.',
    detail:
      'Your work is saved. Close Sendproof and start it again. If it happens again, see the log in the data folder.',
    action: 'Close Sendproof',
  },

  dialogs: {
    exportSetup: 'Export the setup',
    importSetup: 'Import a setup',
    attach: 'Attach a file to the step',
    saveAttachment: 'Save the attachment',
    openMailboxes: 'Open a list of mailboxes',
    saveMailboxes: 'Save the list of mailboxes',
    saveInvitation: 'Save the invitation',
    openInvitation: 'Open an invitation',
    saveReply: 'Save the reply to the invitation',
    takeReply: 'Import the reply to an invitation',
    exportCertificate: 'Export the certificate with its private key',
    chooseCertificate: 'Choose the certificate with its private key',
    saveHandover: 'Save the hand-over pack',
    handoverFolder: 'Choose where to put the folder of the hand-over pack',
    importReply: 'Import a reply',
    saveTemplate: 'Save as a template',
    openTemplate: 'Open a template',
    saveReport: 'Save the report',
    checkReport: 'Check a report',
    saveTask: 'Save the task',
    saveExchange: 'Save the scripts and the plan',
    takeExchange: 'Import a result of the Exchange scripts',
    savePreflight: 'Save the script for the product’s server',
    takePreflight: 'Import the result of the script on the product’s server',
    saveBundle: 'Save the support bundle',
    saveCalendar: 'Save the calendar file',
  },

  /** Suggested file names, without their extension. */
  files: {
    handover: (setup: string) => `${setup} hand-over`,
    mailboxes: (setup: string) => `${setup} mailboxes`,
    certificate: (setup: string) => `${setup} certificate`,
    invitation: (address: string) => `Invitation for ${address}`,
    reply: (address: string) => `Reply from ${address}`,
    template: (product: string) => `${product} template`,
    task: (setup: string) => `${setup} task`,
    exchange: (setup: string, what: 'read' | 'set' | 'undo' | 'remove') =>
      `${setup} Exchange ${{ read: 'reading', set: 'changes', undo: 'undo', remove: 'removal' }[what]}`,
    preflight: (setup: string) => `${setup} server check`,
    bundle: 'Sendproof support',
    calendar: 'Sendproof expiry dates',
    nameless: 'Sendproof report',
  },

  menu: {
    file: '&File',
    newSetup: '&New setup…',
    import: '&Import a setup…',
    export: '&Export this setup…',
    invitation: '&Answer an invitation…',
    settings: '&Settings',
    edit: '&Edit',
    view: '&View',
    help: '&Help',
    guide: '&User guide',
    about: '&About Sendproof',
    diagnose: '&Diagnose an error…',
  },

  /** What the browser shows when a sign-in came back; the result itself is shown in Sendproof. */
  signInPages: {
    success: {
      title: 'The sign-in came back',
      text: 'You can close this window. Sendproof now checks that it is the right account.',
    },
    failure: {
      title: 'The sign-in did not succeed',
      text: 'You can close this window. Sendproof shows what happened and what to do next.',
    },
  },

  consentPages: {
    success: {
      title: 'Consent was given',
      text: 'You can close this window. Sendproof shows what was consented to.',
    },
    failure: {
      title: 'Consent was not given',
      text: 'You can close this window. Sendproof shows what happened and what to do next.',
    },
  },

  /** For the command line, when the browser is to be opened there. */
  signInHere: (url: string) => `Sign in here: ${url}`,
}
