/** What a setup keeps as evidence: how much there is room for, and which file is which. */
import type { Problem } from '../problem/problem.ts'
import { err, ok, type Result } from '../result.ts'
import { oneLine } from '../text/escape.ts'
import { largestAttachment, type Attachment } from './attachment.schema.ts'

export const largestOfSetup = 50 * 1024 * 1024

/** The last part of a path, as one visible line. */
export function displayName(path: string): string {
  const name = oneLine(path.split(/[\\/]/).at(-1) ?? '').slice(0, 200)
  return name === '' ? 'attachment' : name
}

/** Whether one more fits: the same content is kept once, however often it is attached. */
export function checkRoom(kept: readonly Attachment[], next: Attachment): Result<null, Problem> {
  if (next.size > largestAttachment)
    return err({ code: 'attachment-too-large', name: next.name, most: largestAttachment })
  if (contentSize([...kept, next]) > largestOfSetup)
    return err({ code: 'attachments-too-large', name: next.name, most: largestOfSetup })
  return ok(null)
}

export function contentSize(list: readonly Attachment[]): number {
  return [...new Map(list.map(({ sha256, size }) => [sha256, size])).values()].reduce(
    (sum, size) => sum + size,
    0,
  )
}

/** Two are the same when the same content hangs at the same step under the same name. */
export function attachmentKey({ step, sha256, name }: Attachment): string {
  return JSON.stringify([step, sha256, name])
}

/** Everything either side has, each once and as it was attached first; the order of the sides does not matter. */
export function mergeAttachments(a: readonly Attachment[], b: readonly Attachment[]): Attachment[] {
  const merged = new Map<string, Attachment>()
  for (const one of [...a, ...b]) {
    const known = merged.get(attachmentKey(one))
    if (known === undefined || age(one) < age(known)) merged.set(attachmentKey(one), one)
  }
  return [...merged.values()].sort((x, y) => (age(x) + attachmentKey(x) < age(y) + attachmentKey(y) ? -1 : 1))
}

const age = ({ at, who, size }: Attachment) => JSON.stringify([new Date(at).toISOString(), at, who, size])
