-- expect: refused delimiter
DELIMITER
SELECT 1;
