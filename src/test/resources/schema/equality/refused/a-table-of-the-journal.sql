-- expect: refused qservSchemaJournal
CREATE TABLE qservSchemaJournal.mine (a INT);
