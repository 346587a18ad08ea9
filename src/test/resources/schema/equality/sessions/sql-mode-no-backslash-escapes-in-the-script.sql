SET @old = @@sql_mode;
SET sql_mode = 'NO_BACKSLASH_ESCAPES';
INSERT INTO observed VALUES ('path', 'C:\'), ('n', '\n');
INSERT INTO observed VALUES ('two', '\\');
SET sql_mode = @old;
INSERT INTO observed VALUES ('end', 'x');
