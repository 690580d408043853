import type { MailboxProblems } from '../../../domain/problem/mailbox-problems.ts'
import type { ProblemWords } from '../../shape/say-problem.ts'
import { n } from '../counts.ts'

/** What a file that could not be read has changed: nothing. */
const unchanged = { window: 'The list is as it was.', cli: 'Nothing was imported.' } as const
const nameless = 'An account without a name'
const chooseAgain =
  'Try again and choose the account in the list; a private browser window helps if you are signed in as someone else.'

export const mailboxProblems: ProblemWords<MailboxProblems> = {
  'mailbox-twice': ({ address }) => ({
    what: `${address} is in the list twice. Nothing was imported.`,
    next: 'Remove one of the two.',
  }),
  'mailbox-outside-is-sender': ({ address }) => ({
    what: `${address} is one of the senders, so the application must reach it.`,
    next: 'Choose a mailbox that the product never sends from.',
  }),
  'list-empty': ({ file }, { face }) => ({
    what: `“${file}” is empty. ${unchanged[face]}`,
    next: 'Export it again and check that the export has lines in it.',
  }),
  'list-not-text': ({ file, program }, { face }) => {
    switch (program) {
      case 'excel':
        return {
          what: `“${file}” is an Excel workbook, not a text file. ${unchanged[face]}`,
          next: 'Open it in Excel, choose File > Save As > CSV UTF-8 (Comma delimited), and import that file. You can also copy the columns in Excel and paste them on the Mailboxes page.',
        }
      case 'old-excel':
        return {
          what: `“${file}” is an old Office file, not a text file. ${unchanged[face]}`,
          next: 'Open it in Excel, choose File > Save As > CSV UTF-8 (Comma delimited), and import that file.',
        }
      case 'pdf':
        return {
          what: `“${file}” is a PDF, not a text file. ${unchanged[face]}`,
          next: 'Export the list as CSV, or copy the addresses and paste them.',
        }
      case null:
        return {
          what: `“${file}” is not a text file. ${unchanged[face]}`,
          next: 'Export the list as CSV, or copy the addresses and paste them.',
        }
    }
  },
  'list-lines-wrong': ({ lines, told }) => ({
    what: `${n(lines, 'line', 'lines')} cannot be imported${lines > told ? `; the first ${told} are named above` : ''}. Nothing was imported.`,
    next: 'Correct or remove these lines, then import the file again.',
  }),
  'account-of-other-tenant': ({ who, meant, tenantId }) => ({
    what: `${who ?? nameless} signed in, but belongs to another tenant (${tenantId}) than this setup. ${meant} was meant. Nothing was saved.`,
    next: chooseAgain,
  }),
  'account-other': ({ who, meant }) => ({
    what: `${who ?? nameless} signed in, but ${meant} was meant. Nothing was saved.`,
    next: chooseAgain,
  }),
  'account-other-name': ({ who, meant }, { face }) => ({
    what: `${who ?? nameless} signed in, and ${meant} was meant. Microsoft Entra calls ${meant} the e-mail address of this account, but an administrator can enter any address there. Nothing was saved.`,
    next:
      face === 'cli'
        ? `If ${who ?? 'this account'} is the sign-in name of ${meant}, add --names-differ. Otherwise sign in again and choose the right account (--pick-account).`
        : `If ${who ?? 'this account'} is the sign-in name of ${meant}, confirm it with the button. Otherwise sign in again and choose the right account.`,
  }),
  'account-recreated': ({ who, meant }, { face }) => ({
    what: `${who ?? nameless} is not the account that signed in for ${meant} before: its object ID has changed, as it does when a user is deleted and created again. Nothing was saved.`,
    next:
      face === 'cli'
        ? 'If the user was created again on purpose, remove the old sign-in of this mailbox, then authorise it again.'
        : 'If the user was created again on purpose, remove the old sign-in on the Mailboxes page, then sign in again.',
  }),
  'password-was-reset': ({ account, saidBy }, { face }) => ({
    what: `The password of ${account} was reset (reported by ${saidBy}, not verified). A reset revokes its sign-ins.`,
    next: face === 'cli' ? 'Authorise this mailbox again.' : 'Sign in again with the new password.',
  }),
  'account-not-signed-in': ({ account }, { face }) => ({
    what: `No mailbox of this setup is signed in as ${account}.`,
    next:
      face === 'cli'
        ? 'Check the account: “mailbox list” shows who is signed in for each mailbox. Nothing was changed.'
        : 'Check the account: the list shows who is signed in for each mailbox. Nothing was changed.',
  }),
}
