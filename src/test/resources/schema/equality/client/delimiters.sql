DELIMITER //
INSERT INTO observed VALUES ('a', ';')//
delimiter ;
INSERT INTO observed VALUES ('b', '//');
DELIMITER "$$"
INSERT INTO observed VALUES ('c', 3)$$
DELIMITER '@@'
INSERT INTO observed VALUES ('d', 4)@@
DELIMITER ;
INSERT INTO observed VALUES ('e', 5);
