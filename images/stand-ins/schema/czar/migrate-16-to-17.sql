-- Progress of queries in a table of its own, which starts with the queries that there are.
CREATE TABLE QProgress (
  queryId BIGINT NOT NULL PRIMARY KEY,
  totalChunks INT,
  completedChunks INT
) ENGINE = MEMORY;

START TRANSACTION;
UPDATE QInfo SET status = 'ABORTED' WHERE status = 'EXECUTING';
INSERT INTO QMessageHistory (message) VALUES ('queries that ran are aborted; their messages stay');
COMMIT;

DELIMITER $$

CREATE FUNCTION qsChunksLeft(query BIGINT) RETURNS INT
  READS SQL DATA
BEGIN
  DECLARE chunks INT DEFAULT NULL;
  SELECT totalChunks - completedChunks INTO chunks FROM QProgress WHERE queryId = query;
  CASE
    WHEN chunks IS NULL THEN RETURN 0;
    WHEN chunks < 0 THEN RETURN 0;
    ELSE RETURN chunks;
  END CASE;
END$$

CREATE PROCEDURE qsForgetQueries(IN upTo BIGINT)
  MODIFIES SQL DATA
BEGIN
  /* In portions, so that no query waits long. */
  forget: LOOP
    DELETE FROM QTable WHERE queryId <= upTo LIMIT 1000;
    IF ROW_COUNT() = 0 THEN
      LEAVE forget;
    END IF;
  END LOOP forget;
  DELETE FROM QInfo WHERE queryId <= upTo;
END$$

DELIMITER ;

-- Returns rows, as some of Qserv's own scripts do.
SELECT COUNT(*) AS queries FROM QInfo;
