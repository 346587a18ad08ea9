SET @int = 5, @dec = 1.50, @dbl = 1e10, @str = 'é;''x', @bin = 0x00FF, @nul = NULL, @date = DATE'2024-02-29', @utf = _utf8mb4'😀' COLLATE utf8mb4_bin;
CREATE TABLE t1 AS SELECT @int AS i, @dec AS d, @dbl AS f, @str AS s, @bin AS b, @date AS dt, @utf AS u;
INSERT INTO observed VALUES ('int', @int), ('dec', @dec), ('dbl', @dbl), ('str', @str), ('bin', HEX(@bin)), ('nul', @nul), ('collation', COLLATION(@utf));
CREATE TABLE t2 AS SELECT @int AS i, @dec AS d, @dbl AS f, @str AS s, @bin AS b, @date AS dt, @utf AS u;
