-- How many entries of the log were here when the reply came: whether it came before its key was revoked.
ALTER TABLE reply ADD COLUMN log_size INTEGER NOT NULL DEFAULT 0;
