-- A desk's list in the order in which its lines are due.
CREATE INDEX inbox_due ON inbox (body, reply, state, clock_at, n, lane);
