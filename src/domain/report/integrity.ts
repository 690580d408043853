/**
 * What lets a changed report be noticed: the head of each run's journal chain, and a digest of the report's content.
 * It shows that a file is as it was written. It does not show who wrote it: nothing here is signed.
 */
import { z } from 'zod'
import { canonicalParts } from '../journal-chain/canonical-json.ts'
import type { Digest } from '../journal-chain/journal-chain.ts'

const Hash = z.string().regex(/^[0-9a-f]{64}$/)

export const IntegritySchema = z.strictObject({
  algorithm: z.literal('SHA-256'),
  /** The journal of each run this report draws on, as it was then; more may have been written since. */
  runs: z.array(z.strictObject({ id: z.uuid(), entries: z.int().min(0), head: Hash })),
  /** Digest of the canonical JSON of the report without this member. */
  content: Hash,
})
export type Integrity = z.infer<typeof IntegritySchema>

/** The report with its digest. `integrity` may hold anything before: it is replaced. */
export function seal<R extends { readonly integrity: Integrity | null }>(
  report: R,
  runs: Integrity['runs'],
  digest: Digest,
): R {
  const open = { algorithm: 'SHA-256' as const, runs }
  return {
    ...report,
    integrity: { ...open, content: digest(canonicalParts({ ...report, integrity: open })) },
  }
}

/** The digest this content should carry. */
export function contentDigest(
  report: Readonly<Record<string, unknown>>,
  { algorithm, runs }: Integrity,
  digest: Digest,
): string {
  return digest(canonicalParts({ ...report, integrity: { algorithm, runs } }))
}
