// The drawer's tables, step by step. Forward only; a step that was ever released is never changed.
import type { Sql } from './database.ts'
import { storedSearchText } from './store/credentials.ts'

const steps: readonly string[] = [
  `
  CREATE TABLE about (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    drawer_id TEXT NOT NULL,
    realm TEXT NOT NULL,
    generation INTEGER NOT NULL,
    person_name TEXT NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT;

  -- The public half of each key slot; see keySlots.ts for why it is not in the header.
  CREATE TABLE slot (
    id TEXT PRIMARY KEY,
    public_key BLOB NOT NULL
  ) STRICT;

  -- P-256 private keys, PKCS#8.
  CREATE TABLE device_key (
    id TEXT PRIMARY KEY,
    pkcs8 BLOB NOT NULL
  ) STRICT;

  CREATE TABLE credential (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    format TEXT NOT NULL,
    raw BLOB NOT NULL,
    raw_sha256 BLOB NOT NULL,
    key_id TEXT REFERENCES device_key (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    labels TEXT NOT NULL,
    verified TEXT NOT NULL,
    received_at TEXT NOT NULL,
    verified_at TEXT NOT NULL,
    last_status TEXT
  ) STRICT;
  CREATE INDEX credential_key ON credential (key_id);
  CREATE INDEX credential_raw ON credential (raw_sha256);

  -- At most one: the session with the portal.
  CREATE TABLE token (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    content TEXT NOT NULL
  ) STRICT;

  -- Hashes of what was answered or declined once.
  CREATE TABLE nonce (
    hash BLOB PRIMARY KEY,
    used_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Rows are only ever added; each names the hash of the one before. An act's end is a row of its own.
  CREATE TABLE ledger (
    seq INTEGER PRIMARY KEY,
    entry_id TEXT NOT NULL,
    content TEXT,
    salt BLOB,
    commitment BLOB NOT NULL,
    hash BLOB NOT NULL
  ) STRICT;
  CREATE INDEX ledger_entry ON ledger (entry_id);
  `,
  `
  -- The P-256 key that signs the ledger's head, PKCS#8; made when it is first needed.
  CREATE TABLE ledger_key (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    pkcs8 BLOB NOT NULL
  ) STRICT;
  `,
  `
  -- What a search looks in (store/searchText.ts), in the order of the list.
  CREATE TABLE credential_text (
    position INTEGER PRIMARY KEY,
    credential_id TEXT NOT NULL UNIQUE REFERENCES credential (id) ON DELETE CASCADE,
    text TEXT NOT NULL
  ) STRICT;
  INSERT INTO credential_text SELECT position, id, search_text(name, labels, verified) FROM credential;

  -- Where backups are being written: what a killed program left of one is removed at the next opening.
  CREATE TABLE staged_file (
    path TEXT PRIMARY KEY
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Beside a slot's public key: what the card of a card slot was, and when the slot opened the drawer last.
  ALTER TABLE slot ADD COLUMN medium TEXT;
  ALTER TABLE slot ADD COLUMN used_at TEXT;

  -- What the owner is told until they say that they have read it.
  CREATE TABLE notice (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    count INTEGER
  ) STRICT;

  -- Who has the shares of this drawer's family slot: names, never a share.
  CREATE TABLE share_holder (
    place INTEGER PRIMARY KEY,
    slot_id TEXT NOT NULL,
    name TEXT NOT NULL,
    way TEXT NOT NULL
  ) STRICT;

  -- The P-256 key for which others seal the shares that this person keeps for them, its scalar; made when it is first needed.
  CREATE TABLE share_key (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    scalar BLOB NOT NULL
  ) STRICT;

  -- Shares of other people's drawers.
  CREATE TABLE kept_share (
    slot_id TEXT PRIMARY KEY,
    drawer_id TEXT NOT NULL,
    person TEXT NOT NULL,
    share BLOB NOT NULL,
    kept_at TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- Who may act for the owner. Each has a key slot of its own; see main/mandates.
  CREATE TABLE mandate (
    id TEXT PRIMARY KEY,
    agent_id TEXT NOT NULL,
    agent_name TEXT NOT NULL,
    basis TEXT NOT NULL,
    scope TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    slot_id TEXT NOT NULL,
    ended_at TEXT,
    ended_why TEXT
  ) STRICT;

  -- For whom the owner may act, with the key of that slot in the other drawer; the key goes when it ends.
  CREATE TABLE held_mandate (
    id TEXT PRIMARY KEY,
    drawer_id TEXT NOT NULL,
    principal_name TEXT NOT NULL,
    basis TEXT NOT NULL,
    scope TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    slot_id TEXT NOT NULL,
    key BLOB,
    ended_at TEXT,
    ended_why TEXT
  ) STRICT;

  -- Of a child only: what says when nobody acts for them any more.
  CREATE TABLE child (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    birth_date TEXT NOT NULL
  ) STRICT;

  -- The newest time that this drawer has seen: a clock that is set back gives nobody more time.
  CREATE TABLE seen_time (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    newest TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- The session with the portal stays in the memory of the drawer's process.
  DROP TABLE token;

  -- The keys by which this PC logs in, each sealed by a secret of this PC's keychain; see store/enrolments.ts. No content: the
  -- portal has not said yes yet.
  CREATE TABLE enrolment (
    origin TEXT PRIMARY KEY,
    sealed_key BLOB NOT NULL,
    content TEXT
  ) STRICT;
  `,
  `
  -- What a portal told (portalCopy.ts): applications, notices and the like.
  CREATE TABLE portal_copy (
    portal TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (portal, kind, id)
  ) STRICT;

  -- Forms that are being filled in.
  CREATE TABLE draft (
    id TEXT PRIMARY KEY,
    content TEXT NOT NULL
  ) STRICT;

  -- Documents as files, with where they came from.
  CREATE TABLE paper (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    content TEXT NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (kind, sha256)
  ) STRICT;
  `,
]

/** The version that this program writes; kept in the file's `user_version`. */
export const schemaVersion = steps.length

/** Brings a file up to `to`, each step whole or not at all. */
export function migrate(sql: Sql, to: number = schemaVersion): void {
  sql.function('search_text', { deterministic: true }, storedSearchText)
  for (let version = Number(sql.pragma('user_version', { simple: true })); version < to; version++) {
    sql.transaction(() => {
      sql.exec(steps[version] ?? '')
      sql.pragma(`user_version = ${version + 1}`)
    })()
  }
}
