-- expect: refused command
source /tmp/other.sql
INSERT INTO observed VALUES ('a', 1);
