/**
 * What lets a changed report be noticed: the head of each run's journal chain, and a digest of the report's content.
 * It shows that a file is as it was written. It does not show who wrote it: nothing here is signed.
 */
import { canonicalParts } from '../journal-chain/canonical-json.ts'
import type { Digest } from '../journal-chain/journal-chain.ts'
import type { Integrity } from './integrity.schema.ts'

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
