-- "Việc của tôi chưa xong": a row that is about an answer to an earlier report of the same lookup. 0: a report of its own.

ALTER TABLE waiting ADD COLUMN reopens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sent ADD COLUMN reopens INTEGER NOT NULL DEFAULT 0;
CREATE INDEX waiting_lookup ON waiting (lookup);
