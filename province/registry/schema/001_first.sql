-- The province's own database. One text for SQLite and PostgreSQL: TEXT and BIGINT only, times as unix seconds,
-- bytes as base64, no automatic numbers. A published schema file never changes; the next one gets the next number.

-- Reports exactly as they came, sealed. The server cannot read them, and does not know for whom they are.
CREATE TABLE container (
    id TEXT PRIMARY KEY,            -- SHA-256 of the sealed bytes, lower-case hex
    seq BIGINT NOT NULL UNIQUE,     -- order of arrival
    received_at BIGINT NOT NULL,
    size BIGINT NOT NULL,
    sealed TEXT,                    -- base64; NULL once removed
    receipt TEXT NOT NULL,          -- civic-received/v1, signed once and given again for ever, also after removal
    removed_at BIGINT,
    removed_why TEXT                -- a code, never a text about the report
);

-- A report that a desk has opened. Its text, name and telephone number stay in the container; nothing here comes from
-- the resident's code.
CREATE TABLE report_case (
    body TEXT NOT NULL,             -- the body that has to answer, e.g. 20107.ubnd
    year BIGINT NOT NULL,
    n BIGINT NOT NULL,              -- with year: PA-2026-0001
    report TEXT NOT NULL UNIQUE,    -- container.id; for reports about an official a mark that only their reader can compute
    lane TEXT NOT NULL,             -- normal, official, opinion, wrong_info
    kind TEXT NOT NULL,             -- phan_anh, kien_nghi
    commune TEXT NOT NULL,          -- empty for reports about an official, like topic and place
    topic TEXT NOT NULL,
    place TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    state TEXT NOT NULL,            -- received, in_progress, answered, forwarded, rejected
    PRIMARY KEY (body, year, n)
);

-- What happened to a case, in order.
CREATE TABLE case_event (
    body TEXT NOT NULL,
    year BIGINT NOT NULL,
    n BIGINT NOT NULL,
    k BIGINT NOT NULL,              -- 1, 2, 3… within the case
    at BIGINT NOT NULL,
    by_body TEXT NOT NULL,
    what TEXT NOT NULL,             -- opened, or the state it was given
    PRIMARY KEY (body, year, n, k),
    FOREIGN KEY (body, year, n) REFERENCES report_case (body, year, n)
);

-- Answers, sealed to the holder of the code. No column leads from here to a case or a report.
CREATE TABLE reply (
    commune TEXT NOT NULL,
    lookup TEXT NOT NULL,           -- 32 hex digits, derived from the code, from which the code cannot be had
    k BIGINT NOT NULL,              -- 1, 2, 3… under one lookup
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    sealed TEXT NOT NULL,           -- base64
    filed_at BIGINT NOT NULL,
    PRIMARY KEY (commune, lookup, k)
);

-- People who act for a body.
CREATE TABLE person (
    login TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    role TEXT NOT NULL,             -- desk, writer, approver, supervisor, technician, administrator
    created_at BIGINT NOT NULL,
    disabled_at BIGINT
);

CREATE INDEX report_case_state ON report_case (body, state, received_at);
CREATE INDEX person_body ON person (body);
