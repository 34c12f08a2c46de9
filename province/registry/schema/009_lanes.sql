-- What only two people of an office may read, and reports that went from one body to another.

-- The public half of a key that is one person's at one desk. The private half lies in wrapped_key, kind "person".
CREATE TABLE person_key (
    login TEXT NOT NULL REFERENCES account (login),
    body TEXT NOT NULL REFERENCES body (code),
    public_key TEXT NOT NULL,       -- X25519; base64
    made_at BIGINT NOT NULL,
    PRIMARY KEY (login, body)
);

-- The report, sealed anew to these two people's keys alone; the container that the office could open is gone, and what
-- the office wrote into the case's history is sealed so too. base64
ALTER TABLE sealed_case ADD COLUMN sealed TEXT NOT NULL DEFAULT '';

-- What its sender wrote later.
CREATE TABLE sealed_word (
    body TEXT NOT NULL,
    year BIGINT NOT NULL,
    n BIGINT NOT NULL,
    item TEXT NOT NULL,             -- container.id as it came
    reply BIGINT NOT NULL,          -- number of the answer that it is about
    received_at BIGINT NOT NULL,
    sealed TEXT NOT NULL,           -- base64
    PRIMARY KEY (body, year, n, item)
);

-- A report that went to another body: a copy sealed to that body's key came into `container`, with the day on which its
-- clock began.
CREATE TABLE moved_report (
    item TEXT PRIMARY KEY,          -- container.id of the copy
    from_body TEXT NOT NULL,
    from_year BIGINT NOT NULL,
    from_n BIGINT NOT NULL,
    to_body TEXT NOT NULL,
    to_key TEXT NOT NULL,           -- the key that it was sealed to, for what its sender writes later; base64
    moved_at BIGINT NOT NULL
);
CREATE INDEX moved_report_from ON moved_report (from_body, from_year, from_n);

ALTER TABLE report_case ADD COLUMN came_from TEXT NOT NULL DEFAULT '';    -- "20107.ubnd PA-2026-0001"
