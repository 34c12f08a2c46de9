-- Texts to begin from, and where people are told of new work.

CREATE TABLE pattern (
    body TEXT NOT NULL REFERENCES body (code),
    n BIGINT NOT NULL,              -- 1, 2, 3… within the body, never given again
    kind TEXT NOT NULL,             -- disclosure, meeting, …
    name TEXT NOT NULL,             -- as colleagues know it
    source TEXT NOT NULL,           -- like draft.source, without what belongs to one paper; empty: taken away
    draft BIGINT NOT NULL,          -- what it was made from: erased with it
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (body, n)
);

-- "There is new work", without any content, by e-mail; only for who gave an address.
CREATE TABLE notice (
    login TEXT PRIMARY KEY REFERENCES account (login),
    address TEXT NOT NULL,
    told_at BIGINT NOT NULL         -- when the newest one was sent, or the address was given
);

ALTER TABLE draft ADD COLUMN returned_at BIGINT NOT NULL DEFAULT 0;  -- the last time it was sent back
ALTER TABLE inbox ADD COLUMN about TEXT NOT NULL DEFAULT '';         -- keyed hash of the record that it is about: what belongs to a meeting. Only the body can compute it
CREATE INDEX inbox_about ON inbox (body, about);
