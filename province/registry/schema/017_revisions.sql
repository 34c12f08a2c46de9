-- What a correction was begun from.

ALTER TABLE draft ADD COLUMN based_on BIGINT NOT NULL DEFAULT 0;  -- number of the draft that stood then; 0: of a program that did not note it, or no correction
CREATE INDEX draft_record ON draft (record);
