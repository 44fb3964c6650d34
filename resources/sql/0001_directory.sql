-- A directory's first schema. Portable: SQLite and PostgreSQL read the same text; what only one of them has is in the file
-- beside, NAME.sqlite.sql. Statements are parted by an empty line. Times are milliseconds since 1970, UTC.

CREATE TABLE schema_migration (
    version BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    applied_at BIGINT NOT NULL
);

-- One row. The kind never changes.
CREATE TABLE directory (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE pool (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    is_default SMALLINT NOT NULL
);

CREATE UNIQUE INDEX pool_one_default ON pool (is_default) WHERE is_default = 1;

CREATE TABLE pool_role (
    pool_id TEXT NOT NULL REFERENCES pool (id),
    role_id TEXT NOT NULL,
    PRIMARY KEY (pool_id, role_id)
);

-- The folded columns are Unicode case-folded copies: no database folds all of Unicode by itself, and not all alike.
CREATE TABLE account (
    id TEXT PRIMARY KEY,
    display_name TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    mail TEXT NOT NULL,
    user_name TEXT NOT NULL,
    best_name_folded TEXT NOT NULL,
    mail_folded TEXT NOT NULL,
    user_name_folded TEXT NOT NULL,
    origin TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_sign_in_at BIGINT,
    revision BIGINT NOT NULL
);

-- One account a mail address: two would make "somebody else's address" undecidable.
CREATE UNIQUE INDEX account_one_mail ON account (mail_folded) WHERE mail_folded <> '';

-- One index for each order of the Users table; the id breaks ties, so that a page begins where the last one ended.
CREATE INDEX account_by_name ON account (best_name_folded, id);

CREATE INDEX account_by_mail ON account (mail_folded, id);

CREATE INDEX account_by_last_sign_in ON account ((COALESCE(last_sign_in_at, 0)), id);

CREATE TABLE identity_link (
    kind TEXT NOT NULL,
    authority TEXT NOT NULL,
    subject TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account (id),
    PRIMARY KEY (kind, authority, subject)
);

CREATE INDEX identity_link_by_account ON identity_link (account_id);

CREATE TABLE pool_member (
    account_id TEXT NOT NULL REFERENCES account (id),
    pool_id TEXT NOT NULL REFERENCES pool (id),
    PRIMARY KEY (account_id, pool_id)
);

CREATE INDEX pool_member_by_pool ON pool_member (pool_id);

CREATE TABLE account_role (
    account_id TEXT NOT NULL REFERENCES account (id),
    role_id TEXT NOT NULL,
    PRIMARY KEY (account_id, role_id)
);

CREATE INDEX account_role_by_role ON account_role (role_id);

CREATE TABLE local_credential (
    account_id TEXT PRIMARY KEY REFERENCES account (id),
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL
);

-- One row. The version stands beside the content, so that a save and a commit can ask for it alone.
CREATE TABLE identity_configuration (
    version BIGINT NOT NULL,
    content TEXT NOT NULL
);

CREATE TABLE pending_request (
    id TEXT PRIMARY KEY,
    relay_state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX pending_request_by_expiry ON pending_request (expires_at);

CREATE TABLE consumed_assertion (
    issuer TEXT NOT NULL,
    assertion_id TEXT NOT NULL,
    keep_until BIGINT NOT NULL,
    PRIMARY KEY (issuer, assertion_id)
);

CREATE INDEX consumed_assertion_by_expiry ON consumed_assertion (keep_until);

CREATE TABLE audit_record (
    sequence BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    before_change TEXT NOT NULL,
    after_change TEXT NOT NULL
);
