-- Offices and their reception hours stand under Dân giám sát and Dân thụ hưởng (bits 4 and 5), and so in every list.
UPDATE item SET tiles = 48 WHERE type = 'contact';
UPDATE shelf SET tiles = 48 WHERE type = 'contact';
INSERT OR IGNORE INTO shelf (list, sort, idx, from_day, until_day, gone, tiles, type, next_day)
    SELECT l.column1, from_day, idx, from_day, until_day, gone, tiles, type, next_day
    FROM shelf JOIN (VALUES ('s'), ('b'), ('n')) AS l WHERE list = 't/contact';
