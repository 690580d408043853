/** JSON of something large in parts, so that the text of ten thousand mailboxes is never in memory as a whole. */

/**
 * The very text of `JSON.stringify(members, null, indent)`, a piece at a time. A member may be any iterable but a
 * text: it is written as a list, and each of its items is made when its turn comes.
 */
export function* jsonParts(members: Readonly<Record<string, unknown>>, indent = 0): Generator<string> {
  const line = indent === 0 ? '' : '\n'
  const [once, twice] = [line + ' '.repeat(indent), line + ' '.repeat(2 * indent)]
  let before = '{'
  for (const [name, value] of Object.entries(members)) {
    const key = `${before}${once}${JSON.stringify(name)}:${indent === 0 ? '' : ' '}`
    if (isList(value)) {
      yield* listParts(value, key, once, twice, indent)
    } else {
      const text = textOf(value, indent)
      if (text === undefined) continue
      yield `${key}${deeper(text, once)}`
    }
    before = ','
  }
  yield before === '{' ? '{}' : `${line}}`
}

function* listParts(
  items: Iterable<unknown>,
  key: string,
  once: string,
  twice: string,
  indent: number,
): Generator<string> {
  let before = `${key}[`
  for (const item of items) {
    yield `${before}${twice}${deeper(textOf(item, indent) ?? 'null', twice)}`
    before = ','
  }
  yield before === ',' ? `${once}]` : `${key}[]`
}

/** Undefined for what JSON has no word for. */
function textOf(value: unknown, indent: number): string | undefined {
  return JSON.stringify(value, null, indent)
}

/** A line break within the text is always one of the layout: in a JSON string it is written as `\n`. */
function deeper(text: string, margin: string): string {
  return margin === '' ? text : text.replaceAll('\n', margin)
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value
}
