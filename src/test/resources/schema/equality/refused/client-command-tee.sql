-- expect: refused command
INSERT INTO observed VALUES ('a', 1);
\T /tmp/x
SELECT 1;
