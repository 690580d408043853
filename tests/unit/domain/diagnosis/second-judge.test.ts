/** The second judging set, learned from since 2026-11-27: its first-sight figures stay true to its own threads and labels. */
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
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

const corpus = path.resolve(import.meta.dirname, '../../../corpus')
const readYaml = (...names: string[]): unknown => parse(readFileSync(path.join(corpus, ...names), 'utf8'))
const entries = z.array(EntrySchema).parse(readYaml('collected', 'judge-2.yaml'))
const foreign = entries.filter((one) => one.expect.length === 0)

/** A thread is the same thread as an issue, as a pull request and as a discussion, and with any fragment. */
const threadOf = (source: string): string =>
  source
    .toLowerCase()
    .replace(/#.*$/, '')
    .replace(/\/$/, '')
    .replace(/\/(?:pull|discussions)\//, '/issues/')

test('its figures at first sight came from threads that nobody had written rules after', () => {
  const folders: [string, string][] = [
    ['.', corpus],
    ['collected', path.join(corpus, 'collected')],
  ]
  const known = folders.flatMap(([folder, at]) =>
    readdirSync(at)
      .filter((name) => name.endsWith('.yaml') && name !== 'judge-2.yaml')
      .flatMap((name) => z.array(z.object({ source: z.string() })).parse(readYaml(folder, name))),
  )
  const threads = new Set(known.map((one) => threadOf(one.source)))
  expect(threads.size).toBeGreaterThan(700)
  expect(entries.filter((one) => threads.has(threadOf(one.source))).map((one) => one.source)).toEqual([])
})

test('no text counts twice', () => {
  expect(new Set(entries.map((one) => one.id)).size).toBe(entries.length)
  expect(new Set(entries.map((one) => one.text)).size).toBe(entries.length)
})

test('every cause is one of the vocabulary, and a foreign text asks nothing', () => {
  const tags = new Set(readFileSync(path.join(import.meta.dirname, 'cause-tags.txt'), 'utf8').split(/\s+/))
  expect(entries.flatMap((one) => one.expect).filter((tag) => !tags.has(tag))).toEqual([])
  for (const one of entries) expect(new Set(one.expect).size, one.id).toBe(one.expect.length)
  expect(foreign.filter((one) => one.ask === true)).toEqual([])
})

test("nobody's address is in a text", () => {
  const addresses = entries.flatMap((one) => one.text.match(/[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}/gi) ?? [])
  const madeUp = /@(?:[\w-]+\.)*(?:[\w-]+\.example|(?:contoso|fabrikam)\.onmicrosoft\.com)$/i
  expect(addresses.filter((address) => !madeUp.test(address))).toEqual([])
})

test('a text is as long as somebody would paste it', () => {
  expect(entries.filter((one) => one.text.split('\n').length > 40).map((one) => one.id)).toEqual([])
})

test('a false alarm and a miss both have enough texts to show themselves', () => {
  const ours = entries.filter((one) => one.expect.length > 0)
  expect(foreign.length).toBeGreaterThanOrEqual(70)
  expect(ours.length).toBeGreaterThanOrEqual(50)
  expect(ours.filter((one) => one.lang !== 'en').length).toBeGreaterThanOrEqual(12)
  // Every surface but POP: no thread about it had an answer to label it by.
  expect(new Set(ours.map((one) => one.surface)).size).toBe(9)
})
