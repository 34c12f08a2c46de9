-- "Việc đã xong": a row about the answer named in `reopens` that says that it ended the matter. The mark is in the
-- sealed bytes only.

ALTER TABLE waiting ADD COLUMN agrees INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sent ADD COLUMN agrees INTEGER NOT NULL DEFAULT 0;
