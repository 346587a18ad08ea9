/* Counts rows. A data change that is executed twice changes the result. */
SET @from = 250;
ALTER TABLE Chunks ADD COLUMN counted BIGINT NOT NULL DEFAULT 0, ADD KEY (chunk);
UPDATE Chunks SET counted = counted + chunk WHERE chunk > @from;

CREATE PROCEDURE bump(times INT)
BEGIN
  DECLARE done INT DEFAULT 0;
  WHILE done < times DO
    UPDATE Chunks SET counted = counted + 1 WHERE chunk = 1;
    SET done = done + 1;
  END WHILE;
END;
CALL bump(10);

DELIMITER $$
CREATE FUNCTION total() RETURNS BIGINT READS SQL DATA
BEGIN
  RETURN (SELECT SUM(counted) FROM Chunks);
END$$
CREATE TRIGGER Chunks_before_insert BEFORE INSERT ON Chunks FOR EACH ROW
BEGIN
  SET NEW.counted = NEW.counted + 1000;
END$$
DELIMITER ;

SELECT * FROM Chunks;
START TRANSACTION;
INSERT INTO Chunks (db, chunk) VALUES ('LSST', 1001);
UPDATE Chunks SET counted = counted + 1 WHERE chunk = 1001;
COMMIT;
DROP TABLE Old1, Old2;
