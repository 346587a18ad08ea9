INSERT INTO observed VALUES ('it''s', 'it''s; -- ''no comment'), ('a', 'b');
CREATE TABLE `it's` (`"` INT COMMENT 'it''s');
INSERT INTO `it's` VALUES (1);
