INSERT INTO observed VALUES ('a', 1)\g
SELECT 1\G
INSERT INTO observed VALUES ('b', 2);;
;
INSERT INTO observed VALUES ('c', 3); INSERT INTO observed VALUES ('d', 4);INSERT INTO observed VALUES ('e', 5)
;
INSERT INTO observed VALUES ('without a terminator', 6)
