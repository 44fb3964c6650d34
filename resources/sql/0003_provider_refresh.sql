-- When the identity provider's metadata address was asked, so that the portals on one directory ask once. At most one row.
CREATE TABLE provider_refresh (
    address TEXT PRIMARY KEY,
    tried_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    checked_at BIGINT
);

-- The provider's news that need an administrator's yes. At most one row; a dismissed one stays, so that it is not made again.
CREATE TABLE metadata_proposal (
    made_at BIGINT NOT NULL,
    content TEXT NOT NULL,
    is_dismissed SMALLINT NOT NULL
);
