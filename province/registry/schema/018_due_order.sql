-- A desk's list in the order in which its lines are due. Reports of a mistake have a term of their own and are few.
CREATE INDEX inbox_due ON inbox (body, reply, state, clock_at, n, lane);
CREATE INDEX inbox_wrong_info ON inbox (body, reply, state, clock_at, n) WHERE lane = 'wrong_info';
