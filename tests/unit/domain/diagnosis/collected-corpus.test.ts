/** The texts collected from public threads stay honest: read at a source, nobody's address in them, and split by thread. */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import type { DiagnosisContext } from '../../../../src/domain/diagnosis/context.ts'

const surfaces = [
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
] as const

const ContextSchema = z.strictObject({
  stage: z.string().optional(),
  flow: z.string().optional(),
  identity: z.enum(['user', 'shared', 'app']).optional(),
  port: z.number().int().optional(),
  recipe: z.string().optional(),
  mailbox: z.string().optional(),
  from: z.string().optional(),
  tenantName: z.string().optional(),
  clientId: z.string().optional(),
} satisfies Partial<Record<keyof DiagnosisContext, z.ZodType>>)

const CollectedSchema = z.strictObject({
  id: z.string().regex(/^collected-[0-9a-f]{10}$/),
  text: z.string().min(10),
  surface: z.enum(surfaces),
  context: ContextSchema.optional(),
  /** The cause the thread established first, then the ones that may be named as well; none for a foreign text. */
  expect: z.array(z.string()),
  /** Only a question can separate the causes. */
  ask: z.literal(true).optional(),
  source: z.url({ protocol: /^https?$/ }),
  lang: z.string().regex(/^[a-z]{2}$/),
  basis: z.enum(['thread', 'vendor_doc', 'self_evident']),
})
type Collected = z.infer<typeof CollectedSchema>

const corpus = path.resolve(import.meta.dirname, '../../../corpus')
const readYaml = (...names: string[]): unknown => parse(readFileSync(path.join(corpus, ...names), 'utf8'))

/** The last was read from its first day and judges nothing, so its threads are not split. */
const parts = ['learn', 'judge', 'reserve', 'near-trades'] as const
const collected = parts.flatMap((part) =>
  z
    .array(CollectedSchema)
    .parse(readYaml('collected', `${part}.yaml`))
    .map((one) => ({ ...one, part })),
)
const older = readdirSync(corpus)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => z.array(z.object({ source: z.string() })).parse(readYaml(name)))

/** Learned from: 0 to 6; judged by: 7 to d; kept until 2026-11-27, and learned from since: e and f. */
function partOf(source: string): Exclude<(typeof parts)[number], 'near-trades'> {
  const digit = Number.parseInt(createHash('sha256').update(source).digest('hex').slice(0, 1), 16)
  if (digit <= 0x6) return 'learn'
  return digit <= 0xd ? 'judge' : 'reserve'
}

/** A thread is the same thread as an issue, as a pull request and as a discussion, and with any fragment. */
const threadOf = (source: string): string =>
  source
    .toLowerCase()
    .replace(/#.*$/, '')
    .replace(/\/$/, '')
    .replace(/\/(?:pull|discussions)\//, '/issues/')

const twice = (values: string[]): string[] => values.filter((value, at) => values.indexOf(value) !== at)

test('no text and no id is there twice', () => {
  expect(twice(collected.map((one) => one.id))).toEqual([])
  expect(twice(collected.map((one) => one.text))).toEqual([])
})

test('the thread alone decides which file a text is in', () => {
  const split = collected.filter(({ part }) => part !== 'near-trades')
  expect(split.filter((one) => one.part !== partOf(one.source)).map((one) => one.id)).toEqual([])
})

test('no thread is in two files', () => {
  const filesOf = new Map<string, Set<string>>()
  for (const { source, part } of collected)
    filesOf.set(threadOf(source), (filesOf.get(threadOf(source)) ?? new Set()).add(part))
  expect([...filesOf].filter(([, files]) => files.size > 1).map(([thread]) => thread)).toEqual([])
})

test('no thread was looked at by the older corpus', () => {
  const known = new Set(older.map((one) => threadOf(one.source)))
  expect(collected.filter((one) => known.has(threadOf(one.source))).map((one) => one.source)).toEqual([])
})

test('every cause is one of the vocabulary', () => {
  const vocabulary = readFileSync(path.join(import.meta.dirname, 'cause-tags.txt'), 'utf8')
  const tags = new Set(vocabulary.split(/\s+/).filter((tag) => tag !== ''))
  expect(collected.flatMap((one) => one.expect).filter((tag) => !tags.has(tag))).toEqual([])
  for (const one of collected) expect(twice(one.expect), one.id).toEqual([])
})

test('a text that is none of our business asks nothing', () => {
  expect(collected.filter((one) => one.expect.length === 0 && one.ask === true)).toEqual([])
})

test("nobody's address is in a text", () => {
  const addressesOf = (one: Collected): string[] => one.text.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? []
  const madeUp = /@(?:[\w-]+\.)*(?:[\w-]+\.example|(?:contoso|fabrikam)\.onmicrosoft\.com)$/i
  expect(collected.flatMap(addressesOf).filter((address) => !madeUp.test(address))).toEqual([])
})

test('there are enough of them, from every surface and from several languages', () => {
  const foreign = collected.filter((one) => one.expect.length === 0)
  expect(collected.length - foreign.length).toBeGreaterThanOrEqual(400)
  expect(foreign.length).toBeGreaterThanOrEqual(200)
  expect(new Set(collected.map((one) => one.surface))).toEqual(new Set(surfaces))
  expect([...new Set(collected.map((one) => one.lang))]).toEqual(
    expect.arrayContaining(['de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt']),
  )
})
