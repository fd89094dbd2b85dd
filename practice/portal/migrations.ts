// The steps that made the portal's storage what it is, oldest first. A step that was published never changes.

export const migrations = [
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
  `
  ALTER TABLE sessions ADD COLUMN method TEXT NOT NULL DEFAULT 'card';
  ALTER TABLE sessions ADD COLUMN device TEXT;
  ALTER TABLE sessions ADD COLUMN key_thumbprint TEXT;
  ALTER TABLE login_codes ADD COLUMN method TEXT NOT NULL DEFAULT 'card';
  ALTER TABLE login_codes ADD COLUMN device TEXT;
  ALTER TABLE login_codes ADD COLUMN key_thumbprint TEXT;
  ALTER TABLE login_codes ADD COLUMN redirect_uri TEXT;
  ALTER TABLE login_codes ADD COLUMN nonce TEXT;
  CREATE TABLE portal_keys (id TEXT PRIMARY KEY, jwk TEXT NOT NULL) STRICT;
  CREATE TABLE seen_jtis (jti_sha256 TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) STRICT;
  CREATE TABLE enrolment_challenges (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, nonce TEXT NOT NULL, origin TEXT NOT NULL, expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE devices (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, name TEXT NOT NULL, jwk TEXT NOT NULL, key_thumbprint TEXT NOT NULL UNIQUE,
    certificate BLOB NOT NULL, enrolled_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, used_at INTEGER,
    ended_at INTEGER, ended_why TEXT
  ) STRICT;
  CREATE INDEX devices_by_person ON devices (person);
  CREATE TABLE pushed_requests (
    uri TEXT PRIMARY KEY, device TEXT NOT NULL REFERENCES devices (id), code_challenge TEXT NOT NULL,
    redirect_uri TEXT NOT NULL, state TEXT NOT NULL, nonce TEXT NOT NULL, key_thumbprint TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE phone_logins (
    id TEXT PRIMARY KEY, scan_sha256 TEXT NOT NULL UNIQUE, page_sha256 TEXT, code_challenge TEXT NOT NULL,
    key_thumbprint TEXT NOT NULL, pc_name TEXT NOT NULL, state TEXT NOT NULL, person TEXT, code_sha256 TEXT,
    code_tries INTEGER NOT NULL DEFAULT 0, pin_tries INTEGER NOT NULL DEFAULT 0, started_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE history ADD COLUMN scope TEXT;
  CREATE TABLE mandates (
    id TEXT PRIMARY KEY, principal TEXT NOT NULL, agent TEXT NOT NULL, terms TEXT NOT NULL,
    registered_at INTEGER NOT NULL, ended_at INTEGER, ended_by TEXT
  ) STRICT;
  CREATE INDEX mandates_by_principal ON mandates (principal);
  CREATE INDEX mandates_by_agent ON mandates (agent);
  CREATE TABLE mandate_challenges (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, nonce TEXT NOT NULL, expires_at INTEGER NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE revoked_certificates ADD COLUMN authority TEXT NOT NULL DEFAULT 'authentication';
  CREATE TABLE notices (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, at INTEGER NOT NULL, sender TEXT NOT NULL, title TEXT NOT NULL,
    body TEXT NOT NULL, receipt_no TEXT, read_at INTEGER
  ) STRICT;
  CREATE INDEX notices_by_person ON notices (person, at);
  CREATE TABLE applications (
    receipt_no TEXT PRIMARY KEY, request_id TEXT NOT NULL UNIQUE, last_request_id TEXT, content_sha256 TEXT NOT NULL,
    procedure TEXT NOT NULL, applicant TEXT NOT NULL, actor TEXT NOT NULL, standing TEXT NOT NULL, form TEXT NOT NULL,
    status TEXT NOT NULL, submitted_at INTEGER NOT NULL, next_at INTEGER, arrival_no TEXT, fields TEXT, follow_ups TEXT
  ) STRICT;
  CREATE INDEX applications_by_applicant ON applications (applicant);
  CREATE INDEX applications_by_actor ON applications (actor);
  CREATE TABLE application_history (
    id INTEGER PRIMARY KEY, receipt_no TEXT NOT NULL REFERENCES applications (receipt_no), at INTEGER NOT NULL,
    status TEXT NOT NULL, note TEXT
  ) STRICT;
  CREATE TABLE application_files (
    receipt_no TEXT NOT NULL REFERENCES applications (receipt_no), id TEXT NOT NULL, name TEXT NOT NULL,
    media TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (receipt_no, id)
  ) STRICT;
  CREATE TABLE official_documents (
    id TEXT PRIMARY KEY, receipt_no TEXT NOT NULL REFERENCES applications (receipt_no), name TEXT NOT NULL,
    media TEXT NOT NULL, bytes BLOB NOT NULL, issued_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX documents_by_receipt ON official_documents (receipt_no);
  CREATE TABLE payables (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, agency TEXT NOT NULL,
    payment_number TEXT NOT NULL UNIQUE, confirmation_number TEXT NOT NULL, division TEXT, amount INTEGER NOT NULL,
    due_on TEXT NOT NULL, paid_at INTEGER, receipt_no TEXT
  ) STRICT;
  CREATE INDEX payables_by_person ON payables (person);
  CREATE TABLE tax_certificates (code_sha256 TEXT PRIMARY KEY, lines TEXT NOT NULL, issued_at INTEGER NOT NULL) STRICT;
  CREATE TABLE public_accounts (person TEXT PRIMARY KEY, account TEXT NOT NULL, registered_at INTEGER NOT NULL) STRICT;
  `,
  `
  CREATE TABLE selfinfo_jobs (
    id TEXT PRIMARY KEY, secret_sha256 TEXT NOT NULL UNIQUE, actor TEXT NOT NULL, person TEXT NOT NULL,
    items TEXT NOT NULL, condition TEXT NOT NULL, purpose TEXT NOT NULL, stage TEXT NOT NULL, reason TEXT,
    consented_by TEXT, page_sha256 TEXT, tries INTEGER NOT NULL DEFAULT 0, result TEXT, created_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX selfinfo_by_person ON selfinfo_jobs (person);
  `,
  `
  CREATE TABLE links (
    person TEXT NOT NULL, partner TEXT NOT NULL, subject TEXT NOT NULL UNIQUE, linked_at INTEGER NOT NULL,
    used_at INTEGER, PRIMARY KEY (person, partner)
  ) STRICT;
  CREATE TABLE link_tickets (
    ticket_sha256 TEXT PRIMARY KEY, person TEXT NOT NULL, partner TEXT NOT NULL, expires_at INTEGER NOT NULL
  ) STRICT;
  `,
  'ALTER TABLE selfinfo_jobs ADD COLUMN shown INTEGER NOT NULL DEFAULT 0;',
  `
  CREATE TABLE operators (id TEXT PRIMARY KEY, jwk TEXT NOT NULL) STRICT;
  ALTER TABLE sessions ADD COLUMN operator TEXT;
  `,
]
