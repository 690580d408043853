/** The list of mailboxes as CSV: for a spreadsheet, and to be read in again, here or in the next tenant. */
import type { Mailbox } from '../../domain/mailbox/mailbox.schema.ts'
import { isSignedIn } from '../../domain/mailbox/by-purpose.ts'
import { csvCell } from '../../domain/text/escape.ts'
import { sayProblem } from '../../words/shape/say-problem.ts'
import type { Words } from '../../words/words.ts'

/** The heads are names that the import and other programs read, in every language the same. */
const listed: Readonly<Record<string, (mailbox: Mailbox) => string | null>> = {
  Address: ({ address }) => address,
  'Display name': ({ displayName }) => displayName,
  Type: ({ kind }) => kind,
}

const ofPeople: Readonly<Record<string, (mailbox: Mailbox, words: Words) => string | null>> = {
  'Sign in as': ({ signInAs }) => signInAs,
  'Last sign-in by': (mailbox) => (isSignedIn(mailbox) ? (mailbox.authorisation?.username ?? null) : null),
  'Last sign-in at': (mailbox) => (isSignedIn(mailbox) ? (mailbox.authorisation?.at ?? null) : null),
  Problem: ({ problem }, words) => (problem === null ? null : sayProblem(words, problem, 'window').what),
}

/**
 * RFC 4180 in parts, a line each, with the byte order mark Excel needs. `people`: whether anybody signs in for these
 * mailboxes; where the application does, those columns would be empty.
 */
export function* mailboxCsv(
  senders: readonly Mailbox[],
  { people, words }: { readonly people: boolean; readonly words: Words },
): Generator<string> {
  const columns: typeof ofPeople = people ? { ...listed, ...ofPeople } : listed
  const line = (cells: readonly (string | null)[]) => `${cells.map(csvCell).join(',')}\r\n`
  yield `\ufeff${line(Object.keys(columns))}`
  for (const sender of senders) yield line(Object.values(columns).map((read) => read(sender, words)))
}
