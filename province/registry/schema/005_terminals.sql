-- Terminals: who they are, how they were let in, how they are.

CREATE TABLE terminal (
    device TEXT PRIMARY KEY,        -- 46-20107-k1, for ever one terminal's
    commune TEXT NOT NULL,
    hall TEXT NOT NULL,             -- 20107-h1
    hall_name TEXT NOT NULL,        -- as people know it
    address TEXT NOT NULL,          -- where it reads and writes
    state TEXT NOT NULL,            -- slot: its code awaits it; waiting: awaits the technician's word; live; refused; revoked
    code_id TEXT NOT NULL UNIQUE,   -- of its one-time code, from which the code cannot be had
    code TEXT,                      -- base64 of the code; NULL once used or over
    code_until BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    note TEXT,                      -- civic-enrol/v1 as it came
    request_key TEXT,               -- vkey
    witness_key TEXT,               -- vkey
    hardware TEXT,
    enrolled_at BIGINT,
    decided_by TEXT,                -- who let it in or refused it
    decided_at BIGINT,
    revoked_by TEXT,
    revoked_at BIGINT,
    closed_from BIGINT,             -- planned closure: no alarms meanwhile
    closed_until BIGINT,
    beat_n BIGINT NOT NULL,         -- of the last signed beat; 0: none yet
    beat_at BIGINT,
    beat TEXT,                      -- as it was signed
    other_root BIGINT NOT NULL      -- 1: its log is not ours
);
CREATE INDEX terminal_commune ON terminal (commune, hall, device);
