-- Since when this machine shows an item: seconds since 1970 by its own clock; NULL of what came before this column.
ALTER TABLE item ADD COLUMN here INTEGER;
