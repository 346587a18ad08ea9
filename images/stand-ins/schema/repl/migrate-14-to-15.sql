-- Names as they are now.
RENAME TABLE config_database_columns TO config_database_table_schema;
DROP TABLE IF EXISTS old_request, old_job;

SET @unique_checks = @@unique_checks, unique_checks = 0;
-- Of a replica that is noted twice the first one stays.
DELETE later FROM replica AS later JOIN replica AS first USING (worker, `database`, chunk) WHERE later.id > first.id;
SET unique_checks = @unique_checks;
CREATE UNIQUE INDEX worker ON replica (worker, `database`, chunk);

CREATE TEMPORARY TABLE former_family (
  former VARCHAR(255) NOT NULL PRIMARY KEY,
  name VARCHAR(255) NOT NULL
);
INSERT INTO former_family VALUES ('prod', 'production'), ('dev', 'development');
UPDATE config_database JOIN former_family ON former = family_name SET family_name = name;
DROP TEMPORARY TABLE former_family;

CREATE TABLE transaction (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `database` VARCHAR(255) NOT NULL
) ENGINE = InnoDB;
