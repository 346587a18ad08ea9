use a
USE b;
SELECT 1;
  Use `c d`
USE `a`;
SELECT status
, source
FROM t;
SELECT
status
;
