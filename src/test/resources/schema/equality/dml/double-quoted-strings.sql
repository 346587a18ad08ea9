-- not-on: ansi-quotes
INSERT INTO observed VALUES ("a", "it's; -- x"), ("b ""c""", "/*"), ("d", "e" 'f');
CREATE TABLE t (a VARCHAR(9) DEFAULT "x;y" COMMENT "it's");
INSERT INTO t VALUES ();
