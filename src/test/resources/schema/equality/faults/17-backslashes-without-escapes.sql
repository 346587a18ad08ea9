-- on: no-backslash-escapes
INSERT INTO observed VALUES ('path', 'C:\'), ('two', '\\'), ('n', 'a\n');
INSERT INTO observed VALUES ('quote', 'it''s \'), ('length', LENGTH('\''\'));
CREATE TABLE t (a VARCHAR(9) DEFAULT '\' COMMENT 'C:\');
INSERT INTO t VALUES (DEFAULT), ('\;');
