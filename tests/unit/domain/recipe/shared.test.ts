/** What recipes have in common is written once; a correction reaches every product, and a slip is told with its line. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { nothingShared, parseShared, shareKinds, withShared } from '../../../../src/domain/recipe/shared.ts'
import { checkRecipeFile, YamlRecipeSource } from '../../../../src/main/adapters/system/yaml-recipe-source.ts'
import { recipeFile } from '../../../../tools/schema.ts'
import { assets } from '../../../kit/assets.ts'
import { library, recipeIds, recipeOf, recipeText } from './recipes.ts'
import { saidAsset } from '../said-asset.ts'

const folders = ['recipes', 'steps'].map((name) => path.join(assets, name))
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => path.join(folder, name)),
)

/** All texts but the names of menus and fields, which are the product's own, and addresses. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    /^(menu|portal|link)$/.test(name) ? [] : texts(inner),
  )
}

test('no sentence stands in two places: a correction made in one would be missed in the other', () => {
  const seen = new Map<string, string>()
  const twice: string[] = []
  for (const file of files)
    for (const text of texts(parse(readFileSync(file, 'utf8')))) {
      if (text.length <= 60) continue
      const before = seen.get(text)
      if (before !== undefined) twice.push(`${path.basename(before)} and ${path.basename(file)}: ${text}`)
      seen.set(text, file)
    }
  expect(twice).toEqual([])
})

test('everything shared is used', () => {
  const all = recipeIds().map(recipeText).join('\n') + JSON.stringify(library.shared)
  const unused = shareKinds.flatMap((kind) =>
    Object.keys(library.shared[kind]).filter((name) => !new RegExp(`use"?: *"?${name}\\b(?!-)`).test(all)),
  )
  expect(unused).toEqual([])
})

test.each(recipeIds())('an editor that knows the schema finds nothing wrong in %s', (id) => {
  const { error } = recipeFile().safeParse(parse(recipeText(id)))
  expect(error?.issues).toBeUndefined()
})

describe('a recipe that uses what is shared', () => {
  const shared = parseShared([
    parse(`
steps:
  greet: { stage: verify, title: Say hello, role: you, minutes: 1, what: Say it., why: It is polite., needs: [open] }
cautions:
  wet: { title: It is wet, text: Take a coat., severity: note }
`),
  ])
  if (!shared.ok) throw new Error(JSON.stringify(shared.error))

  test('has the entry under its name, with what differs put over it', () => {
    const { value, problems } = withShared(
      {
        steps: [
          { use: 'greet', needs: [] },
          { use: 'greet', id: 'again', title: 'Say it again' },
        ],
      },
      shared.value,
    )
    expect(problems).toEqual([])
    expect(value).toMatchObject({
      steps: [
        { id: 'greet', title: 'Say hello', needs: [] },
        { id: 'again', title: 'Say it again', needs: ['open'] },
      ],
    })
  })

  test('gives a caution no id: none has one', () => {
    const { value } = withShared({ cautions: [{ use: 'wet' }] }, shared.value)
    expect(value).toEqual({ cautions: [{ title: 'It is wet', text: 'Take a coat.', severity: 'note' }] })
  })

  test.each([
    ['a name nobody wrote', { steps: [{ use: 'greeet' }] }, /steps\[0\]\.use.*there are greet/],
    ['a name of another kind', { steps: [{ use: 'wet' }] }, /steps\[0\]\.use/],
    ['a name of every object', { steps: [{ use: 'constructor' }] }, /steps\[0\]\.use/],
    ['something that is no name', { cautions: [{ use: ['wet'] }] }, /cautions\[0\]\.use/],
    ['a kind of which nothing is shared', { sources: [{ use: 'page' }] }, /nothing of this kind is shared/],
  ])('is told about %s', (_, recipe, words) => {
    const { problems } = withShared(recipe, shared.value)
    expect(problems.map(({ problem }) => saidAsset(problem))).toEqual([expect.stringMatching(words)])
  })

  test('of any shape is left as it is where there is nothing to take', () => {
    for (const value of [null, 7, 'use', [], { steps: 3 }, { steps: [null, 'use'] }, { registration: [] }])
      expect(withShared(value, shared.value)).toEqual({ value, problems: [] })
  })
})

test('two files that share the same name are refused', () => {
  const entry = { sources: { page: { title: 'A page' } } }
  expect(parseShared([entry, entry])).toMatchObject({
    ok: false,
    error: [{ code: 'used-twice', path: 'sources.page', name: 'page' }],
  })
})

test('an entry with a member nobody reads is refused', () => {
  expect(parseShared([{ steps: { greet: { tittle: 'x' } } }]).ok).toBe(false)
})

test('a slip in the name is told once, with its line, and hides no other mistake', () => {
  const text = recipeText('generic-graph-app').replace('use: service-principal', 'use: service-principle')
  const line = text.split('\n').findIndex((one) => one.includes('service-principle')) + 1
  const broken = text.replace('vendor: Any vendor', 'vendor: ""')
  const problems = checkRecipeFile(broken, library).map(saidAsset)
  expect(problems).toEqual([
    expect.stringMatching(/^line \d+, column \d+: vendor: /),
    expect.stringMatching(
      new RegExp(`^line ${line}, column \\d+: steps\\[\\d+\\]\\.use: .*there are .*service-principal,`),
    ),
    expect.stringMatching(/there is no step “service-principal”/),
  ])
})

test('a mistake that comes with a shared step is told at the line that uses it', () => {
  const text = recipeText('generic-graph-app').replace('  - use: enterprise-object-id\n', '')
  const line = text.split('\n').findIndex((one) => one.includes('use: service-principal')) + 1
  expect(checkRecipeFile(text, library).map(saidAsset)).toContainEqual(
    expect.stringMatching(new RegExp(`^line ${line}, .*nothing fills in \\{enterprise-object-id\\}`)),
  )
})

test('a person’s own recipe may use our steps', () => {
  const user = mkdtempSync(path.join(tmpdir(), 'sendproof-own-'))
  onTestFinished(() => rmSync(user, { recursive: true, force: true }))
  writeFileSync(
    path.join(user, 'own.yaml'),
    recipeText('generic-graph-app').replace('id: generic-graph-app', 'id: own-product'),
  )
  const told: string[] = []
  const source = new YamlRecipeSource({
    assetsFolder: assets,
    userFolder: user,
    log: {
      info: () => undefined,
      warn: (what, facts) => told.push(`${what} ${JSON.stringify(facts)}`),
    },
  })
  expect(source.recipe('own-product')?.steps.map(({ id }) => id)).toEqual(
    recipeOf('generic-graph-app').steps.map(({ id }) => id),
  )
  expect(told).toEqual([])
})

test('a recipe that is whole needs nothing shared', () => {
  expect(withShared(recipeOf('eap'), nothingShared).problems).toEqual([])
})

describe('clicks of a shared step', () => {
  const clicks = ['Open the page.', 'Press the button.']
  const shared = parseShared([{ steps: { press: { what: 'Press it.', clicks } } }])
  if (!shared.ok) throw new Error(JSON.stringify(shared.error))
  const used = (own: object) => {
    const { value } = withShared({ steps: [{ use: 'press', ...own }] }, shared.value)
    return (value as { steps: { clicks?: unknown }[] }).steps[0]?.clicks
  }

  test.each([
    ['come along with another title', { title: 'Press it twice' }, clicks],
    ['stay behind where the recipe asks for something else', { what: 'Pull it.' }, undefined],
    ['and where it asks for it somewhere else', { portal: ['Another page'] }, undefined],
    ['unless it brings its own', { what: 'Pull it.', clicks: ['Pull.'] }, ['Pull.']],
  ])('%s', (_, own, expected) => {
    expect(used(own)).toEqual(expected)
  })
})
