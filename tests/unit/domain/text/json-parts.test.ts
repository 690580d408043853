/** A program that reads the JSON of ten thousand mailboxes must not be able to tell that it was written in parts. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, canonicalParts } from '../../../../src/domain/journal-chain/canonical-json.ts'
import { inBlocks } from '../../../../src/domain/text/blocks.ts'
import { jsonParts } from '../../../../src/domain/text/json-parts.ts'
import { anyText } from '../any-text.ts'

const whole = (parts: Iterable<string>) => [...parts].join('')
const leaf = fc.oneof(anyText(30), fc.integer(), fc.double(), fc.boolean(), fc.constantFrom(null, undefined))
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(anyText(12), tie('tree'), { maxKeys: 4 }),
  ),
}))
const members = fc.dictionary(anyText(12), tree, { maxKeys: 6 })

describe('JSON in parts', () => {
  test.each([0, 2])('is what JSON.stringify writes with an indent of %i, whatever is in it', (indent) => {
    fc.assert(
      fc.property(members, (value) => {
        expect(whole(jsonParts(value, indent))).toBe(JSON.stringify(value, null, indent))
      }),
      { numRuns: 300 },
    )
  })

  test.each([0, 1, 2, 5000])('is the same with a list of %i that is made one by one', (length) => {
    const probe = (at: number) => ({ from: `a${at}@contoso.example`, reply: '250 \u2028"ok"\n', tries: at })
    const list = Array.from({ length }, (_, at) => probe(at))
    for (const indent of [0, 2])
      expect(whole(jsonParts({ run: 'x', probes: list.values(), after: [] }, indent))).toBe(
        JSON.stringify({ run: 'x', probes: list, after: [] }, null, indent),
      )
  })

  test('makes an item of a list only when what came before it was taken', () => {
    let made = 0
    const list = Array.from({ length: 100 }, (_, at) => at)
      .values()
      .map((at) => (made = at + 1))
    const parts = jsonParts({ list })
    parts.next()
    parts.next()
    expect(made).toBe(2)
  })

  test('in canonical order is the text the digest was always counted over', () => {
    fc.assert(
      fc.property(members, (value) => {
        expect(whole(canonicalParts(value))).toBe(canonicalJson(value))
      }),
      { numRuns: 300 },
    )
  })
})

test('blocks hold the same text in the same order, none of them empty', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(anyText(40), fc.constant('x'.repeat(40_000))), { maxLength: 8 }),
      (parts) => {
        const blocks = [...inBlocks(parts)]
        expect(blocks.join('')).toBe(parts.join(''))
        expect(blocks.every((block) => block !== '')).toBe(true)
      },
    ),
  )
})
