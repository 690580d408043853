/** What a report is made from and compared with, and the hash over a run's journal. */
import { chainStart, nextLink, type Digest } from '../../../domain/journal-chain/journal-chain.ts'
import type { AttachmentStore } from '../desk/attachment-store.port.ts'
import type { Clock } from '../surroundings/clock.port.ts'
import type { CredentialStore } from '../desk/credential-store.port.ts'
import type { MailboxStore } from '../desk/mailbox-store.port.ts'
import type { RecipeSource } from '../desk/recipe-source.port.ts'
import type { JournalEntry, RunStore } from '../desk/run-store.port.ts'
import type { SetupStore } from '../desk/setup-store.port.ts'
import type { Surroundings } from '../surroundings/surroundings.port.ts'
import { inTurns } from '../run/turns.ts'

export interface ReportStorePorts {
  readonly setups: SetupStore
  readonly runs: RunStore
  readonly mailboxes: MailboxStore
  readonly attachments: AttachmentStore
  readonly credentials: CredentialStore
  readonly recipes: RecipeSource
  readonly digest: Digest
  readonly clock: Clock
  readonly surroundings: Surroundings
}

export async function journalHead(
  runId: string,
  journal: Iterable<JournalEntry>,
  digest: Digest,
): Promise<{ readonly entries: number; readonly head: string }> {
  let head = chainStart(runId, digest)
  let entries = 0
  for await (const entry of inTurns(journal)) {
    head = nextLink(head, entry, digest)
    entries += 1
  }
  return { entries, head }
}
