-- People, what they may do, and what they did.

-- Offices. One that ends keeps its row; its successor takes over what was open.
CREATE TABLE body (
    code TEXT PRIMARY KEY,          -- 20107.ubnd
    name TEXT NOT NULL,
    valid_from TEXT NOT NULL,       -- first day, 2026-07-01
    valid_to TEXT,                  -- last day; NULL while it stands
    successor TEXT                  -- code of the body that follows it
);

-- `person` held one login a body without a password: nobody could sign in with it.
DROP TABLE person;

CREATE TABLE account (
    login TEXT PRIMARY KEY,         -- lower-case, for ever one person's
    name TEXT NOT NULL,             -- as colleagues know this person
    password TEXT NOT NULL,         -- Argon2id; empty until it is set
    factor TEXT NOT NULL,           -- second factor, sealed under keys/console, base64; empty until it is enrolled
    factor_step BIGINT NOT NULL,    -- last 30-second step whose code was used: none is taken twice
    created_at BIGINT NOT NULL,
    disabled_at BIGINT
);

-- What an account may do for a body, and since when. An ended right keeps its row.
CREATE TABLE account_role (
    login TEXT NOT NULL REFERENCES account (login),
    body TEXT NOT NULL REFERENCES body (code),
    role TEXT NOT NULL,             -- writer, approver, desk, supervisor, technician, administrator
    from_at BIGINT NOT NULL,
    until_at BIGINT,
    PRIMARY KEY (login, body, role, from_at)
);

-- Who is signed in. The cookie's own value stands nowhere: `id` and the key of `sealed` both come from it.
CREATE TABLE session (
    id TEXT PRIMARY KEY,
    login TEXT NOT NULL REFERENCES account (login),
    body TEXT NOT NULL,             -- for which this person acts now
    stage TEXT NOT NULL,            -- code: second factor awaited; enrol: must be set up; full
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    sealed TEXT NOT NULL            -- the desk's keys, sealed under what only the cookie holds; base64, may be empty
);
CREATE INDEX session_login ON session (login);

-- Wrong passwords and codes, by an account together with where they came from: a stranger's attempts never
-- keep the owner out.
CREATE TABLE login_delay (
    bucket TEXT PRIMARY KEY,        -- keyed hash; neither address nor login can be had from it
    failures BIGINT NOT NULL,
    open_at BIGINT NOT NULL,        -- not before
    last_at BIGINT NOT NULL
);

-- A new password for somebody who has none or lost it: two people each hold one half of the code.
CREATE TABLE reset (
    n BIGINT PRIMARY KEY,
    login TEXT NOT NULL REFERENCES account (login),
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    first_half TEXT NOT NULL,       -- SHA-256
    agreed_by TEXT,
    agreed_at BIGINT,
    second_half TEXT,               -- SHA-256
    ended_at BIGINT,                -- used, or replaced by a newer one
    ended_why TEXT
);

-- A body's private keys, each wrapped once for every person who may use it, by that person's passphrase.
CREATE TABLE wrapped_key (
    login TEXT NOT NULL REFERENCES account (login),
    body TEXT NOT NULL REFERENCES body (code),
    kind TEXT NOT NULL,             -- publisher, desk, recipient
    salt TEXT NOT NULL,             -- base64
    sealed TEXT NOT NULL,           -- base64
    wrapped_at BIGINT NOT NULL,
    PRIMARY KEY (login, body, kind)
);

-- What was done and what confidential text was read, each row's hash over the row before it. Rows are never
-- changed or removed; `audit verify` recomputes the chain.
CREATE TABLE audit (
    n BIGINT PRIMARY KEY,           -- 1, 2, 3…
    at BIGINT NOT NULL,
    login TEXT NOT NULL,
    body TEXT NOT NULL,             -- for which it was done; empty: the province's server itself
    what TEXT NOT NULL,             -- a code, texts "audit.<what>"
    about TEXT NOT NULL,            -- a number or code, never a resident's words
    hash TEXT NOT NULL
);
CREATE INDEX audit_body ON audit (body, n);
CREATE INDEX audit_login ON audit (login, n);
