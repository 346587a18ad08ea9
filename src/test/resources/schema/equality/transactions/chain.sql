-- expect: refused starts a transaction that the journal does not record
CREATE TABLE t (a INT);
START TRANSACTION;
INSERT INTO t VALUES (1);
COMMIT AND CHAIN;
INSERT INTO t VALUES (2);
COMMIT;
