/** Reads the Markdown our own documents are written in: headings, paragraphs, lists, tables and code. Pictures are left out. Pure. */

export type Piece =
  | { readonly as: 'text' | 'code' | 'strong' | 'em'; readonly text: string }
  /** Only a name: an address in a document is not opened from the window. */
  | { readonly as: 'link'; readonly text: string; readonly to: string }

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly id: string; readonly text: string }
  | { readonly kind: 'paragraph'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Piece[])[] }
  | {
      readonly kind: 'table'
      readonly head: readonly (readonly Piece[])[]
      readonly rows: readonly (readonly (readonly Piece[])[])[]
    }
  | { readonly kind: 'code'; readonly text: string }

const fence = /^```/
const heading = /^(#{1,4}) (.+)$/
const item = /^(?:[-*]|\d+\.) (.*)$/
const picture = /^!\[[^\]]*\]\([^)]*\)$/
const rule = /^\|(?: *:?-+:? *\|)+$/

export function guideBlocks(markdown: string): readonly Block[] {
  const lines = markdown.split(/\r?\n/)
  const blocks: Block[] = []
  let at = 0
  /** The lines from here on for which `holds`, taken together. */
  const take = (holds: (line: string) => boolean): string[] => {
    const taken: string[] = []
    for (let line = lines[at]; line !== undefined && holds(line); line = lines[at]) {
      taken.push(line)
      at += 1
    }
    return taken
  }
  while (at < lines.length) {
    const line = lines[at] ?? ''
    const titled = heading.exec(line)
    if (line.trim() === '' || picture.test(line)) at += 1
    else if (titled !== null) {
      const text = plain(piecesOf(titled[2] ?? ''))
      blocks.push({ kind: 'heading', level: titled[1]?.length ?? 1, id: idOf(text), text })
      at += 1
    } else if (fence.test(line)) {
      at += 1
      blocks.push({ kind: 'code', text: take((one) => !fence.test(one)).join('\n') })
      at += 1
    } else if (line.startsWith('|')) {
      const rows = take((one) => one.startsWith('|'))
        .filter((one) => !rule.test(one))
        .map(cellsOf)
      blocks.push({ kind: 'table', head: rows[0] ?? [], rows: rows.slice(1) })
    } else if (item.test(line)) {
      const taken = take((one) => item.test(one) || /^ +\S/.test(one))
      blocks.push({ kind: 'list', ordered: /^\d/.test(line), items: itemsOf(taken) })
    } else {
      const text = take((one) => one.trim() !== '' && !startsOther(one)).join(' ')
      blocks.push({ kind: 'paragraph', pieces: piecesOf(text) })
    }
  }
  return blocks
}

const startsOther = (line: string) =>
  heading.test(line) || fence.test(line) || line.startsWith('|') || item.test(line) || picture.test(line)

function itemsOf(lines: readonly string[]): Piece[][] {
  const items: string[] = []
  for (const line of lines) {
    const begun = item.exec(line)?.[1]
    if (begun !== undefined) items.push(begun)
    else items.push(`${items.pop() ?? ''} ${line.trim()}`)
  }
  return items.map(piecesOf)
}

function cellsOf(line: string): Piece[][] {
  return line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => piecesOf(cell.trim()))
}

const marks =
  /`([^`]+)`|\*\*([^*]+)\*\*|(?<![\p{L}\p{N}_])_([^_]+)_(?![\p{L}\p{N}_])|\[([^\]]+)\]\(([^)]+)\)/gu

/** Marks do not nest in our documents, and a test holds them to it. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of text.matchAll(marks)) {
    if (match.index > from) pieces.push({ as: 'text', text: text.slice(from, match.index) })
    const [whole, code, strong, em, link, to] = match
    if (code !== undefined) pieces.push({ as: 'code', text: code })
    else if (strong !== undefined) pieces.push({ as: 'strong', text: strong })
    else if (em !== undefined) pieces.push({ as: 'em', text: em })
    else pieces.push({ as: 'link', text: link ?? '', to: to ?? '' })
    from = match.index + whole.length
  }
  if (from < text.length) pieces.push({ as: 'text', text: text.slice(from) })
  return pieces
}

const plain = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('')

const idOf = (text: string) =>
  `guide-${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')}`
