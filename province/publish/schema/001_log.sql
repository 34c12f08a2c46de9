-- The log of record: what was given an index, in which bytes, and what was signed. The tree is made from it.

CREATE TABLE entry (
    idx  INTEGER PRIMARY KEY,          -- log index, 0 first, no gaps
    note BLOB NOT NULL,                -- the entry's bytes
    leaf BLOB NOT NULL,                -- its leaf hash, 32 bytes
    t    TEXT NOT NULL,
    pub  TEXT NOT NULL,
    seq  INTEGER NOT NULL,             -- the body's own counter
    id   TEXT NOT NULL,
    rev  INTEGER NOT NULL,
    UNIQUE (pub, seq)
);
CREATE INDEX entry_by_type ON entry (t) WHERE t IN ('key', 'place');
CREATE INDEX entry_by_id ON entry (id, rev);

-- The blobs that an entry or its card names. A blob may belong to several entries.
CREATE TABLE piece (
    idx  INTEGER NOT NULL REFERENCES entry (idx),
    role TEXT NOT NULL,                -- card, body, minutes, att:0, audio, photo:0, form:0
    hash BLOB NOT NULL,
    size INTEGER NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0,   -- 1: erased by a withdrawal
    PRIMARY KEY (idx, role)
) WITHOUT ROWID;
CREATE INDEX piece_by_hash ON piece (hash);

-- What stands under one record id at present.
CREATE TABLE record (
    id        TEXT PRIMARY KEY,
    pub       TEXT NOT NULL,
    t         TEXT NOT NULL,
    name      TEXT NOT NULL,           -- file name without .md of the first revision, for `revises = "name"`
    rev       INTEGER NOT NULL,
    idx       INTEGER NOT NULL,        -- of that revision
    withdrawn INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX record_by_name ON record (pub, name);

-- What was published already, by the digest of its source file, so that it is not published twice.
CREATE TABLE content (
    digest BLOB PRIMARY KEY,
    idx    INTEGER NOT NULL REFERENCES entry (idx),
    name   TEXT NOT NULL
) WITHOUT ROWID;

-- One run of publish. `done` is set when tree, checkpoint, packs and erasures all stand.
CREATE TABLE batch (
    number INTEGER PRIMARY KEY,
    digest BLOB NOT NULL,              -- over the batch's content digests
    first  INTEGER NOT NULL,           -- log index of its first entry
    size   INTEGER NOT NULL,           -- log size after it
    done   INTEGER NOT NULL DEFAULT 0
);

-- Blobs that the running batch brings into the tree; emptied when its entries are stored. What is left here after a
-- crash and is nobody's piece is removed again.
CREATE TABLE intent (hash BLOB PRIMARY KEY) WITHOUT ROWID;

-- The last tree head that was, or was about to be, signed. Changed by compare-and-swap only: a size that was
-- signed can never be signed again with another root.
CREATE TABLE head (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    size     INTEGER NOT NULL,
    root     BLOB NOT NULL,
    frontier BLOB NOT NULL,            -- of the same size
    note     TEXT                      -- the signed checkpoint; NULL between "about to sign" and "signed"
);
