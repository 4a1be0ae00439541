-- What each person may do. Append-only: the newest row of an address says which role it has, and
-- none where that row has none.
CREATE SEQUENCE user_role_id;

CREATE TABLE user_role (
    id INTEGER PRIMARY KEY DEFAULT nextval('user_role_id'),
    email VARCHAR NOT NULL,
    role VARCHAR CHECK (
        role IN ('viewer', 'member', 'manager', 'analyst', 'steward', 'auditor')
    ),
    agencies VARCHAR[] NOT NULL,
    localities VARCHAR[] NOT NULL,
    given_at TIMESTAMP NOT NULL,
    given_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);
