/** Masks secrets before a text is shown: at once where it is short, in slices between two frames where it is long. */
import { redactSlices } from '../../../domain/text/redact-slices.ts'

/** Resolves to null when `isStale` says that nobody waits for it any more. */
export async function masked(text: string, isStale: () => boolean): Promise<string | null> {
  const parts: string[] = []
  for (const part of redactSlices(text)) {
    parts.push(part)
    await new Promise((resolve) => window.setTimeout(resolve))
    if (isStale()) return null
  }
  return parts.join('')
}
