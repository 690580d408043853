/** Reads a dropped or chosen file as text, within the page; says in a sentence why it cannot. */
import { largestText } from '../../../domain/diagnosis/largest-text.ts'
import { text } from '../../desk/words.ts'

const begins = 4096

export async function readText(
  file: File,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  if (file.size > largestText) return { problem: text.diagnose.tooLarge(file.name) }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const read = decoded(bytes)
    // pictures, Outlook's own .msg and archives have bytes that no text has
    return read.slice(0, begins).includes('\0')
      ? { problem: text.diagnose.notText(file.name) }
      : { text: read }
  } catch {
    return { problem: text.diagnose.unreadable(file.name) }
  }
}

/** Logs of Windows come as UTF-8, UTF-16 with a mark, or in the old code page. */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
