-- may-ask
-- between: ALTER TABLE watched COMMENT 'changed by another session'
CREATE TABLE watched (a INT);
INSERT INTO watched VALUES (1);
ALTER TABLE watched ADD COLUMN b INT DEFAULT 5;
INSERT INTO observed SELECT 'b', b FROM watched;
