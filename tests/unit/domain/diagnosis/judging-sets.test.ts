/**
 * Sets that were run before anybody read them, and the fourth and fifth collections, split before a half was run:
 * threads no other set draws from, known causes, nobody's address, and enough of both kinds to show a false alarm and a miss.
 */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const EntrySchema = z.strictObject({
  id: z.string().regex(/^collected-[0-9a-f]{10}$/),
  text: z.string().min(10),
  surface: z.enum([
    'smtp',
    'graph',
    'entra',
    'imap',
    'pop',
    'ews',
    'ndr',
    'powershell',
    'network',
    'machine',
  ]),
  /** The cause the thread established first, then the ones that may be named as well; none for a foreign text. */
  expect: z.array(z.string()),
  /** Only a question can separate the causes. */
  ask: z.literal(true).optional(),
  source: z.url({ protocol: /^https?$/ }),
  lang: z.string().regex(/^[a-z]{2}$/),
  basis: z.enum(['thread', 'vendor_doc', 'self_evident']),
})

type Entry = z.infer<typeof EntrySchema>

/** A thread is the same thread as an issue, as a pull request and as a discussion, and with any fragment. */
const threadOf = ({ source }: Pick<Entry, 'source'>): string =>
  source
    .toLowerCase()
    .replace(/#.*$/, '')
    .replace(/\/$/, '')
    .replace(/\/(?:pull|discussions)\//, '/issues/')

const corpus = path.resolve(import.meta.dirname, '../../../corpus')
/** Every file of texts, each read once. */
const files = new Map(
  [corpus, path.join(corpus, 'collected')].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name): [string, unknown] => [name, parse(readFileSync(path.join(folder, name), 'utf8'))]),
  ),
)
const SourcesSchema = z.array(z.object({ source: z.string() }))
const tags = new Set(readFileSync(path.join(import.meta.dirname, 'cause-tags.txt'), 'utf8').split(/\s+/))

interface Least {
  readonly foreign: number
  /** Foreign texts in another language than English. */
  readonly abroad: number
  readonly ours: number
  readonly oursAbroad: number
  readonly surfaces: number
  /** Texts beyond the first of a thread. */
  readonly again: number
}
const sets: readonly (readonly [string, Least])[] = [
  // Every surface but POP: no thread about it had an answer to label it by.
  ['judge-2.yaml', { foreign: 70, abroad: 12, ours: 50, oursAbroad: 12, surfaces: 9, again: 1 }],
  ['judge-3.yaml', { foreign: 65, abroad: 12, ours: 45, oursAbroad: 9, surfaces: 10, again: 0 }],
  ['learn-4.yaml', { foreign: 31, abroad: 2, ours: 89, oursAbroad: 9, surfaces: 9, again: 3 }],
  ['reserve-4.yaml', { foreign: 18, abroad: 1, ours: 48, oursAbroad: 4, surfaces: 9, again: 1 }],
  ['learn-5.yaml', { foreign: 34, abroad: 1, ours: 72, oursAbroad: 14, surfaces: 8, again: 5 }],
  ['reserve-5.yaml', { foreign: 17, abroad: 4, ours: 47, oursAbroad: 7, surfaces: 9, again: 1 }],
]

describe.each(sets)('%s', (file, least) => {
  const entries: readonly Entry[] = z.array(EntrySchema).parse(files.get(file))
  const foreign = entries.filter((one) => one.expect.length === 0)
  const ours = entries.filter((one) => one.expect.length > 0)
  const abroad = (some: readonly Entry[]) => some.filter((one) => one.lang !== 'en').length

  test('no thread of another set is in it', () => {
    const others = [...files].flatMap(([name, texts]) => (name === file ? [] : SourcesSchema.parse(texts)))
    const threads = new Set(others.map(threadOf))
    expect(threads.size).toBeGreaterThan(800)
    expect(entries.filter((one) => threads.has(threadOf(one))).map((one) => one.source)).toEqual([])
  })

  test('no text counts twice, and hardly a thread', () => {
    expect(new Set(entries.map((one) => one.id)).size).toBe(entries.length)
    expect(new Set(entries.map((one) => one.text)).size).toBe(entries.length)
    expect(entries.length - new Set(entries.map(threadOf)).size).toBe(least.again)
  })

  test('every cause is one of the vocabulary, and a foreign text asks nothing', () => {
    expect(entries.flatMap((one) => one.expect).filter((tag) => !tags.has(tag))).toEqual([])
    for (const one of entries) expect(new Set(one.expect).size, one.id).toBe(one.expect.length)
    expect(foreign.filter((one) => one.ask === true)).toEqual([])
  })

  test("nobody's address is in a text", () => {
    const addresses = entries.flatMap((one) => one.text.match(/[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}/gi) ?? [])
    expect(addresses.length).toBeGreaterThan(0)
    const madeUp = /@(?:[\w-]+\.)*(?:[\w-]+\.example|(?:contoso|fabrikam)\.onmicrosoft\.com)$/i
    expect(addresses.filter((address) => !madeUp.test(address))).toEqual([])
  })

  test('a text is as long as somebody would paste it', () => {
    expect(entries.filter((one) => one.text.split('\n').length > 40).map((one) => one.id)).toEqual([])
  })

  test('a false alarm and a miss both have enough texts to show themselves', () => {
    expect(foreign.length).toBeGreaterThanOrEqual(least.foreign)
    expect(abroad(foreign)).toBeGreaterThanOrEqual(least.abroad)
    expect(ours.length).toBeGreaterThanOrEqual(least.ours)
    expect(abroad(ours)).toBeGreaterThanOrEqual(least.oursAbroad)
    expect(new Set(ours.map((one) => one.surface)).size).toBe(least.surfaces)
  })
})

test.each([
  ['learn-4.yaml', /^[0-9]/],
  ['reserve-4.yaml', /^[a-f]/],
  ['learn-5.yaml', /^[0-9]/],
  ['reserve-5.yaml', /^[a-f]/],
] as const)(
  'the thread alone decides that a text of the fourth or fifth collection is in %s',
  (file, digit) => {
    const entries = z.array(EntrySchema).parse(files.get(file))
    const digitOf = (one: Entry) => createHash('sha256').update(threadOf(one)).digest('hex')
    expect(entries.filter((one) => !digit.test(digitOf(one))).map((one) => one.id)).toEqual([])
  },
)
