/** Bytes of a mail part as text: UTF-8 where they are that, else Latin-1. */

/** A part longer than this is an attachment, not an error text. */
export const largestPart = 400_000

export function decodeBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('latin1').decode(bytes)
  }
}
