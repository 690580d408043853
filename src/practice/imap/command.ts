/** Reads IMAP commands off the wire: lines, literals, lists, and the odd shape of BODY[…]. RFC 3501, 4 and 9. */

export type Token = { kind: 'atom' | 'string'; text: string } | { kind: 'list'; items: Token[] }
export interface Command {
  tag: string
  name: string
  args: Token[]
}

/** A line longer than any token is not a client of ours; neither is a message longer than Exchange takes. */
const longestLine = 65_536
const longestLiteral = 40 * 1024 * 1024

export type Read =
  | { kind: 'line'; text: string }
  /** the client waits for a go-ahead before it sends its literal */
  | { kind: 'waiting' }
  | { kind: 'too-long' }

/** Collects bytes, one character each, until a whole command is there. */
export class CommandReader {
  #text = ''
  /** how far into the text the literals have been read */
  #from = 0
  #asked = false

  feed(chunk: Buffer): void {
    this.#text += chunk.toString('latin1')
  }

  /** Said once: what is there is thrown away. */
  #tooLong(): Read {
    this.#text = ''
    this.#from = 0
    return { kind: 'too-long' }
  }

  /** The next whole line with its literals; undefined until more bytes are there. */
  next(): Read | undefined {
    for (;;) {
      const end = this.#text.indexOf('\r\n', this.#from)
      if (end < 0) return this.#text.length - this.#from > longestLine ? this.#tooLong() : undefined
      const literal = /\{(\d{1,10})(\+?)\}$/.exec(this.#text.slice(this.#from, end))
      if (literal === null) {
        const line = this.#text.slice(0, end)
        this.#text = this.#text.slice(end + 2)
        this.#from = 0
        return { kind: 'line', text: line }
      }
      const size = Number(literal[1])
      if (size > longestLiteral) return this.#tooLong()
      const after = end + 2 + size
      if (this.#text.length < after) {
        if (literal[2] === '+' || this.#asked) return undefined
        this.#asked = true
        return { kind: 'waiting' }
      }
      this.#asked = false
      this.#from = after
    }
  }
}

/** Undefined for what is no command at all. */
export function parseCommand(line: string): Command | undefined {
  const head = /^(\S+) +(\S+) */.exec(line)
  if (head === null) return undefined
  const [whole, tag = '', name = ''] = head
  const args = new Tokens(line, whole.length).all()
  return args === undefined ? undefined : { tag, name: name.toUpperCase(), args }
}

class Tokens {
  readonly #text: string
  #at: number

  constructor(text: string, at: number) {
    this.#text = text
    this.#at = at
  }

  all(): Token[] | undefined {
    const items = this.#items()
    return this.#at < this.#text.length ? undefined : items
  }

  #items(): Token[] | undefined {
    const items: Token[] = []
    for (;;) {
      while (this.#text[this.#at] === ' ') this.#at += 1
      const mark = this.#text[this.#at]
      if (mark === undefined || mark === ')') return items
      const token = mark === '(' ? this.#list() : mark === '"' ? this.#quoted() : this.#word()
      if (token === undefined) return undefined
      items.push(token)
    }
  }

  #list(): Token | undefined {
    this.#at += 1
    const items = this.#items()
    if (items === undefined || this.#text[this.#at] !== ')') return undefined
    this.#at += 1
    return { kind: 'list', items }
  }

  #quoted(): Token | undefined {
    const found = /"((?:[^"\\]|\\.)*)"/y
    found.lastIndex = this.#at
    const match = found.exec(this.#text)
    if (match === null) return undefined
    this.#at = found.lastIndex
    return { kind: 'string', text: (match[1] ?? '').replace(/\\(.)/g, '$1') }
  }

  /** A literal, or an atom; square brackets hold blanks and lists of their own. */
  #word(): Token | undefined {
    const literal = /\{(\d+)\+?\}\r\n/y
    literal.lastIndex = this.#at
    const size = literal.exec(this.#text)?.[1]
    if (size !== undefined) {
      const start = literal.lastIndex
      this.#at = start + Number(size)
      return { kind: 'string', text: this.#text.slice(start, this.#at) }
    }
    const atom = /(?:\[[^\]]*\]|[^\s()"[])+/y
    atom.lastIndex = this.#at
    const match = atom.exec(this.#text)
    if (match === null) return undefined
    this.#at = atom.lastIndex
    return { kind: 'atom', text: match[0] }
  }
}

/** An argument that is one text; lists have none. */
export const textOf = (token: Token | undefined) =>
  token === undefined || token.kind === 'list' ? undefined : token.text

/** A text as a quoted string, or as a literal where it cannot be one. Bytes, one character each. */
export function written(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) && text.length < 1000
    ? `"${text.replace(/["\\]/g, '\\$&')}"`
    : `{${text.length}}\r\n${text}`
}

export const bytesOf = (text: string) => Buffer.from(text, 'utf8').toString('latin1')
export const utf8Of = (bytes: string) => Buffer.from(bytes, 'latin1').toString('utf8')
