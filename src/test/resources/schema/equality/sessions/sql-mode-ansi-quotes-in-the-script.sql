SET sql_mode = 'ANSI_QUOTES';
CREATE TABLE "my table" ("a;b" INT, c VARCHAR(9) DEFAULT 'it''s "');
INSERT INTO "my table" ("a;b") VALUES (1);
CREATE VIEW "v" AS SELECT "a;b" FROM "my table";
SET sql_mode = '';
INSERT INTO observed SELECT "text", `a;b` FROM `my table`;
