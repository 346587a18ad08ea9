-- expect: refused XA
XA START 'x';
INSERT INTO observed VALUES ('a', 1);
XA END 'x';
XA PREPARE 'x';
XA COMMIT 'x';
