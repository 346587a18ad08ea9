-- expect: refused KILL
INSERT INTO observed VALUES ('a', 1);
KILL HARD QUERY 1;
