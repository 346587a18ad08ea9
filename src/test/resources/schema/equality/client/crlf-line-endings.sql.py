import sys
script = """CREATE TABLE t (a INT,
  b TEXT);
-- a comment
INSERT INTO t VALUES (1, 'two
lines');
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  INSERT INTO observed VALUES ('p', 'a
b');
END//
DELIMITER ;
CALL p();
"""
sys.stdout.buffer.write(script.replace("\n", "\r\n").encode())
