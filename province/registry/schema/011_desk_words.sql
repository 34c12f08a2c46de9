-- Reply templates of an office, and the paper keys that bring a lost desk's keys back.

-- An office that has none uses those of the texts.
CREATE TABLE reply_template (
    body TEXT NOT NULL REFERENCES body (code),
    n BIGINT NOT NULL,              -- 1, 2, 3… within the body
    state TEXT NOT NULL,            -- in_progress, asked, answered, rejected
    topic TEXT NOT NULL,            -- empty: any
    name TEXT NOT NULL,             -- as the list offers it
    words TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (body, n)
);

-- The keys of a body's desk, sealed to a key that two other bodies hold on paper, half each.
CREATE TABLE recovery (
    body TEXT PRIMARY KEY REFERENCES body (code),
    first_body TEXT NOT NULL REFERENCES body (code),
    second_body TEXT NOT NULL REFERENCES body (code),
    first_mark TEXT NOT NULL,       -- by which a half is known, and from which it cannot be had
    second_mark TEXT NOT NULL,
    sealed TEXT NOT NULL,           -- base64
    made_at BIGINT NOT NULL
);
