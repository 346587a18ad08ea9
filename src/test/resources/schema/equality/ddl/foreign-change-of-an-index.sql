-- may-ask
-- between: ALTER TABLE t COMMENT 'foreign'
CREATE TABLE t (a INT, b INT);
CREATE INDEX i ON t (a);
DROP INDEX i ON t;
CREATE INDEX i ON t (b);
