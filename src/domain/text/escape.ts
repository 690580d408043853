/** Makes hostile text harmless where it is shown: in a report, and in a cell of a spreadsheet. */

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

/**
 * Control characters, the marks that reorder text and those that show as nothing: a browser drops or obeys them, so a
 * name could show as something it is not. Line feeds and tabs stay, and what joins an emoji.
 */
const invisible =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/** Text for an HTML element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return plainText(text).replace(/[&<>"'`]/g, (character) => entities[character] ?? character)
}

/** The text as people see it: nothing invisible in it that could reorder or hide a part of it. */
export function plainText(text: string): string {
  return withoutInvisible(text.toWellFormed().replaceAll('\r\n', '\n'))
}

/** Each character that a terminal obeys or that reorders text as a replacement character; all else as it is. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '\ufffd')
}

/**
 * JSON whose strings say the same with nothing in them that a terminal obeys: each such character as its escape. For a
 * file that must keep what a server said to the letter.
 */
export function visibleJson(text: string): string {
  return text.replace(invisible, (character) =>
    Array.from({ length: character.length }, (_, at) => escapeOf(character.charCodeAt(at))).join(''),
  )
}

const escapeOf = (unit: number) => `\\u${unit.toString(16).padStart(4, '0')}`

/** One line of visible text: for subjects, names and titles, where a line break would begin something new. */
export function oneLine(text: string): string {
  return plainText(text)
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .trim()
}

/**
 * One cell of a CSV file, as people see it: a terminal that prints the file obeys control characters. What a spreadsheet would take for a formula is kept as text by a leading apostrophe.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvCell(value: string | number | boolean | null): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const visible = plainText(value)
  const safe = /^[\s\ufffd]*[=+\-@|%]|^\t/.test(visible) ? `'${visible}` : visible
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
