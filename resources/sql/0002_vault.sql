-- The directory's secrets. Octets are base64 in a text, which every database has. Nothing here is readable by itself.

-- The directory key, wrapped once for each portal that may open it.
CREATE TABLE portal (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    public_key TEXT NOT NULL UNIQUE,
    wrapped_key TEXT NOT NULL,
    enrolled_at BIGINT NOT NULL
);

-- At most one row: the directory key under the recovery passphrase, and how a key comes out of that (argon2id).
CREATE TABLE recovery (
    salt TEXT NOT NULL,
    operations BIGINT NOT NULL,
    memory BIGINT NOT NULL,
    wrapped_key TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    set_by TEXT NOT NULL
);

-- This service provider's keys, sealed with the directory key; the highest number is the newest.
CREATE TABLE service_provider_key (
    sequence BIGINT PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    certificate TEXT NOT NULL,
    sealed_key TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
