/** A reader follows “reference 7.2 row 95” in a comment and finds the fact: the check fails before it leads nowhere. */
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  anchorsOf,
  brokenCitations,
  checkCitations,
  citationsIn,
  linksWithoutAddress,
} from '../../../tools/lint/citations.ts'

const document = `
## 7. Error catalogue
### 7.1 Entra ID
| # | Code |
|---|---|
| 17 | 700016 |
### 7.2 SMTP
| 95 | 535 5.7.3 |
| 96 | 535 5.7.139 |
`
const anchors = { reference: anchorsOf(document), 'setup-automation': anchorsOf('### 1.2 Order') }

/** The word apart from the number, or this file would cite what it must not find. */
const cite = (rest: string) => `reference ${rest}`

describe('what counts as a citation', () => {
  test.each([
    ['one section', cite('4.6'), ['4.6']],
    ['several', cite('1.3, 4.6, 6.6'), ['1.3', '4.6', '6.6']],
    ['a range of sections', cite('3.1 to 3.3'), ['3.1', '3.3']],
    ['a chapter with a remark', cite('7 (portal paths), 8 (sovereign clouds)'), ['7', '8']],
    ['an error number beside it is none', cite('7.1, 50059'), ['7.1']],
    ['a sentence that ends there', cite('5.4.'), ['5.4']],
    ['a figure in prose is none', 'a reference 2026 edition', []],
  ])('%s', (_, text, sections) => {
    expect(citationsIn(text).map(({ section }) => section)).toEqual(sections)
  })

  test('rows belong to the section before them', () => {
    expect(citationsIn(cite('4.9, 7.2 rows 106 to 109, 7.3 row 134')).map(({ rows }) => rows)).toEqual([
      null,
      [106, 109],
      [134, 134],
    ])
  })
})

describe('the sentence names the line and what to do', () => {
  test.each([
    [
      'a section that is not there',
      cite('4.6'),
      /^src\/a\.ts:2: there is no section 4\.6 in .*write the section/,
    ],
    ['a row that is not there', cite('7.2 row 97'), /^src\/a\.ts:2: section 7\.2 .* has no row 97/],
    ['the end of a range', cite('7.2 rows 95 to 97'), /has no row 97/],
    ['a row of another table', cite('7.2 row 17'), /has no row 17/],
    [
      'the other document',
      'setup-automation 2.1',
      /no section 2\.1 in docs\/reference\/setup-automation\.md/,
    ],
  ])('%s', (_, text, sentence) => {
    expect(brokenCitations('src/a.ts', `// first line\n// @see ${text}`, anchors)).toEqual([
      expect.stringMatching(sentence),
    ])
  })

  test('what leads somewhere passes', () => {
    const text = `${cite('7.2 row 95, 7.1 row 17')}\nsetup-automation 1.2`
    expect(brokenCitations('src/a.ts', text, anchors)).toEqual([])
  })

  test('what people read in a recipe names the public page, a comment may cite', () => {
    const recipe = `# see ${cite('7.2')}\nbecause: see ${cite('7.2')}`
    expect(brokenCitations('assets/recipes/a.yaml', recipe, anchors)).toEqual([
      expect.stringMatching(/^assets\/recipes\/a\.yaml:2: people read this: name the public page/),
    ])
  })

  test('a source without an address is named', () => {
    expect(
      linksWithoutAddress('a.md', 'fact [one] and `[code]` [two]\n\n[one]: https://example.com'),
    ).toEqual([expect.stringMatching(/^a\.md:1: \[two\] has no address/)])
  })
})

test('every citation of this house leads to a fact with an address', () => {
  expect(checkCitations(path.resolve(import.meta.dirname, '../../..'))).toEqual([])
})
