/** The store's tables, one migration a version. A migration that was released is never edited; add another. */

/** migrations[n] takes the file from user_version n to n + 1. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE setups (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    data TEXT NOT NULL
  ) STRICT;

  CREATE TABLE steps (
    setup_id TEXT NOT NULL REFERENCES setups(id) ON DELETE CASCADE,
    step_id TEXT NOT NULL,
    state TEXT NOT NULL,
    wait_until TEXT,
    PRIMARY KEY (setup_id, step_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE step_moves (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    setup_id TEXT NOT NULL,
    step_id TEXT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    note TEXT,
    FOREIGN KEY (setup_id, step_id) REFERENCES steps(setup_id, step_id) ON DELETE CASCADE
  ) STRICT;
  CREATE INDEX step_moves_of_step ON step_moves(setup_id, step_id, seq);

  CREATE TABLE mailboxes (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    setup_id TEXT NOT NULL REFERENCES setups(id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    address_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    display_name TEXT,
    sign_in_as TEXT NOT NULL,
    purpose TEXT NOT NULL,
    authorisation TEXT,
    problem TEXT,
    UNIQUE (setup_id, purpose, address_key)
  ) STRICT;

  CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    setup_id TEXT NOT NULL REFERENCES setups(id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    started_by TEXT NOT NULL,
    recipient TEXT NOT NULL
  ) STRICT;
  CREATE INDEX runs_of_setup ON runs(setup_id, started_at);
  CREATE INDEX runs_by_state ON runs(state);

  CREATE TABLE probes (
    id TEXT PRIMARY KEY,
    run_id TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    transport TEXT NOT NULL,
    mailbox_id TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    from_address TEXT NOT NULL,
    to_address TEXT NOT NULL,
    expected TEXT NOT NULL,
    message_id TEXT NOT NULL,
    code TEXT NOT NULL,
    phase TEXT NOT NULL,
    outcome TEXT,
    reply TEXT,
    stage TEXT,
    receipt TEXT NOT NULL,
    received_at TEXT,
    seen_from TEXT,
    seen_sender TEXT,
    started_at TEXT,
    ms INTEGER,
    diagnosis TEXT,
    UNIQUE (run_id, seq)
  ) STRICT;

  CREATE TABLE journal (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    probe_id TEXT REFERENCES probes(id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX journal_of_run ON journal(run_id, seq);
  CREATE INDEX journal_of_probe ON journal(probe_id);

  CREATE TABLE transcripts (
    probe_id TEXT PRIMARY KEY REFERENCES probes(id) ON DELETE CASCADE,
    lines TEXT NOT NULL
  ) STRICT;

  CREATE TABLE leases (
    run_id TEXT PRIMARY KEY REFERENCES runs(id) ON DELETE CASCADE,
    owner TEXT NOT NULL,
    expires_ms INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE attachments (
    setup_id TEXT NOT NULL REFERENCES setups(id) ON DELETE CASCADE,
    step_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (setup_id, step_id, sha256, name)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE probes ADD COLUMN facts TEXT;
  `,
  `
  CREATE TABLE credentials (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    setup_id TEXT NOT NULL REFERENCES setups(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    hint TEXT NOT NULL,
    thumbprint TEXT,
    expires_at TEXT,
    added_at TEXT NOT NULL,
    added_by TEXT NOT NULL,
    proven_at TEXT
  ) STRICT;
  CREATE INDEX credentials_of_setup ON credentials(setup_id, seq);
  `,
  `
  CREATE TABLE field_ticks (
    setup_id TEXT NOT NULL REFERENCES setups(id) ON DELETE CASCADE,
    place TEXT NOT NULL,
    typed INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    mark TEXT NOT NULL,
    PRIMARY KEY (setup_id, place)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE credentials ADD COLUMN refused TEXT;
  `,
  `
  ALTER TABLE runs ADD COLUMN complete INTEGER NOT NULL DEFAULT 1;
  `,
  `
  ALTER TABLE step_moves ADD COLUMN events TEXT;
  `,
  `
  ALTER TABLE runs ADD COLUMN imported_at TEXT;
  `,
  `
  ALTER TABLE step_moves ADD COLUMN done_for TEXT;
  `,
  // a domain stood in the place of the tenant's id: it is a name, and the id is looked up
  `
  UPDATE setups SET data = json_set(data,
    '$.tenantName', coalesce(json_extract(data, '$.tenantName'), json_extract(data, '$.tenantId')),
    '$.tenantId', NULL)
  WHERE json_extract(data, '$.tenantId') LIKE '%.%';
  `,
  `
  CREATE TABLE tenant_changes (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    setup_id TEXT NOT NULL REFERENCES setups(id) ON DELETE CASCADE,
    act TEXT NOT NULL,
    change TEXT NOT NULL,
    state TEXT NOT NULL,
    at TEXT NOT NULL,
    ended_at TEXT,
    who TEXT NOT NULL,
    user TEXT NOT NULL,
    made TEXT,
    request_id TEXT,
    refused TEXT,
    reverts TEXT
  ) STRICT;
  CREATE INDEX tenant_changes_of_setup ON tenant_changes(setup_id, seq);
  `,
  `
  ALTER TABLE tenant_changes ADD COLUMN purpose TEXT NOT NULL DEFAULT 'apply';
  `,
  // Null: an older entry, or made while only the tenant's domain was known.
  `
  ALTER TABLE tenant_changes ADD COLUMN tenant TEXT;
  `,
]
