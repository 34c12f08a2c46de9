-- How often pages were opened at the halls' terminals.

-- Sums over a commune's terminals; each terminal adds only pages that were opened ten times or more that day.
CREATE TABLE screen_views (
    commune TEXT NOT NULL,
    day TEXT NOT NULL,              -- 2026-11-26
    screen TEXT NOT NULL,           -- a code, texts "screen.<code>"
    shown BIGINT NOT NULL,
    PRIMARY KEY (commune, day, screen)
);

-- A year of all communes is summed in the order of this index, without sorting.
CREATE INDEX screen_views_figures ON screen_views (screen, day, commune, shown);

-- The newest day that a terminal has told; empty: none. Earlier ones are not taken again.
ALTER TABLE terminal ADD COLUMN views_day TEXT NOT NULL DEFAULT '';
