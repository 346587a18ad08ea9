-- may-ask
SET default_storage_engine = MyISAM, default_tmp_storage_engine = MEMORY, enforce_storage_engine = NULL;
CREATE TABLE t (a INT);
CREATE TEMPORARY TABLE tmp (a INT);
INSERT INTO t VALUES (1);
INSERT INTO observed SELECT 'engine', ENGINE FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't';
SET default_storage_engine = InnoDB;
CREATE TABLE u (a INT);
