-- outbox.db: what residents handed in. Sacred: nothing leaves without a receipt that verifies.

CREATE TABLE waiting (
    n             INTEGER PRIMARY KEY,  -- counter of this kiosk, no gaps
    id            BLOB NOT NULL UNIQUE, -- SHA-256 of container
    prev          BLOB NOT NULL,        -- id of row n-1, zeros for the first
    container     BLOB NOT NULL,        -- exactly the bytes that were sealed; sealing twice gives other bytes
    lookup        TEXT NOT NULL,
    stored        INTEGER NOT NULL,     -- seconds since 1970
    due           INTEGER NOT NULL,     -- seconds since 1970: the next try
    tries         INTEGER NOT NULL DEFAULT 0,
    parked        INTEGER NOT NULL DEFAULT 0,
    parked_reason TEXT NOT NULL DEFAULT ''
);
CREATE INDEX waiting_due ON waiting (parked, due, n);

-- What remains after the province signed for a report; two years.
CREATE TABLE sent (
    n        INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE,
    lookup   TEXT NOT NULL,
    received INTEGER NOT NULL,
    note     BLOB NOT NULL
);
CREATE INDEX sent_lookup ON sent (lookup);

-- The end of the chain, which must outlive the rows.
CREATE TABLE chain (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    n    INTEGER NOT NULL,
    head BLOB NOT NULL
);
INSERT INTO chain VALUES (1, 0, zeroblob(32));
