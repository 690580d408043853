/**
 * The hash chain over a run's journal: each entry's hash covers the entry and everything before it, so the last hash
 * stands for the whole journal, in its order.
 */
import { canonicalJson } from './canonical-json.ts'

/** SHA-256 of the text, or of all its parts as one text, in UTF-8, as lower-case hexadecimal digits. */
export type Digest = (text: string | Iterable<string>) => string

export interface ChainedEntry {
  readonly at: string
  readonly probeId: string | null
  readonly kind: string
  readonly data: Readonly<Record<string, unknown>>
}

/** What an empty journal of this run hashes to: the same entries in another run give another chain. */
export function chainStart(runId: string, digest: Digest): string {
  return digest(`sendproof journal 1 ${runId}`)
}

export function nextLink(
  previous: string,
  { at, probeId, kind, data }: ChainedEntry,
  digest: Digest,
): string {
  return digest(`${previous}\n${canonicalJson({ at, probeId, kind, data })}`)
}
