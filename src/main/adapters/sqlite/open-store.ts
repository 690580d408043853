/** The store: setups, mailboxes and runs in one SQLite file that window and command line may open together. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Notice } from '../../../domain/notice.schema.ts'
import { ok, type Result } from '../../../domain/result.ts'
import type { Clock } from '../../services/surroundings/surroundings.port.ts'
import { AttachmentTable } from './attachment-table.ts'
import { ChangeTable } from './change-table.ts'
import { CredentialTable } from './credential-table.ts'
import { MailboxTables } from './mailbox-tables.ts'
import { openDatabase } from './open-database.ts'
import { RunTables } from './run-tables.ts'
import { SetupTables } from './setup-tables.ts'
import { TickTable } from './tick-table.ts'

export interface OpenStore {
  readonly setups: SetupTables
  readonly attachments: AttachmentTable
  readonly credentials: CredentialTable
  readonly changes: ChangeTable
  readonly ticks: TickTable
  readonly mailboxes: MailboxTables
  readonly runs: RunTables
  /** For the person, when a damaged file was set aside. */
  readonly notice: Notice | null
  readonly close: () => void
}

export function openStore(file: string, clock: Clock): Result<OpenStore, AppError> {
  const opened = openDatabase(file, clock.now())
  if (!opened.ok) return opened
  const { db, notice } = opened.value
  return ok({
    setups: new SetupTables(db),
    attachments: new AttachmentTable(db),
    credentials: new CredentialTable(db),
    changes: new ChangeTable(db),
    ticks: new TickTable(db),
    mailboxes: new MailboxTables(db),
    runs: new RunTables(db),
    notice,
    close: () => db.close(),
  })
}
