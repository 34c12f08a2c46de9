-- A record waits for its first day. A correction that is still to come stands beside what it corrects, which stays
-- until then: its day is kept with the older one. NULL: nothing is known to take its place.
ALTER TABLE item ADD COLUMN next_day INTEGER;
ALTER TABLE shelf ADD COLUMN next_day INTEGER;
CREATE INDEX item_from ON item (from_day);
CREATE INDEX item_next ON item (next_day) WHERE next_day IS NOT NULL;
