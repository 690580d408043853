/** An administrator opens the file that Excel, PowerShell or an admin center wrote, and the names come out right. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readList, type AnsiPage } from '../../../../src/domain/mailbox/read-list.ts'
import { sayProblem } from '../../../../src/words/shape/say-problem.ts'
import { en } from '../../../../src/words/en.ts'

const file = 'list.csv'
const list = 'DisplayName;PrimarySmtpAddress\r\nMüller;anna@contoso.example\r\n'

const utf16 = (text: string, order: 'le' | 'be', mark: boolean) => {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le')
  return new Uint8Array(order === 'le' ? bytes : bytes.swap16())
}
const utf8 = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'))

test.each([
  ['UTF-8', utf8(list), 'utf-8'],
  ['UTF-8 with a mark', utf8(`\ufeff${list}`), 'utf-8'],
  ['UTF-16 little-endian with a mark, as PowerShell’s > writes it', utf16(list, 'le', true), 'utf-16le'],
  ['UTF-16 little-endian without', utf16(list, 'le', false), 'utf-16le'],
  ['UTF-16 big-endian with a mark', utf16(list, 'be', true), 'utf-16be'],
  ['UTF-16 big-endian without', utf16(list, 'be', false), 'utf-16be'],
])('%s is read as it was written', (_, bytes, encoding) => {
  expect(readList(file, bytes)).toEqual({ ok: true, value: { text: list, encoding, guessed: false } })
})

describe('an ANSI file, which does not say what it is', () => {
  const ansi = (page: AnsiPage, text: string): Uint8Array => {
    const decoder = new TextDecoder(page)
    const bytes = new Map(
      Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const),
    )
    return Uint8Array.from([...text].map((letter) => bytes.get(letter) ?? 0x3f))
  }
  const rows = (names: string) =>
    ['DisplayName;PrimarySmtpAddress', ...names.split(', ').map((name) => `${name};a@contoso.example`)].join(
      '\r\n',
    )

  test.each<[string, AnsiPage, string, string]>([
    ['German', 'windows-1252', 'de-DE', 'Jürgen Groß, Änne Öhm, Zoë Müller'],
    ['French', 'windows-1252', 'en-US', 'Hélène Lefèvre, François Côté, Père Noël'],
    ['Dutch, on an English PC', 'windows-1252', 'en-GB', 'Daniëlle Coördinator, Loïs Één'],
    ['Polish', 'windows-1250', 'pl-PL', 'Łukasz Wójcik, Małgorzata Żółw, Źródło Święto'],
    [
      'Polish, on an English PC',
      'windows-1250',
      'en-US',
      'Łukasz Małolepszy, Bogusław Paweł, Małgorzata Pawłowska',
    ],
    ['Russian, on an English PC', 'windows-1251', 'en-US', 'Иванов Иван, Ольга Петрова'],
    ['Greek', 'windows-1253', 'el-GR', 'Γιώργος Παπαδόπουλος'],
    ['Turkish', 'windows-1254', 'tr-TR', 'Işıl Yağmur, Şeyma Çağrı'],
  ])('%s', (_, page, locale, names) => {
    const text = rows(names)
    expect(readList(file, ansi(page, text), { locale })).toEqual({
      ok: true,
      value: { text, encoding: page, guessed: true },
    })
  })

  test('is read as a person says, and then nothing is guessed', () => {
    const text = rows('Γιώργος Παπαδόπουλος')
    expect(readList(file, ansi('windows-1253', text), { encoding: 'windows-1253' })).toEqual({
      ok: true,
      value: { text, encoding: 'windows-1253', guessed: false },
    })
  })
})

test.each([
  ['an Excel workbook', [0x50, 0x4b, 0x03, 0x04, 0x14], 'excel', /Excel workbook.*CSV UTF-8/],
  ['a workbook of an old Excel', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], 'old-excel', /old Office file.*CSV UTF-8/],
  ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d], 'pdf', /PDF/],
  ['a program', [0x4d, 0x5a, 0x90, 0x00, 0x03], null, /not a text file/],
])('%s is refused by name, with what to do', (_, bytes, program, sentence) => {
  const read = readList('list.xlsx', Uint8Array.from(bytes))
  expect(read).toEqual({ ok: false, error: { code: 'list-not-text', file: 'list.xlsx', program } })
  if (read.ok) return
  const { what, next } = sayProblem(en, read.error, 'window')
  expect(`${what} ${next ?? ''}`).toMatch(sentence)
  expect(what).toContain('The list is as it was.')
  expect(sayProblem(en, read.error, 'cli').what).toContain('Nothing was imported.')
})

test.each([
  ['nothing in it', ''],
  ['blank lines only', ' \r\n\r\n'],
])('a file with %s says so', (_, text) => {
  expect(readList(file, utf8(text))).toEqual({ ok: false, error: { code: 'list-empty', file } })
})

test('no bytes make it fall over, and what is read has no nought in it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('en', 'pl', 'ru', ''), (bytes, locale) => {
      const read = readList(file, bytes, { locale })
      if (read.ok) expect(read.value.text).not.toContain('\0')
      else expect(['list-empty', 'list-not-text']).toContain(read.error.code)
    }),
  )
})
