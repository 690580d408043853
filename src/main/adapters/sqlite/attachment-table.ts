/** What is known about attachments, as rows. */
import { AttachmentSchema, type Attachment } from '../../../domain/attachment/attachment.schema.ts'
import type { AttachmentStore } from '../../services/desk/stores.port.ts'
import type { Database } from './database.ts'

export class AttachmentTable implements AttachmentStore {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  listAttachments(setupId: string): Attachment[] {
    return this.#db.all(
      (row) =>
        AttachmentSchema.parse({
          step: row['step_id'],
          name: row['name'],
          size: row['size'],
          sha256: row['sha256'],
          who: row['who'],
          at: row['at'],
        }),
      'SELECT * FROM attachments WHERE setup_id = ? ORDER BY at, step_id, name, sha256',
      setupId,
    )
  }

  saveAttachment(setupId: string, { step, sha256, name, size, who, at }: Attachment): void {
    this.#db.run(
      `INSERT INTO attachments (setup_id, step_id, sha256, name, size, who, at) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (setup_id, step_id, sha256, name)
       DO UPDATE SET size = excluded.size, who = excluded.who, at = excluded.at`,
      setupId,
      step,
      sha256,
      name,
      size,
      who,
      at,
    )
  }
}
