CREATE TABLE `größe 日本` (`spalte é` VARCHAR(20) CHARACTER SET utf8mb4 DEFAULT 'ü' COMMENT '日本');
INSERT INTO `größe 日本` VALUES ('😀'), ('👩‍👩‍👧'), (_utf8mb4'ß');
CREATE VIEW `ansicht é` AS SELECT `spalte é` AS `値` FROM `größe 日本`;
INSERT INTO observed SELECT CONCAT('値 ', `値`), CHAR_LENGTH(`値`) FROM `ansicht é`;
