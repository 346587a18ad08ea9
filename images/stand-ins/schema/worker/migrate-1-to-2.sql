-- Chunk numbers are not negative. Long on a worker that has many.
ALTER TABLE Chunks MODIFY chunk INT UNSIGNED NOT NULL, ALGORITHM = COPY;

-- The worker's name in the whole instance, made once.
CREATE TABLE Id (
  id VARCHAR(64) NOT NULL,
  type ENUM('UUID') NOT NULL DEFAULT 'UUID' UNIQUE
) ENGINE = InnoDB;

CREATE FUNCTION qswNewName() RETURNS VARCHAR(64) NOT DETERMINISTIC
BEGIN
  DECLARE name VARCHAR(64);
  REPEAT
    SET name = UUID();
  UNTIL NOT EXISTS (SELECT * FROM Id WHERE id = name) END REPEAT;
  RETURN IF(name = '', NULL, name);
END;

INSERT INTO Id (id) VALUES (qswNewName());
DROP FUNCTION qswNewName;
