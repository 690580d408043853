/** The journal of changes in tenants, as rows. A setup that was given another tenant has a journal of its own there. */
import { ChangeEntrySchema, type ChangeEntry } from '../../../domain/entra/apply/change-entry.schema.ts'
import type { ChangeJournal } from '../../services/entra/change-journal.port.ts'
import type { Database, Row } from './database.ts'

export class ChangeTable implements ChangeJournal {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  listChanges(setupId: string): ChangeEntry[] {
    return this.#db.all(
      toEntry,
      `SELECT * FROM tenant_changes
       WHERE setup_id = ? AND (tenant IS NULL OR tenant =
         coalesce((SELECT lower(data ->> '$.tenantId') FROM setups WHERE id = ?), tenant))
       ORDER BY seq`,
      setupId,
      setupId,
    )
  }

  /** The tenant is kept by its id alone: a domain is another name of the same one. */
  saveChange(setupId: string, one: ChangeEntry): void {
    this.#db.run(
      `INSERT INTO tenant_changes
         (id, setup_id, act, purpose, change, state, at, ended_at, who, user, made, request_id, refused, reverts, tenant)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
         (SELECT lower(data ->> '$.tenantId') FROM setups
          WHERE id = ? AND data ->> '$.tenantId' LIKE '________-____-____-____-____________'))
       ON CONFLICT (id) DO UPDATE SET change = excluded.change, state = excluded.state,
         ended_at = excluded.ended_at, made = excluded.made, request_id = excluded.request_id,
         refused = excluded.refused`,
      one.id,
      setupId,
      one.act,
      one.purpose,
      JSON.stringify(one.change),
      one.state,
      one.at,
      one.endedAt,
      one.who,
      one.user,
      one.made === null ? null : JSON.stringify(one.made),
      one.requestId,
      one.refused,
      one.reverts,
      setupId,
    )
  }
}

function toEntry(row: Row): ChangeEntry {
  return ChangeEntrySchema.parse({
    id: row['id'],
    act: row['act'],
    purpose: row['purpose'],
    change: JSON.parse(String(row['change'])) as unknown,
    state: row['state'],
    at: row['at'],
    endedAt: row['ended_at'],
    who: row['who'],
    user: row['user'],
    made: typeof row['made'] === 'string' ? (JSON.parse(row['made']) as unknown) : null,
    requestId: row['request_id'],
    refused: row['refused'],
    reverts: row['reverts'],
  })
}
