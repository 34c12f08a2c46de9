-- What the desks work with.

-- What an office's key opened of the sealed reports: its inbox. Lines come when somebody with the key comes by. Of a
-- report about an official nothing here leads to the sealed report: the item is a mark and the day has no hour.
CREATE TABLE inbox (
    body TEXT NOT NULL,             -- whose key opened it
    n BIGINT NOT NULL,              -- 1, 2, 3… within the body: its address at the desk
    item TEXT NOT NULL,             -- container.id, or the mark
    hidden_id TEXT NOT NULL,        -- container.id, sealed to the body; base64
    matter TEXT NOT NULL,           -- keyed hash of the resident's reply key: what belongs together. Only the body can compute it
    reply BIGINT NOT NULL,          -- 0: a report; else a resident's word that this answer did not end the matter
    received_at BIGINT NOT NULL,
    -- Of the case, once it is opened; kept in step with report_case, so that a list reads one table.
    state TEXT NOT NULL,            -- empty: not opened
    office TEXT NOT NULL,           -- the body that has to answer
    year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    lane TEXT NOT NULL,
    topic TEXT NOT NULL,
    place TEXT NOT NULL,
    assignee TEXT NOT NULL,
    clock_at BIGINT NOT NULL,
    PRIMARY KEY (body, n),
    UNIQUE (body, item)
);
CREATE INDEX inbox_received ON inbox (body, reply, received_at, n);
CREATE INDEX inbox_state ON inbox (body, reply, state, received_at, n);
CREATE INDEX inbox_matter ON inbox (body, matter);
CREATE INDEX inbox_item ON inbox (item);
CREATE INDEX inbox_number ON inbox (body, year, number);

-- How far an office's key has gone through the sealed reports.
CREATE TABLE inbox_reach (
    body TEXT PRIMARY KEY,
    seq BIGINT NOT NULL             -- container.seq
);

-- A report that turned out to be a denunciation: only these two people know of it. Its case has the state "sealed" and
-- neither topic, kind, place nor assignee.
CREATE TABLE sealed_case (
    body TEXT NOT NULL,
    year BIGINT NOT NULL,
    n BIGINT NOT NULL,
    first TEXT NOT NULL,            -- logins
    second TEXT NOT NULL,
    PRIMARY KEY (body, year, n)
);

ALTER TABLE report_case ADD COLUMN assignee TEXT NOT NULL DEFAULT '';    -- a login
ALTER TABLE report_case ADD COLUMN clock_at BIGINT NOT NULL DEFAULT 0;   -- its terms run from here: arrival, or the newest reopening
ALTER TABLE report_case ADD COLUMN same_as BIGINT NOT NULL DEFAULT 0;    -- n of the case that it was merged into, of the same body and year
ALTER TABLE report_case ADD COLUMN same_year BIGINT NOT NULL DEFAULT 0;
UPDATE report_case SET clock_at = received_at;

ALTER TABLE case_event ADD COLUMN login TEXT NOT NULL DEFAULT '';
ALTER TABLE case_event ADD COLUMN detail TEXT NOT NULL DEFAULT '';       -- codes only: a topic, a login, a body, a number
ALTER TABLE case_event ADD COLUMN sealed TEXT NOT NULL DEFAULT '';       -- words of the office, sealed to by_body; base64
