/** What the window says about invitations: on the inviting PC, and on the owner’s. */
import { asksFor, letterWith, until } from '../invitation.ts'

export const invitationsText = {
  invite: 'Invite the owner…',
  inviteTitle: (address: string) => `Let the owner of ${address} sign in elsewhere`,
  inviteWhat:
    'Sendproof saves an invitation. Its owner opens it in Sendproof on their own PC, signs in there, and sends back a reply that only this PC can open. No password leaves their PC.',
  inviteOnce:
    'It is valid for 14 days and for one reply. An earlier invitation for this mailbox no longer counts.',
  save: 'Save the invitation…',
  letter: 'Text to send with the file',
  letterName: 'text',
  letterWith: (o: Parameters<typeof letterWith>[0]) => letterWith(o).join('\n'),
  back: 'When the reply is back, choose “Import a reply…” here.',

  importReply: 'Import a reply…',
  importTitle: 'Import the reply to an invitation',
  importWhat:
    'The reply is opened, tried with Microsoft Entra, and compared with the account that was invited. Only then is the sign-in saved.',
  imported: (address: string, username: string) => `${address} is signed in as ${username}.`,

  choose: 'Choose the file…',
  orDrop: 'or drop it here',
  fileLabel: 'File',
  notText: (name: string) => `${name} cannot be read as text.`,
  tooLarge: (name: string) => `${name} is too large to be one of these files.`,

  answer: 'Answer an invitation…',
  answerFirst: 'Were you sent an invitation to sign in for a mailbox?',
  answerTitle: 'Answer an invitation',
  answerWhat:
    'Someone who sets up a product asked you to sign in for your mailbox. Choose the file they sent. Nothing happens before you have read what it asks for.',
  asks: asksFor,
  facts: {
    address: 'Sign in as',
    tenant: 'Tenant',
    until: 'Valid until',
  },
  until,
  practice: 'A rehearsal in a practice tenant on this PC. No real mailbox is involved.',
  doubt: 'If you do not expect this, close this window and delete the file.',
  signIn: 'Sign in…',
  otherAccount: 'Sign in with another account…',
  signingIn: (address: string) => `Sign in as ${address} in the browser window that opened.`,
  signedIn: (address: string) =>
    `You signed in as ${address}. Save the reply and send it back; only the PC that invited you can open it.`,
  saveReply: 'Save the reply…',
  saved: (path: string) =>
    `The reply is saved: ${path}. Send it back, and delete it here. Nothing else was saved on this PC.`,
} as const
