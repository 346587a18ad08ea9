-- may-ask
CREATE DATABASE `far away`;
CREATE TABLE `far away`.`t;1` (n INT) ENGINE=MyISAM;
INSERT INTO `far away`.`t;1` VALUES (1);
INSERT INTO `far away` . `t;1` SELECT n + 1 FROM `far away`.`t;1`;
USE `far away`;
UPDATE `t;1` SET n = n + 5;
INSERT INTO qservw_worker.observed SELECT CONCAT('n ', n), n FROM `t;1`;
