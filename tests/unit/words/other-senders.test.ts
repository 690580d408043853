/** Whoever comes with a printer or an old password reads only what Microsoft's pages say, and where they say it. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { en } from '../../../src/words/en.ts'

const reference = readFileSync(
  path.resolve(import.meta.dirname, '../../../docs/reference/microsoft-365-mail.md'),
  'utf8',
)

test.each(en.window.otherSenders.entries.map(({ who, page }) => [who, page] as const))(
  '%s rests on a page of the reference',
  (_who, page) => {
    expect(reference).toContain(`: ${page}`)
  },
)

test('the command line tells the same of each of them', () => {
  for (const { who, what, page } of en.window.otherSenders.entries)
    for (const said of [who, what, page]) expect(en.cli.recipe.others).toContain(said)
})

test('nobody is promised a switch that turns passwords on again', () => {
  const [december] = en.window.otherSenders.entries
  expect(december.what).toContain('not documented yet')
})

test('a release says since when it can do it, where that is known', () => {
  expect(en.window.newSetup.release('500SP7', '2022-12-15')).toBe('500SP7 (from 15 December 2022)')
  expect(en.window.newSetup.release('9.0.0.0', null)).toBe('9.0.0.0')
})
