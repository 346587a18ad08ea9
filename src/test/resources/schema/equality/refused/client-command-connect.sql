-- expect: refused command
connect other
SELECT 1;
