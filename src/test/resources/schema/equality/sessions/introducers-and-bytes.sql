CREATE TABLE t (a VARCHAR(9) CHARACTER SET latin1, b VARCHAR(9) CHARACTER SET utf8mb4, c VARBINARY(20), d BLOB);
INSERT INTO t VALUES (_latin1 0xE9, _utf8mb4 0xF09F9880, _binary 'a\0b', X'00FF10'), ('é', '😀', 'é', b'1010'), (_latin1'x', N'y', 0x00, '');
INSERT INTO observed SELECT CONCAT('hex ', HEX(a), ' ', HEX(d)), CONCAT(HEX(b), ' ', HEX(c), ' ', HEX(d)) FROM t;
