/** JSON of something large in parts, so that the text of ten thousand mailboxes is never in memory as a whole. */

/**
 * The very text of `JSON.stringify(members, null, indent)`, a piece at a time. A member may be any iterable but a
 * text: it is written as a list, and each of its items is made when its turn comes.
 */
export function jsonParts(members: Readonly<Record<string, unknown>>, indent = 0): Generator<string> {
  // `undefined` for what JSON has no word for, whatever the declaration says.
  const textOf = (value: unknown): string | undefined => JSON.stringify(value, null, indent)
  return memberParts(Object.entries(members), textOf, indent)
}

/** The members in the order they are given in, each written by `textOf`; what it answers undefined for is left out. */
export function* memberParts(
  members: Iterable<readonly [string, unknown]>,
  textOf: (value: unknown) => string | undefined,
  indent = 0,
): Generator<string> {
  const line = indent === 0 ? '' : '\n'
  const [once, twice] = [line + ' '.repeat(indent), line + ' '.repeat(2 * indent)]
  let before = '{'
  for (const [name, value] of members) {
    const key = `${before}${once}${JSON.stringify(name)}:${indent === 0 ? '' : ' '}`
    if (isList(value)) {
      let start = `${key}[`
      for (const item of value) {
        yield `${start}${twice}${deeper(textOf(item) ?? 'null', twice)}`
        start = ','
      }
      yield start === ',' ? `${once}]` : `${key}[]`
    } else {
      const text = textOf(value)
      if (text === undefined) continue
      yield `${key}${deeper(text, once)}`
    }
    before = ','
  }
  yield before === '{' ? '{}' : `${line}}`
}

/** A line break within the text is always one of the layout: in a JSON string it is written as `\n`. */
function deeper(text: string, margin: string): string {
  return margin === '' ? text : text.replaceAll('\n', margin)
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value
}
