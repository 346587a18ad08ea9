CREATE TABLE t (id INT PRIMARY KEY, a TEXT CHARACTER SET utf8mb4);
INSERT INTO t VALUES (1, 'emoji 😀'), (2, 'it''s'), (3, 'say "x"'), (4, 'semi;colon'), (5, '-- no comment'), (6, '/* nor this */'),
  (7, 'line
break'), (8, '# x'), (9, 'delimiter //'), (10, '`'), (11, 'a' 'b'
  'c'), (12, '{{ x }} {% y %}'), (13, '	tab'), (14, 'DELIMITER $$'), (15, '%_'), (16, ''), (17, '日本'), (18, '$$');
