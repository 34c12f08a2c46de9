-- Which of a terminal's numbered reports have come, so that one that vanishes at the hall or in a restore is missed.
CREATE TABLE outbox_chain (
    of_device TEXT PRIMARY KEY REFERENCES terminal (device),
    come TEXT NOT NULL              -- OutboxChain::text()
);
