/** A person who reads “limit_not_effective” in a report looks it up, offline and in their language, and learns what to do. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { causeLines, causePage } from '../../../../src/domain/diagnosis/cause-page.ts'
import { inLanguage, textsOf } from '../../../../src/domain/diagnosis/catalogue-texts.ts'
import { diagnose } from '../../../../src/domain/diagnosis/diagnose.ts'
import { YamlRecipeSource } from '../../../../src/main/adapters/system/yaml-recipe-source.ts'
import { catalogueIn, languages } from '../../../../src/words/words.ts'
import { collected, corpus } from '../../../corpus/score.ts'
import { outsideBrackets } from '../../../pseudo-language.ts'
import { assets, remedies } from '../../../kit/assets.ts'

const tags = readFileSync(path.join(import.meta.dirname, 'cause-tags.txt'), 'utf8')
  .trim()
  .split(/\s+/)
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const english = remedies()

describe.each(languages)('in %s', (language) => {
  const source = new YamlRecipeSource({
    assetsFolder: assets,
    userFolder: null,
    log: silent,
    language: catalogueIn(language),
  })

  test('every tag has a page that says what, how to recognise it, who, where, how, how long and how to check', () => {
    for (const tag of tags) {
      const page = causePage(source.remedies(), source.recipes(), tag)
      if (page === null) throw new Error(`${tag} has no page`)
      for (const text of [page.title, page.explanation]) expect(text, tag).toMatch(/\S/)
      const { codes, sentences, seen } = page.signs
      expect(codes.length + sentences.length + Number(seen), tag).toBeGreaterThan(0)
      expect(page.surfaces.length, tag).toBeGreaterThan(0)
      expect(page.remedies.length, tag).toBeGreaterThan(0)
      for (const remedy of page.remedies) {
        expect(remedy.text, tag).toMatch(/\S/)
        expect(remedy.portal.length, tag).toBeGreaterThan(0)
        expect(remedy.takes, tag).toMatch(/\S/)
        expect(remedy.check, tag).toMatch(/\S/)
      }
      expect(page.neighbours.length, tag).toBeGreaterThan(0)
      expect(page.products, tag).not.toEqual([])
      for (const link of page.links) expect(link, tag).toMatch(/^https:\/\//)
      expect(page.links.length, tag).toBeGreaterThan(0)
    }
    expect(
      causeLines(source.remedies())
        .map((line) => line.tag)
        .sort(),
    ).toEqual([...tags].sort())
  })
})

test('in the pseudo-language no sentence of a page stands outside its brackets', () => {
  const source = new YamlRecipeSource({
    assetsFolder: assets,
    userFolder: null,
    log: silent,
    language: catalogueIn('qps-ploc'),
  })
  for (const tag of tags) {
    const page = causePage(source.remedies(), source.recipes(), tag)
    if (page === null) throw new Error(tag)
    const texts = [
      page.title,
      page.explanation,
      page.ask ?? '',
      ...page.neighbours.flatMap(({ title, ask }) => [title, ask ?? '']),
      ...page.remedies.flatMap(({ text, portal, takes, check }) => [
        text,
        ...portal,
        takes ?? '',
        check ?? '',
      ]),
    ]
    expect(texts.flatMap(outsideBrackets), tag).toEqual([])
  }
  const { candidates, questions } = diagnose('535 5.7.3 Authentication unsuccessful', source.remedies())
  expect(candidates.length).toBeGreaterThan(1)
  expect([...candidates.map((one) => one.title), ...questions].flatMap(outsideBrackets)).toEqual([])
})

describe('a translator', () => {
  const whole = () => structuredClone(textsOf(english)) as unknown as Record<string, Record<string, unknown>>

  test('who has every text gets the same causes in other words', () => {
    const said = whole()
    said['causes'] = {
      ...said['causes'],
      mail_loop: { ...(said['causes']?.['mail_loop'] as object), title: 'Ein Kreis' },
    }
    const made = inLanguage(english, () => said)
    if (!made.ok) throw new Error(JSON.stringify(made.error))
    expect(causePage(made.value, [], 'mail_loop')?.title).toBe('Ein Kreis')
    expect(made.value.causes.map((entry) => entry.match)).toEqual(english.causes.map((entry) => entry.match))
  })

  test.each([
    [
      'forgets a cause',
      'causes.mail_loop',
      'missing',
      (said: Record<string, unknown>) => delete said['mail_loop'],
    ],
    [
      'leaves a title empty',
      'causes.mail_loop.title',
      'missing',
      (said: Record<string, unknown>) => Object.assign(said['mail_loop'] as object, { title: ' ' }),
    ],
    [
      'forgets a remedy',
      'causes.mail_loop.remedies.0',
      'missing',
      (said: Record<string, unknown>) => Object.assign(said['mail_loop'] as object, { remedies: [] }),
    ],
    [
      'misspells a placeholder',
      'causes.mail_loop.title',
      'nothing-fills-in',
      (said: Record<string, unknown>) =>
        Object.assign(said['mail_loop'] as object, { title: 'Für {mailbocks}' }),
    ],
    [
      'keeps a cause that is gone',
      'causes',
      'unread-members',
      (said: Record<string, unknown>) => Object.assign(said, { gone_cause: {} }),
    ],
  ])('who %s is told where', (_, at, code, spoil) => {
    const said = whole()
    spoil(said['causes'] ?? {})
    const made = inLanguage(english, () => said)
    expect(!made.ok && made.error).toContainEqual(expect.objectContaining({ path: at, code }))
  })
})

test('wherever a cause was seen in a text that was read, its page says so', () => {
  const missing = [...corpus(), ...(collected('learn') ?? []), ...(collected('learn-4') ?? [])].flatMap(
    (one) => {
      const [tag] = one.expect ?? []
      const surface = one.surface === 'pop' ? 'imap' : one.surface
      const entry = english.causes.find((cause) => cause.tag === tag)
      return entry === undefined || (entry.surfaces as readonly string[]).includes(surface)
        ? []
        : [`${entry.tag}: ${surface}`]
    },
  )
  expect(missing).toEqual([])
})

test('the page of a cause that only applications can have names no product where people sign in', () => {
  const source = new YamlRecipeSource({ assetsFolder: assets, userFolder: null, log: silent })
  const page = causePage(source.remedies(), source.recipes(), 'limit_not_effective')
  expect(page?.products).not.toContain('Enterprise Automation Platform')
  expect(page?.products).toContain('Enate')
})

test('every tag of the reference has its page, and every page its tag', () => {
  const listed = readFileSync(path.resolve(assets, '../docs/reference/cause-tags.md'), 'utf8')
  const named = new Set([...listed.matchAll(/`([a-z0-9_]+)`/g)].map(([, tag]) => tag))
  expect([...named].filter((tag) => tag !== undefined && !tags.includes(tag))).toEqual([])
  expect(tags.filter((tag) => !named.has(tag))).toEqual([])
})

test('a language that is a folder beside the remedies is read from all its files', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sendproof-language-'))
  try {
    for (const part of ['remedies', 'diagnosis'])
      cpSync(path.join(assets, part), path.join(folder, part), { recursive: true })
    const { causes, asking } = textsOf(english)
    const { mail_loop: loop, ...others } = causes
    if (loop === undefined) throw new Error('mail_loop is gone')
    mkdirSync(path.join(folder, 'remedies', 'xx'))
    const write = (name: string, content: unknown) =>
      writeFileSync(path.join(folder, 'remedies', 'xx', name), stringify(content))
    write('most.yaml', { ...others, asking })
    write('loop.yaml', { mail_loop: { ...loop, title: 'Ein Kreis' } })
    const source = new YamlRecipeSource({
      assetsFolder: folder,
      userFolder: null,
      log: silent,
      language: { kind: 'folder', code: 'xx' },
    })
    expect(causePage(source.remedies(), [], 'mail_loop')?.title).toBe('Ein Kreis')
    rmSync(path.join(folder, 'remedies', 'xx', 'loop.yaml'))
    const without = new YamlRecipeSource({
      assetsFolder: folder,
      userFolder: null,
      log: silent,
      language: { kind: 'folder', code: 'xx' },
    })
    expect(() => without.remedies()).toThrow('causes.mail_loop')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
