/** What is said of the attempts of a run beside their outcome: notes, obstacles, what was changed shortly before. */
import type { SentAs } from '../../domain/run/attempts.ts'
import type { Note } from '../../domain/run/note.ts'
import type { Missing } from '../../domain/run/plan-run.ts'
import type { Obstacle } from '../../domain/run/obstacle.schema.ts'
import type { Change } from '../../domain/run/too-early.ts'
import type { Noted } from '../../domain/run/transcript.schema.ts'
import type { Face } from '../shape/say-finding.ts'
import { terms } from './terms.ts'

type NoteWords = { readonly [C in Note['code']]: (facts: Extract<Note, { code: C }>) => string }
type ObstacleWords = {
  readonly [C in Obstacle['code']]: (
    facts: Extract<Obstacle, { code: C }>,
    to: { readonly face: Face; readonly said: string },
  ) => string
}
type NotedWords = {
  readonly [C in Noted['code']]: (facts: Extract<Noted, { code: C }>, said: string) => string
}

const noProof = {
  'no-token': 'the application got no token, so the mailbox was never asked.',
  'not-asked': 'the attempt ended before the mailbox could refuse it.',
  'other-refusal': 'it was refused for another reason than missing access.',
} as const

const notes: NoteWords = {
  'as-written': ({ text }) => text,
  'inbox-readable': ({ mailbox, messages }) =>
    `The Inbox of ${mailbox} can be read. It holds ${messages === 1 ? '1 message' : `${messages} messages`}.`,
  'folder-holds': ({ folder, messages }) => {
    const which = folder === null ? 'This is the Inbox. It' : `The folder “${folder}”`
    if (messages === 0) return `${which} is empty.`
    return messages === 1
      ? `${which} holds 1 message: a product that empties this folder would delete it for good.`
      : `${which} holds ${messages} messages: a product that empties this folder would delete them for good.`
  },
  'ews-answers': () =>
    'EWS still answers for this application. EWS ends for everybody on 1 April 2027: ask the vendor for the successor before you build on it.',
  'in-junk': ({ to, failed }) =>
    `It arrived, but in Junk Email of ${to}, where nobody may look. ${
      failed.length === 0
        ? `Ask the ${terms.roleInSentence('exchange-admin')} which anti-spam rule put it there.`
        : `${failed.join(' and ')} did not pass: fix this for the sender’s domain.`
    }`,
  'filtered-as-spam': () =>
    `The message trace says that it was filtered as spam. Check the recipient’s ${terms.folders.junk}, and ask the ${terms.roleInSentence('exchange-admin')} which anti-spam rule it met.`,
  'no-proof': ({ because }) => `This proves nothing about the limit: ${noProof[because]}`,
}

const obstacles: ObstacleWords = {
  'no-delegate': ({ address, group }) =>
    `Nobody is named who signs in for the ${terms.mailboxKindInSentence(group ? 'group' : 'shared')} ${address}: name the delegate.`,
  'not-signed-in': ({ address, signInAs }) =>
    signInAs === null
      ? `${address} has not signed in yet.`
      : `${address} is not signed in yet: ${signInAs} has to sign in.`,
  'sign-in-problem': ({ address }, { said }) => `${address} is not signed in: ${said}`,
  'group-as-application': ({ address }) =>
    `${address} is a group, and an application can only act on a mailbox: use a shared mailbox instead.`,
  'no-credential': (_, { face }) =>
    face === 'cli'
      ? 'No credential is saved: add it with “credential set”.'
      : 'No credential is saved: add it on the Credential page.',
  'no-recipient': () => 'No recipient is named for the messages: choose one.',
}

const missing: Readonly<Record<Missing, string>> = {
  'outside-scope': 'Name a mailbox outside the group: the proof of refusal needs one.',
  calendar: 'Name a mailbox whose calendar is synchronised: whether EWS answers is tried there.',
  'reply-folder':
    'No mailbox in the list can hold the reply folder: add the shared mailbox it lies in, or the person who signs in for the product.',
}

const changed: Readonly<Record<Change, string>> = {
  'smtp-switch': 'Authenticated SMTP was switched on',
  'mailbox-right': 'a right on a mailbox was granted',
  'app-role': 'what the application may do in Exchange was changed',
  consent: 'consent was granted',
}

const noted: NotedWords = {
  connecting: ({ server, tls }) =>
    tls ? `Connecting to ${server}, encrypted from the first byte.` : `Connecting to ${server}.`,
  encrypted: ({ host, until }) => `Encrypted. The certificate for ${host} is trusted (valid until ${until}).`,
  'signed-in': () => 'The certificate is trusted, and the sign-in was accepted.',
  reusing: ({ server }) => `Using the open connection to ${server}, already encrypted and signed in.`,
  reopening: () => 'The open connection was no longer usable; a new one is opened.',
  'token-apart': () => 'The server does not take the token in the same line; it is sent after the question.',
  'empty-line': () => '(an empty line)',
  explained: ({ text }) => `The server explains: ${text}`,
  message: ({ bytes, base64 }) =>
    `The message itself${base64 ? ', as MIME in base64' : ''} (${bytes} bytes).`,
  folders: ({ count }) => (count === 1 ? '1 folder' : `${count} folders`),
  'broke-off': () => 'The answer broke off here.',
  'rest-left-out': () => 'The rest was left out: the conversation is unusually long.',
  ended: (_, said) => said,
}

export const attempts = {
  notes,
  obstacles,
  missing,
  changed,
  noted,
  sentAs: (facts: SentAs) =>
    facts.how === 'as'
      ? `sent as ${facts.from}, signed in by ${facts.mailbox}`
      : `sent by ${facts.sender} on behalf of ${facts.from}`,
  runBroke: ({ what, next }: { readonly what: string; readonly next?: string | undefined }) =>
    ['The run was interrupted.', what, next ?? ''].filter((part) => part !== '').join(' '),
}
