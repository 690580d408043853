/**
 * Somebody writes a recipe of their own, or is sent a hostile one: every mistake is found with its line and column, and
 * nothing is taken in half. Each file in broken/ says in its first line where the problems are.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkRecipeFile, YamlRecipeSource } from '../../../../src/main/adapters/system/yaml-recipe-source.ts'
import type { Log } from '../../../../src/main/services/surroundings/surroundings.port.ts'
import { anyText } from '../any-text.ts'
import { assets } from '../../../kit/assets.ts'
import { library, recipeIds, recipeText } from './recipes.ts'
import { saidAsset } from '../said-asset.ts'

const folder = path.resolve(import.meta.dirname, 'broken')
const broken = readdirSync(folder).sort()

test.each(broken)('%s is refused at the right place', (name) => {
  const text = readFileSync(path.join(folder, name), 'utf8')
  const [, places = '', words = ''] = /^# expect (.*?) \| (.*)$/m.exec(text) ?? []
  const problems = checkRecipeFile(text, library).map(saidAsset)
  const found = problems.map((what) => /^line (\d+), column (\d+): /.exec(what)?.slice(1).join(':') ?? what)
  // a star stands for a column that depends on how far the reader got
  const lines = places.split(' ').map((place) => place.replace(/:\*$/, ''))
  const seen = found.map(
    (place, at) =>
      (places.includes('*') ? (place.split(':')[0] ?? '') : place) +
      (lines[at] === undefined ? ' too much' : ''),
  )
  expect(seen, problems.join('\n')).toEqual(lines)
  for (const what of problems) {
    expect(what).toContain(words)
    expect(what).not.toContain('\n')
  }
})

test.each(recipeIds())('our own %s passes', (id) => {
  expect(checkRecipeFile(recipeText(id), library)).toEqual([])
})

describe('a hostile file', () => {
  test('that is huge is refused without being read', () => {
    const problems = checkRecipeFile(`name: ${'x'.repeat(5_000_000)}`, library)
    expect(problems.map(saidAsset)).toEqual(['The file is larger than 256 KB.'])
  })

  test.each([
    ['brackets', '['.repeat(200_000)],
    ['braces', '{a: '.repeat(50_000)],
    ['dashes', `a:\n${'- '.repeat(100_000)}x`],
    ['indentation', Array.from({ length: 700 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    [
      'a billion laughs',
      `a: &a [x,x]\n${Array.from({ length: 25 }, (_, at) => `b${at}: &b${at} [*a,*a]`).join('\n')}`,
    ],
    ['aliases by the thousand', `a: &a x\nb: [${'*a,'.repeat(20_000)}]`],
  ])('with endless %s is refused quickly, in a sentence', (_, text) => {
    const problems = checkRecipeFile(text, library)
    expect(problems.length).toBeGreaterThan(0)
    expect(problems.length).toBeLessThanOrEqual(100)
    for (const problem of problems) expect(saidAsset(problem).length).toBeLessThan(600)
  })

  test('of any content never makes the check fall over', () => {
    const lines = recipeText('generic-graph-app').split('\n')
    const damage = fc.tuple(
      fc.nat(lines.length - 1),
      fc.oneof(anyText(40), fc.constantFrom('- ', '{', '*x', '&x', '|', '? ', '!!set', "'", '%YAML 9')),
    )
    fc.assert(
      fc.property(fc.oneof(anyText(400), fc.array(damage, { maxLength: 4 })), (hurt) => {
        const text =
          typeof hurt === 'string'
            ? hurt
            : hurt.reduce((all, [at, what]) => all.with(at, what + (all[at] ?? '')), lines).join('\n')
        for (const problem of checkRecipeFile(text, library)) expect(saidAsset(problem)).not.toContain('\n')
      }),
      { numRuns: 150 },
    )
  })

  test('keeps HTML and script as the text it is', () => {
    const text = recipeText('generic-graph-app').replace(
      'vendor: Any vendor',
      'vendor: <script>alert(1)</script>',
    )
    expect(checkRecipeFile(text, library)).toEqual([])
  })
})

describe('in the person’s recipe folder', () => {
  let user = ''
  beforeAll(() => {
    user = mkdtempSync(path.join(tmpdir(), 'sendproof-recipes-'))
  })
  afterAll(() => rmSync(user, { recursive: true, force: true }))

  test('broken ones are left out and said so, one line each, and ours stay', () => {
    for (const name of broken) writeFileSync(path.join(user, name), readFileSync(path.join(folder, name)))
    writeFileSync(path.join(user, 'zz-clash.yaml'), recipeText('enate'))
    const told: string[] = []
    const log: Log = {
      info: () => undefined,
      warn: (what, facts) => told.push(`${what} ${JSON.stringify(facts)}`),
    }
    const source = new YamlRecipeSource({ assetsFolder: assets, userFolder: user, log })
    expect(source.recipes().map(({ id }) => id)).toEqual(recipeIds())
    expect(told).toHaveLength(broken.length + 1)
    expect(told.at(-1)).toMatch(/"code":"id-of-ours".*"id":"enate"/)
  })
})
