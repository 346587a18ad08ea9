CREATE ROLE reader;
GRANT SELECT, INSERT ON qservw_worker.* TO reader;
GRANT reader TO CURRENT_USER;
SET ROLE reader;
INSERT INTO observed VALUES ('role', CURRENT_ROLE());
SET ROLE NONE;
INSERT INTO observed VALUES ('none', CURRENT_ROLE());
REVOKE reader FROM boss@'%';
DROP ROLE reader;
