-- When a body's desk was last here, and which of its keys new reports are sealed to.
ALTER TABLE inbox_reach ADD COLUMN at BIGINT NOT NULL DEFAULT 0;          -- 0: never, as far as is known
ALTER TABLE inbox_reach ADD COLUMN recipient TEXT NOT NULL DEFAULT '';    -- base64; empty: the body has had one key only. Who does not hold it passes no report
