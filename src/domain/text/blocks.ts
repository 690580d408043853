/** A text that comes in many small parts, in pieces worth a write of their own. */

/** A part is joined with the next until it is this long. */
const blockLength = 64 * 1024

export function* inBlocks(parts: Iterable<string>): Generator<string> {
  let block = ''
  for (const part of parts) {
    block += part
    if (block.length < blockLength) continue
    yield block
    block = ''
  }
  if (block !== '') yield block
}
