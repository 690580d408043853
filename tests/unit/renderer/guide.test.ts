/** The help opens where nothing else can be read: no mark of the files it is made from may be left standing in it. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { guideBlocks, type Block, type Piece } from '../../../src/renderer/features/help/guide-blocks.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

function textsOf(block: Block): string[] {
  const said = (pieces: readonly Piece[]) => pieces.filter(({ as }) => as !== 'code').map(({ text }) => text)
  switch (block.kind) {
    case 'heading':
      return [block.text]
    case 'paragraph':
      return said(block.pieces)
    case 'list':
      return block.items.flatMap(said)
    case 'table':
      return [...block.head, ...block.rows.flat()].flatMap(said)
    case 'code':
      return []
  }
}

describe.each(['docs/user-guide.md', 'CHANGELOG.md'])('%s', (file) => {
  const blocks = guideBlocks(read(file))

  test('is read whole: no mark of Markdown is left in what people see', () => {
    expect(blocks.length).toBeGreaterThan(4)
    const left = blocks
      .flatMap(textsOf)
      .filter((text) => /\*\*|`|\]\(|^#|^\s*[-*|] |(?<![\p{L}\p{N}])_[^_\s]|!\[/u.test(text))
    expect(left).toEqual([])
  })

  test('loses no word on the way', () => {
    const words = (text: string) => text.match(/\p{L}{3,}/gu) ?? []
    const shown = new Set(
      words(
        blocks
          .flatMap((block) => [
            ...textsOf(block),
            ...(block.kind === 'code' ? [block.text] : []),
            JSON.stringify(block),
          ])
          .join(' '),
      ),
    )
    const meant = words(
      read(file)
        .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
        .replace(/^```\w*$/gm, ''),
    )
    expect(meant.filter((word) => !shown.has(word))).toEqual([])
  })

  test('gives every chapter an address of its own', () => {
    const ids = blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : []))
    expect(new Set(ids).size).toBe(ids.length)
  })
})

test('each kind of text is told apart', () => {
  expect(
    guideBlocks('# A\n\ntext _one_ **two** `x_y_z`\nmore\n\n- a\n  b\n- c\n\n1. d\n\n```\n- e\n```\n'),
  ).toEqual([
    { kind: 'heading', level: 1, id: 'guide-a', text: 'A' },
    {
      kind: 'paragraph',
      pieces: [
        { as: 'text', text: 'text ' },
        { as: 'em', text: 'one' },
        { as: 'text', text: ' ' },
        { as: 'strong', text: 'two' },
        { as: 'text', text: ' ' },
        { as: 'code', text: 'x_y_z' },
        { as: 'text', text: ' more' },
      ],
    },
    { kind: 'list', ordered: false, items: [[{ as: 'text', text: 'a b' }], [{ as: 'text', text: 'c' }]] },
    { kind: 'list', ordered: true, items: [[{ as: 'text', text: 'd' }]] },
    { kind: 'code', text: '- e' },
  ])
})
