-- expect: refused starts a transaction that the journal does not record
START TRANSACTION;
ROLLBACK AND CHAIN;
