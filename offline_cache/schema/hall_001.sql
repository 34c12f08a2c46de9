-- hall.db: what this machine keeps of itself. No word of a resident, no time of a visit.

-- Notices written at the machine by the commune's staff.
CREATE TABLE notice (
    n         INTEGER PRIMARY KEY AUTOINCREMENT,
    title     TEXT NOT NULL,
    body      TEXT NOT NULL,
    from_day  INTEGER NOT NULL,  -- days since 1970-01-01
    until_day INTEGER NOT NULL,
    after     INTEGER NOT NULL   -- newest item of content.db when it was written
);

-- Every use of the staff corner.
CREATE TABLE audit (
    n    INTEGER PRIMARY KEY AUTOINCREMENT,
    at   INTEGER NOT NULL,  -- seconds since 1970
    what TEXT NOT NULL      -- a code and what it was done to, never a text
);

-- How often a page was opened on a day, left, or left standing.
CREATE TABLE total (
    day       INTEGER NOT NULL,
    screen    TEXT NOT NULL,
    shown     INTEGER NOT NULL,
    gone      INTEGER NOT NULL,
    timed_out INTEGER NOT NULL,
    PRIMARY KEY (day, screen)
) WITHOUT ROWID;

CREATE TABLE pin (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    wrong INTEGER NOT NULL  -- tries since the last right one or the last pause
);
INSERT INTO pin VALUES (1, 0);
