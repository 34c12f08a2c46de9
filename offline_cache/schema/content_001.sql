-- content.db: what the province published, verified. May be deleted at any time; sync makes it anew.
-- A log index is kept as (log number << 40) + index, so that the logs of several years share these tables; the
-- first log is number 0.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,  -- information_time, trust_asked, history_alarm, refused, replies_etag, …
    value
) WITHOUT ROWID;

-- Every verified version of the trust manifest, as the signed note.
CREATE TABLE trust (
    version INTEGER PRIMARY KEY,
    note    BLOB NOT NULL
);

-- Follower state: changes only in the transaction that stores the entries it stands for.
CREATE TABLE log (
    number     INTEGER PRIMARY KEY,
    origin     TEXT NOT NULL UNIQUE,
    size       INTEGER NOT NULL,
    root       BLOB NOT NULL,
    frontier   BLOB NOT NULL,     -- protocol::Frontier, serialised
    etag       TEXT NOT NULL,     -- of the checkpoint
    open_bytes INTEGER NOT NULL,  -- length of the entry bundle that is not full yet
    checkpoint BLOB NOT NULL      -- the signed note
);

-- Every entry of the log, of all communes, as its exact bytes: with them the province's log can be rebuilt.
CREATE TABLE entry (
    idx   INTEGER PRIMARY KEY,
    kind  INTEGER NOT NULL,  -- 0 record, 1 key, 2 refused (kept, never shown), 3 unknown type or version
    bytes BLOB NOT NULL
);
CREATE INDEX entry_key ON entry (idx) WHERE kind = 1;

-- Headers of the records whose texts this kiosk keeps: its own commune's and the province's.
CREATE TABLE item (
    idx        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL,
    rev        INTEGER NOT NULL,
    type       TEXT NOT NULL,
    pub        TEXT NOT NULL,
    seq        INTEGER NOT NULL,
    cat        TEXT NOT NULL,
    law        TEXT NOT NULL,
    from_day   INTEGER NOT NULL,  -- days since 1970-01-01
    until_day  INTEGER,
    chg        TEXT NOT NULL,
    state      INTEGER NOT NULL,  -- 0 parts missing, 1 whole but not the newest revision, 2 shown, 3 erased
    tiles      INTEGER NOT NULL,  -- bit n: stands under Tile n; known once the card is here
    start      INTEGER,           -- seconds since 1970: meetings are ordered by it
    withdrawn  INTEGER,           -- idx of the withdrawal
    erased     TEXT NOT NULL,     -- parts deleted by law: "card", "body,att:0", …
    target     INTEGER,           -- withdrawals: idx of what they withdraw
    ground     TEXT,              -- withdrawals
    authority  TEXT               -- withdrawals
);
CREATE INDEX item_id ON item (id, rev);

-- Card and body of one item, hash checked: raw deflate of heading || card || body || minutes. The heading (title and
-- number, taken from the card) lets search look at hundreds of candidates without reading their cards.
CREATE TABLE text (
    idx       INTEGER PRIMARY KEY,
    heading_n INTEGER NOT NULL,
    card_n    INTEGER NOT NULL,
    body_n    INTEGER NOT NULL,
    minutes_n INTEGER NOT NULL,
    zipped    BLOB NOT NULL
);

CREATE TABLE attachment (
    idx   INTEGER NOT NULL,
    n     INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (idx, n)
);

-- Parts that are named by a verified entry or card and are not here yet.
CREATE TABLE want (
    idx   INTEGER NOT NULL,
    slot  INTEGER NOT NULL,  -- 0 card, 1 body, 2 minutes, 16 + n attachment n
    h     BLOB NOT NULL,
    n     INTEGER NOT NULL,
    after INTEGER NOT NULL DEFAULT 0,  -- not before this time: it was missing or wrong
    tries INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (idx, slot)
) WITHOUT ROWID;

-- Lists: one row for each list an item stands in. `list` is "k","d","o","i","s","b" (a tile),
-- "L/<legal item>", "t/<type>" or "n" (whatever stands under a tile). Read backwards: newest first.
CREATE TABLE shelf (
    list      TEXT NOT NULL,
    sort      INTEGER NOT NULL,  -- from_day; in t/meeting the start
    idx       INTEGER NOT NULL,
    from_day  INTEGER NOT NULL,
    until_day INTEGER,
    gone      INTEGER NOT NULL,  -- 1: withdrawn, shown as a tombstone
    tiles     INTEGER NOT NULL,
    type      TEXT NOT NULL,
    PRIMARY KEY (list, sort, idx)
) WITHOUT ROWID;

-- Words of shown items, folded, each once; words of titles and numbers also with "_" before them. rowid = idx, so
-- newest first is a backward walk. No positions: the original text of the candidates is looked at instead.
CREATE VIRTUAL TABLE words USING fts5 (
    w, content='', detail=none, columnsize=0, prefix='1 2 3 4', tokenize="ascii tokenchars '_'"
);
INSERT INTO words (words, rank) VALUES ('hashsize', 4194304);

-- Sealed replies for this commune, as the list of the province names them.
CREATE TABLE reply (
    lookup TEXT NOT NULL,
    k      INTEGER NOT NULL,
    h      BLOB NOT NULL,
    bytes  BLOB NOT NULL,
    PRIMARY KEY (lookup, k)
) WITHOUT ROWID;

-- What was seen when the log contradicted itself: both checkpoints and the bytes between.
CREATE TABLE evidence (
    id     INTEGER PRIMARY KEY,
    at     INTEGER NOT NULL,
    detail TEXT NOT NULL,
    mine   BLOB NOT NULL,
    theirs BLOB NOT NULL,
    bytes  BLOB NOT NULL
);
