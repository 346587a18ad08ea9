-- on: max-statement-time
CREATE TABLE slow (a INT);
INSERT INTO slow SELECT SLEEP(1.3);
INSERT INTO observed SELECT 'rows', COUNT(*) FROM slow;
