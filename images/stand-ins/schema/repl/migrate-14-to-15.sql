-- Names as they are now.
RENAME TABLE config_database_columns TO config_database_table_schema;
DROP TABLE IF EXISTS old_request, old_job;

SET @unique_checks = @@unique_checks, unique_checks = 0;
CREATE TEMPORARY TABLE first_replica (
  worker VARCHAR(255) NOT NULL,
  `database` VARCHAR(255) NOT NULL,
  chunk INT UNSIGNED NOT NULL,
  id INT NOT NULL
);
-- Of a replica that is noted twice the first one stays.
INSERT INTO first_replica SELECT worker, `database`, chunk, MIN(id) FROM replica GROUP BY worker, `database`, chunk;
DELETE FROM replica WHERE id NOT IN (SELECT id FROM first_replica);
DROP TEMPORARY TABLE first_replica;
SET unique_checks = @unique_checks;
CREATE UNIQUE INDEX worker ON replica (worker, `database`, chunk);

CREATE TABLE transaction (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `database` VARCHAR(255) NOT NULL
) ENGINE = InnoDB;
