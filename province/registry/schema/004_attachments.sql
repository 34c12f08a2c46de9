-- What offices attach to a draft. The bytes stand under uploads/<sha256>.

CREATE TABLE draft_file (
    n BIGINT NOT NULL REFERENCES draft (n),
    k BIGINT NOT NULL,              -- 1, 2, 3… within the draft, never given again
    name TEXT NOT NULL,             -- as residents see it
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    pages BIGINT NOT NULL,
    words TEXT NOT NULL,            -- of a PDF: its text
    added_by TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (n, k)
);
CREATE INDEX draft_file_sha256 ON draft_file (sha256);
