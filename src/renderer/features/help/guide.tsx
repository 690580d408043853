/** One of our documents, drawn: with its contents at the top, where it has chapters. */
import { createElement, useMemo } from 'react'
import { text } from '../../desk/words.ts'
import { guideBlocks, type Block, type Piece } from './guide-blocks.ts'
import styles from './guide.module.css'

interface GuideProps {
  readonly markdown: string
  readonly contents?: boolean
}

export function Guide({ markdown, contents = false }: GuideProps) {
  const blocks = useMemo(() => guideBlocks(markdown), [markdown])
  const chapters = blocks.filter((block) => block.kind === 'heading' && block.level === 2)
  return (
    <article className={styles.guide}>
      {contents && (
        <nav aria-label={text.help.contents}>
          <ul className={styles.contents}>
            {chapters.map(
              (chapter) =>
                chapter.kind === 'heading' && (
                  <li key={chapter.id}>
                    <button type="button" className={styles.chapter} onClick={() => goTo(chapter.id)}>
                      {chapter.text}
                    </button>
                  </li>
                ),
            )}
          </ul>
        </nav>
      )}
      {blocks.map((block, index) => (
        <BlockOf key={index} block={block} />
      ))}
    </article>
  )
}

/** The chapter comes into sight and takes the focus, so that reading goes on from there. */
function goTo(id: string): void {
  const heading = document.getElementById(id)
  heading?.scrollIntoView({ block: 'start' })
  heading?.focus({ preventScroll: true })
}

function BlockOf({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      // the page's own title is the only h1
      return block.level === 1
        ? null
        : createElement(`h${block.level}`, { id: block.id, tabIndex: -1 }, block.text)
    case 'paragraph':
      return (
        <p>
          <Pieces pieces={block.pieces} />
        </p>
      )
    case 'list':
      return createElement(
        block.ordered ? 'ol' : 'ul',
        null,
        block.items.map((pieces, index) => (
          <li key={index}>
            <Pieces pieces={pieces} />
          </li>
        )),
      )
    case 'code':
      return (
        <pre className={styles.code} tabIndex={0} role="region" aria-label={text.help.commands}>
          {block.text}
        </pre>
      )
    case 'table':
      return (
        <div className={styles.table}>
          <table>
            <thead>
              <tr>
                {block.head.map((cell, index) => (
                  <th key={index} scope="col">
                    <Pieces pieces={cell} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, column) => (
                    <td key={column}>
                      <Pieces pieces={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )
  }
}

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  return pieces.map((piece, index) => {
    switch (piece.as) {
      case 'text':
        return piece.text
      case 'code':
      case 'strong':
      case 'em':
        return createElement(piece.as, { key: index }, piece.text)
      case 'link':
        return (
          <span key={index}>
            {piece.text}
            {/^https:/.test(piece.to) && <> ({piece.to})</>}
          </span>
        )
    }
  })
}
