-- What statistics and long lists ask for.

-- When a case got its result, and when its term was over by the calendar of that day; 0: no result yet, or open again.
-- Of results that are older than this file nobody knows the term any more: they count as late.
ALTER TABLE report_case ADD COLUMN answered_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE report_case ADD COLUMN over_at BIGINT NOT NULL DEFAULT 0;
UPDATE report_case SET answered_at = COALESCE((SELECT MAX(at) FROM case_event e WHERE e.body = report_case.body AND e.year = report_case.year AND e.n = report_case.n AND e.what IN ('answered', 'rejected')), 0) WHERE state IN ('answered', 'rejected', 'agreed');

-- Everything that figures are made of stands in the index: a year of a province is counted without reading a case.
CREATE INDEX report_case_figures ON report_case (body, received_at, state, lane, topic, clock_at, answered_at, over_at);

-- Lists and counts of what waits, and of what is done, however much there is of the other.
CREATE INDEX inbox_open ON inbox (body, reply, received_at, n, state, lane, clock_at, topic, assignee) WHERE reply = 0 AND state IN ('', 'received', 'in_progress', 'reopened');
CREATE INDEX inbox_done ON inbox (body, reply, received_at, n, state, topic, assignee) WHERE reply = 0 AND state IN ('answered', 'forwarded', 'rejected', 'agreed', 'merged');
CREATE INDEX inbox_unopened ON inbox (body, received_at, reply, state, clock_at, topic) WHERE reply = 0 AND state = '';
