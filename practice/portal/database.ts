// The portal's own storage: one SQLite file in the world folder. Instants are milliseconds since 1970; secrets that others
// present (codes, tokens) are kept as SHA-256 only.
import Database from 'better-sqlite3'

export type PortalDatabase = Database.Database

/** @param path a file, or ':memory:' */
export function openDatabase(path: string): PortalDatabase {
  const binding = process.env['TEFUDA_SQLITE_BINDING']
  const database = new Database(path, binding ? { nativeBinding: binding } : {})
  database.pragma('journal_mode = WAL')
  database.pragma('busy_timeout = 5000')
  database.pragma('foreign_keys = ON')
  migrate(database)
  return database
}

/** Brings the file to the newest version, each step in a transaction. A file from a newer portal is refused. */
export function migrate(database: PortalDatabase, steps: readonly string[] = migrations): void {
  const version = Number(database.pragma('user_version', { simple: true }))
  if (version > steps.length) throw new Error('the portal database was written by a newer version')
  for (const [index, step] of steps.entries()) {
    if (index < version) continue
    database.transaction(() => {
      database.exec(step)
      database.pragma(`user_version = ${index + 1}`)
    })()
  }
}

const migrations = [
  `
  CREATE TABLE login_challenges (
    id TEXT PRIMARY KEY, nonce TEXT NOT NULL, origin TEXT NOT NULL, code_challenge TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE accounts (
    person TEXT PRIMARY KEY, subject TEXT NOT NULL UNIQUE, certificate_sha256 TEXT NOT NULL, linked_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE revoked_certificates (serial TEXT PRIMARY KEY, revoked_at INTEGER NOT NULL, by_fault INTEGER NOT NULL) STRICT;
  CREATE TABLE login_codes (
    code_sha256 TEXT PRIMARY KEY, person TEXT NOT NULL, code_challenge TEXT NOT NULL, expires_at INTEGER NOT NULL,
    session TEXT
  ) STRICT;
  CREATE TABLE sessions (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, started_at INTEGER NOT NULL, used_at INTEGER NOT NULL, ended_at INTEGER
  ) STRICT;
  CREATE TABLE session_tokens (
    token_sha256 TEXT PRIMARY KEY, session TEXT NOT NULL REFERENCES sessions (id), kind TEXT NOT NULL,
    expires_at INTEGER NOT NULL, used_at INTEGER
  ) STRICT;
  CREATE TABLE history (
    id INTEGER PRIMARY KEY, person TEXT NOT NULL, at INTEGER NOT NULL, event TEXT NOT NULL, party TEXT
  ) STRICT;

  CREATE TABLE offers (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, credential TEXT NOT NULL, code TEXT NOT NULL UNIQUE,
    tx_code_sha256 TEXT, tx_tries INTEGER NOT NULL DEFAULT 0, expires_at INTEGER NOT NULL, redeemed_at INTEGER,
    from_inbox INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE issuance_tokens (
    token_sha256 TEXT PRIMARY KEY, offer TEXT NOT NULL REFERENCES offers (id), expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE proof_nonces (nonce TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) STRICT;
  CREATE TABLE issued (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, credential TEXT NOT NULL, status_index INTEGER NOT NULL UNIQUE,
    state TEXT NOT NULL, issued_at INTEGER NOT NULL, notification TEXT NOT NULL, event TEXT
  ) STRICT;
  CREATE INDEX issued_by_person ON issued (person, credential);

  CREATE TABLE presentation_requests (
    id TEXT PRIMARY KEY, verifier TEXT NOT NULL, person TEXT, purpose TEXT NOT NULL, dcql_query TEXT NOT NULL,
    response_mode TEXT NOT NULL, nonce TEXT NOT NULL, state_value TEXT NOT NULL, encryption_key TEXT,
    expires_at INTEGER NOT NULL, created_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending', outcome TEXT, answered_at INTEGER, thanks TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE INDEX requests_by_person ON presentation_requests (person, state);
  `,
]
