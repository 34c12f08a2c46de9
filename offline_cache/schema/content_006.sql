-- Shared works and money of a community, its covenants and its other own matters stand under Dân làm (bit 2).
UPDATE item SET tiles = tiles | 4 WHERE law IN ('Q1', 'Q2', 'Q3', 'Q6') AND tiles > 0;
UPDATE shelf SET tiles = tiles | 4 WHERE tiles > 0
    AND idx IN (SELECT idx FROM item WHERE law IN ('Q1', 'Q2', 'Q3', 'Q6'));
INSERT OR IGNORE INTO shelf (list, sort, idx, from_day, until_day, gone, tiles, type, next_day)
    SELECT 'o', sort, idx, from_day, until_day, gone, tiles, type, next_day
    FROM shelf WHERE list IN ('L/Q1', 'L/Q2', 'L/Q3', 'L/Q6') AND tiles > 0;

-- What people pay for they also look after: every project stands under Dân kiểm tra (bit 3).
UPDATE item SET tiles = tiles | 8 WHERE type = 'project' AND tiles > 0;
UPDATE shelf SET tiles = tiles | 8 WHERE type = 'project' AND tiles > 0;
INSERT OR IGNORE INTO shelf (list, sort, idx, from_day, until_day, gone, tiles, type, next_day)
    SELECT 'i', sort, idx, from_day, until_day, gone, tiles, type, next_day
    FROM shelf WHERE list = 't/project' AND tiles > 0;
