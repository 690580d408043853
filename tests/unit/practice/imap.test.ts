/** What IMAP is made of: commands in any number of pieces, folder names, and messages as trees of parts. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CommandReader, parseCommand, type Read } from '../../../src/practice/imap/command.ts'
import { decoded, matches } from '../../../src/practice/imap/folder-names.ts'
import { parseTree } from '../../../src/practice/imap/mime-tree.ts'
import { envelopeOf, sectionOf, structureOf } from '../../../src/practice/imap/structure.ts'

function readAll(chunks: readonly Buffer[]): Read[] {
  const reader = new CommandReader()
  return chunks.flatMap((chunk) => {
    reader.feed(chunk)
    const found: Read[] = []
    for (let next = reader.next(); next !== undefined; next = reader.next()) found.push(next)
    return found
  })
}
const texts = (reads: readonly Read[]) => reads.flatMap((read) => (read.kind === 'line' ? read.text : []))

describe('commands off the wire', () => {
  const wire = Buffer.from('a NOOP\r\nb APPEND INBOX {5+}\r\n1\r\n34\r\nc SEARCH SUBJECT {2}\r\nHi ALL\r\n')

  test('are the same however the bytes arrive', () => {
    const whole = texts(readAll([wire]))
    expect(whole).toEqual(['a NOOP', 'b APPEND INBOX {5+}\r\n1\r\n34', 'c SEARCH SUBJECT {2}\r\nHi ALL'])
    fc.assert(
      fc.property(fc.array(fc.nat(wire.length), { maxLength: 6 }), (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), wire.length]
        const chunks = at.slice(1).map((end, n) => wire.subarray(at[n], end))
        expect(texts(readAll(chunks))).toEqual(whole)
      }),
    )
  })

  test('wait once for a client that wants to be told that its literal may come', () => {
    const reads = readAll([Buffer.from('a LOGIN {4}\r\n'), Buffer.from('an'), Buffer.from('na x\r\n')])
    expect(reads.map(({ kind }) => kind)).toEqual(['waiting', 'line'])
  })

  test.each([
    ['a line without an end', 'x'.repeat(70_000)],
    ['a literal longer than any message', 'a APPEND INBOX {99999999}\r\n'],
  ])('%s is not a client', (_what, text) => {
    expect(readAll([Buffer.from(text)])).toEqual([{ kind: 'too-long' }])
  })

  test.each([
    ['a LIST "" "In\\"box"', ['', 'In"box']],
    ['a FETCH 1 BODY.PEEK[HEADER.FIELDS (FROM TO)]<0.9>', ['1', 'BODY.PEEK[HEADER.FIELDS (FROM TO)]<0.9>']],
    ['a SEARCH SUBJECT {4}\r\na (b', ['SUBJECT', 'a (b']],
  ])('%s', (line, expected) => {
    expect(parseCommand(line)?.args.map((token) => ('text' in token ? token.text : token.items))).toEqual(
      expected,
    )
  })

  test.each(['', 'alone', 'a LOGIN "open', 'a FETCH 1 (FLAGS', 'a FETCH 1 FLAGS)'])('%j is none', (line) => {
    expect(parseCommand(line)).toBeUndefined()
  })
})

describe('folder names', () => {
  test.each([
    ['Entw&APw-rfe', 'Entwürfe'],
    ['Mehr &- weniger', 'Mehr & weniger'],
    ['&U,BTFw-', '台北'],
  ])('%s reads as %s', (written, name) => expect(decoded(written)).toBe(name))

  test.each([
    ['INBOX', 'inbox', true],
    ['INBOX/Done', '%', false],
    ['INBOX/Done', '*', true],
    ['INBOX/Done', 'INBOX/%', true],
    ['A.B', 'A?B', false],
  ])('%s under %s: %s', (path, pattern, expected) => expect(matches(path, pattern)).toBe(expected))
})

describe('a message as a tree', () => {
  const inner = 'Subject: Inner\r\nContent-Type: text/plain\r\n\r\nDeep\r\n'
  const raw = [
    'From: "Anna, Prüfer" <anna@contoso.example>',
    'To: =?utf-8?q?J=C3=B6rg?= <j@x.example>, b@y.example',
    'Subject: Folded',
    ' over two lines',
    'Content-Type: multipart/mixed; boundary="b 1"',
    '',
    'nobody reads this',
    '--b 1',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: Quoted-Printable',
    '',
    '<p>=C3=BC</p>',
    '--b 1',
    'Content-Type: message/rfc822',
    'Content-Disposition: attachment; filename="in ner.eml"',
    '',
    inner,
    '--b 1--',
    'nor this',
    '',
  ].join('\r\n')
  const tree = parseTree(Buffer.from(raw))
  const text = (section: string) => sectionOf(tree, section)?.toString('latin1')

  test.each([
    ['1', '<p>=C3=BC</p>'],
    [
      '1.MIME',
      'Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: Quoted-Printable\r\n\r\n',
    ],
    ['2', inner],
    ['2.HEADER', 'Subject: Inner\r\nContent-Type: text/plain\r\n\r\n'],
    ['2.TEXT', 'Deep\r\n'],
    ['2.1', 'Deep\r\n'],
    ['HEADER.FIELDS (SUBJECT)', 'Subject: Folded\r\n over two lines\r\n\r\n'],
    ['3', undefined],
    ['1.1', undefined],
    ['NONSENSE', undefined],
  ])('BODY[%s]', (section, expected) => expect(text(section)).toBe(expected))

  test('the whole is its header and its text', () => {
    expect(text('')).toBe(`${text('HEADER') ?? ''}${text('TEXT') ?? ''}`)
  })

  test('its structure and envelope say what is inside without handing it out', () => {
    expect(structureOf(tree, true)).toBe(
      '(("text" "html" ("charset" "utf-8") NIL NIL "quoted-printable" 13 0 NIL NIL NIL NIL)' +
        `("message" "rfc822" NIL NIL NIL "7bit" ${inner.length} (NIL "Inner" NIL NIL NIL NIL NIL NIL NIL NIL)` +
        ' ("text" "plain" NIL NIL NIL "7bit" 6 1 NIL NIL NIL NIL) 4 NIL ("attachment" ("filename" "in ner.eml")) NIL NIL)' +
        ' "mixed" ("boundary" "b 1") NIL NIL NIL)',
    )
    expect(envelopeOf(tree)).toContain('"Folded over two lines" (("=?utf-8?B?')
    expect(envelopeOf(tree)).toContain('NIL "anna" "contoso.example")')
  })

  test.each([
    ['nothing at all', ''],
    ['no header', '\r\nonly text\r\n'],
    ['a boundary that never comes', 'Content-Type: multipart/mixed; boundary=x\r\n\r\ntext'],
    ['parts inside parts without end', 'Content-Type: message/rfc822\r\n\r\n'.repeat(200)],
  ])('%s is still a message', (_what, odd) => {
    const whole = parseTree(Buffer.from(odd))
    expect(sectionOf(whole, '')?.toString()).toBe(odd)
    expect(structureOf(whole, true)).toMatch(/^\(.*\)$/s)
  })
})
