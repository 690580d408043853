/** What a report is made from and compared with, and the hash over a run's journal. */
import { chainStart, nextLink, type Digest } from '../../../domain/journal-chain/journal-chain.ts'
import type {
  AttachmentStore,
  CredentialStore,
  MailboxStore,
  RecipeSource,
  SetupStore,
} from '../desk/stores.port.ts'
import type { Clock, Surroundings } from '../surroundings/surroundings.port.ts'
import type { JournalEntry, RunStore } from '../desk/run-store.port.ts'
import type { SetupDesk } from '../desk/setup-desk.ts'
import { inTurns } from '../run/turns.ts'

export interface ReportStoreDeps {
  readonly setups: SetupStore
  readonly runs: RunStore
  readonly mailboxes: MailboxStore
  readonly attachments: AttachmentStore
  readonly credentials: CredentialStore
  readonly recipes: RecipeSource
  readonly digest: Digest
  readonly clock: Clock
  readonly surroundings: Surroundings
  readonly desk: SetupDesk
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
