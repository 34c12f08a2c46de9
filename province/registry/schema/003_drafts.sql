-- What an office is about to publish.

CREATE TABLE draft (
    n BIGINT PRIMARY KEY,
    body TEXT NOT NULL REFERENCES body (code),
    kind TEXT NOT NULL,             -- disclosure, meeting, …: an entry type
    title TEXT NOT NULL,
    source TEXT NOT NULL,           -- front matter and Markdown, exactly as `publish` reads them
    state TEXT NOT NULL,            -- writing, waiting, signing, published, dropped
    version BIGINT NOT NULL,        -- goes up with each change: two people never overwrite one another unseen
    writer TEXT NOT NULL,           -- who began it
    changed_at BIGINT NOT NULL,
    sent_by TEXT,
    sent_at BIGINT,
    returned_why TEXT,              -- of the last time it was sent back
    approved_by TEXT,
    approved_at BIGINT,
    gate_reason TEXT,               -- why it is published although it seems to hold personal data
    record TEXT                     -- id in the log, once published; of a correction or withdrawal: what it is about
);
CREATE INDEX draft_body ON draft (body, state, n);

-- Everybody who had a hand in a draft: none of them may approve it.
CREATE TABLE draft_hand (
    n BIGINT NOT NULL REFERENCES draft (n),
    login TEXT NOT NULL,
    PRIMARY KEY (n, login)
);
