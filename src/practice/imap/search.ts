/** SEARCH: which messages meet all of the named conditions. RFC 3501, 6.4.4. */
import { isSeen, type StoredMessage } from '../tenant/messages.ts'
import { textOf, type Token, utf8Of } from './command.ts'
import { headersOf } from './mime-tree.ts'
import { type Entry, type OpenFolder, sizeOf, treeOf } from './open-folder.ts'

type Test = (entry: Entry) => boolean

class Misread extends Error {}

/** Undefined for conditions that cannot be read. */
export function search(folder: OpenFolder, tokens: readonly Token[]): Entry[] | undefined {
  const [first, , ...rest] = tokens
  const charset = textOf(first)?.toUpperCase() === 'CHARSET'
  try {
    const test = all(folder, charset ? rest : [...tokens])
    return folder.entries().filter(test)
  } catch (error) {
    if (error instanceof Misread) return undefined
    throw error
  }
}

function all(folder: OpenFolder, tokens: Token[]): Test {
  const tests: Test[] = []
  while (tokens.length > 0) tests.push(next(folder, tokens))
  return (entry) => tests.every((test) => test(entry))
}

const has = (flag: 'answered' | 'flagged') => (message: StoredMessage) =>
  message.flags?.includes(flag) === true
const flags: Readonly<Record<string, (message: StoredMessage) => boolean>> = {
  ALL: () => true,
  SEEN: isSeen,
  UNSEEN: (message) => !isSeen(message),
  NEW: () => false,
  RECENT: () => false,
  OLD: () => true,
  DELETED: () => false,
  UNDELETED: () => true,
  DRAFT: ({ draft }) => draft,
  UNDRAFT: ({ draft }) => !draft,
  ANSWERED: has('answered'),
  UNANSWERED: (message) => !has('answered')(message),
  FLAGGED: has('flagged'),
  UNFLAGGED: (message) => !has('flagged')(message),
}
const headers = ['BCC', 'CC', 'FROM', 'SUBJECT', 'TO']
const day = 86_400_000

function next(folder: OpenFolder, tokens: Token[]): Test {
  const token = tokens.shift()
  if (token === undefined) throw new Misread()
  if (token.kind === 'list') return all(folder, [...token.items])
  const key = token.text.toUpperCase()
  const word = () => {
    const text = textOf(tokens.shift())
    if (text === undefined) throw new Misread()
    return utf8Of(text).toLowerCase()
  }
  const flag = flags[key]
  if (flag !== undefined) return ({ message }) => flag(message)
  if (headers.includes(key)) return inHeader(key.toLowerCase(), word())
  switch (key) {
    case 'NOT': {
      const test = next(folder, tokens)
      return (entry) => !test(entry)
    }
    case 'OR': {
      const [one, other] = [next(folder, tokens), next(folder, tokens)]
      return (entry) => one(entry) || other(entry)
    }
    case 'HEADER':
      return inHeader(word(), word())
    case 'BODY': {
      const text = word()
      return ({ message }) => message.body.content.toLowerCase().includes(text)
    }
    case 'TEXT': {
      const text = word()
      return ({ message }) =>
        message.body.content.toLowerCase().includes(text) ||
        message.headers.some(({ name, value }) => `${name}: ${value}`.toLowerCase().includes(text))
    }
    case 'KEYWORD':
      word()
      return () => false
    case 'UNKEYWORD':
      word()
      return () => true
    case 'LARGER': {
      const size = Number(word())
      return ({ message }) => sizeOf(message) > size
    }
    case 'SMALLER': {
      const size = Number(word())
      return ({ message }) => sizeOf(message) < size
    }
    case 'UID':
      return among(folder, word(), true)
  }
  const when = /^(SENT)?(BEFORE|ON|SINCE)$/.exec(key)
  if (when !== null) return onDay(when[1] !== undefined, when[2] ?? '', word())
  return among(folder, token.text, false)
}

function inHeader(name: string, text: string): Test {
  return ({ message }) => {
    // the subject is searched as it reads, not as it is encoded
    if (name === 'subject') return message.subject.toLowerCase().includes(text)
    return headersOf(treeOf(message).head).some(
      (header) => header.name === name && utf8Of(header.value).toLowerCase().includes(text),
    )
  }
}

function onDay(sent: boolean, relation: string, text: string): Test {
  const from = Date.parse(`${text.replaceAll('-', ' ')} UTC`)
  if (Number.isNaN(from)) throw new Misread()
  return ({ message }) => {
    const at = sent ? message.sentAt : message.receivedAt
    if (relation === 'BEFORE') return at < from
    return relation === 'SINCE' ? at >= from : at >= from && at < from + day
  }
}

function among(folder: OpenFolder, set: string, byUid: boolean): Test {
  const chosen = folder.chosen(set, byUid)
  if (chosen === undefined) throw new Misread()
  const uids = new Set(chosen.map(({ uid }) => uid))
  return ({ uid }) => uids.has(uid)
}
