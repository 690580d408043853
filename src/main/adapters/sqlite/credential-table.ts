/** What is known about a registration's credentials, as rows. No secret is ever among it. */
import { CredentialSchema, type Credential } from '../../../domain/credential/credential.schema.ts'
import type { CredentialStore } from '../../services/desk/stores.port.ts'
import type { Database } from './database.ts'

export class CredentialTable implements CredentialStore {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  listCredentials(setupId: string): Credential[] {
    return this.#db.all(
      (row) =>
        CredentialSchema.parse({
          id: row['id'],
          kind: row['kind'],
          hint: row['hint'],
          thumbprint: row['thumbprint'],
          expiresAt: row['expires_at'],
          addedAt: row['added_at'],
          addedBy: row['added_by'],
          provenAt: row['proven_at'],
          refused: typeof row['refused'] === 'string' ? (JSON.parse(row['refused']) as unknown) : null,
        }),
      'SELECT * FROM credentials WHERE setup_id = ? ORDER BY seq DESC',
      setupId,
    )
  }

  saveCredential(setupId: string, one: Credential): void {
    this.#db.run(
      `INSERT INTO credentials (id, setup_id, kind, hint, thumbprint, expires_at, added_at, added_by, proven_at, refused)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, hint = excluded.hint, thumbprint = excluded.thumbprint,
         expires_at = excluded.expires_at, added_at = excluded.added_at, added_by = excluded.added_by,
         proven_at = excluded.proven_at, refused = excluded.refused`,
      one.id,
      setupId,
      one.kind,
      one.hint,
      one.thumbprint,
      one.expiresAt,
      one.addedAt,
      one.addedBy,
      one.provenAt,
      one.refused === null ? null : JSON.stringify(one.refused),
    )
  }

  removeCredential(id: string): void {
    this.#db.run('DELETE FROM credentials WHERE id = ?', id)
  }
}
