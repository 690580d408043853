/** The addresses in one cell of a list, however Outlook, Exchange or a person wrote them. */

interface Mention {
  readonly address: string
  readonly name: string
}

interface Mentions {
  readonly mentions: readonly Mention[]
  /** Further addresses of the same mailbox, and other protocols' names for it. */
  readonly aliases: number
}

/** What Exchange puts in front of each address of a mailbox: SMTP: in capitals marks the primary one. */
const proxy = /^\s*(smtp|sip|x500|x400|spo|eum|msmail):/i

/** The addresses in one cell: a@b, Name <a@b>, a@b (Name), smtp:a@b, several of them separated by ; , or blanks. */
export function mentionsIn(cell: string): Mentions {
  if (!cell.includes('@')) return { mentions: [], aliases: 0 }
  if (!/(?:^|[\s{;,|+])(?:smtp|sip|x500):/i.test(cell)) return { mentions: plainOrAngled(cell), aliases: 0 }
  const parts = cell
    .replace(/^\{|\}$/g, '')
    .split(/[;\r\n\t|]|,\s*|[\s+](?=(?:smtp|sip|x500|x400|spo|eum|msmail):)/i)
    .filter((part) => part.includes('@') || proxy.test(part))
  const mails = parts.filter((part) => /^\s*smtp:/i.test(part) || !proxy.test(part))
  const primary = mails.filter((part) => /^\s*SMTP:/.test(part))
  const chosen = primary.length > 0 ? primary : mails.length === 1 ? mails : []
  return {
    mentions: chosen.map((part) => ({ address: cleaned(part), name: '' })),
    aliases: parts.length - chosen.length,
  }
}

function plainOrAngled(cell: string): Mention[] {
  return cell.split(/[;\r\n\t]/).flatMap((part) => (part.includes('<') ? angled(part) : plainMentions(part)))
}

function angled(part: string): Mention[] {
  const mentions: Mention[] = []
  let from = 0
  for (let open = part.indexOf('<'); open !== -1; open = part.indexOf('<', from)) {
    const close = part.indexOf('>', open)
    const end = close === -1 ? part.length : close
    const address = part.slice(open + 1, end)
    if (address.includes('@'))
      mentions.push({ address: cleaned(address), name: nameText(part.slice(from, open)) })
    from = Math.min(end + 1, part.length)
    if (close === -1) break
  }
  return mentions.length > 0 ? mentions : plainMentions(part)
}

function plainMentions(part: string): Mention[] {
  const words = part.split(/[\s,]+/).filter((word) => word.includes('@'))
  const comment = /\(([^()]*)\)\s*$/.exec(part)?.[1] ?? ''
  // one address with other words around it is left whole, so that the reason can show what was typed
  if (words.length === 1) {
    const rest = part.replace(/\([^()]*\)\s*$/, '').trim()
    return [{ address: cleaned(rest), name: nameText(comment) }]
  }
  return words.map((word) => ({ address: cleaned(word), name: '' }))
}

function cleaned(address: string): string {
  return address
    .trim()
    .replace(/^(?:smtp|mailto|sip|x500):/i, '')
    .trim()
}

/** The text without the blanks, commas and quotation marks around it. By hand: a pattern would go over it again and again. */
function nameText(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && isWrapping(text[from])) from += 1
  while (to > from && isWrapping(text[to - 1])) to -= 1
  return text.slice(from, to)
}

function isWrapping(character: string | undefined): boolean {
  return character !== undefined && (',"\''.includes(character) || character.trim() === '')
}
