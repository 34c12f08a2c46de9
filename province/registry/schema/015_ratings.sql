-- How well residents say their matters were handled: sums only, so that no mark has an owner.
CREATE TABLE rating (
    body TEXT NOT NULL,
    quarter TEXT NOT NULL,          -- its first day, 2026-10-01
    n BIGINT NOT NULL,
    total BIGINT NOT NULL,          -- of marks from 1 to 5
    PRIMARY KEY (body, quarter)
);
