-- may-ask
CREATE TABLE `obj-1` (a INT) ENGINE=MyISAM;
INSERT INTO `obj-1` VALUES (1), (2);
INSERT INTO `obj-1` SELECT a + 2 FROM `obj-1`;
INSERT INTO observed SELECT 'rows', COUNT(*) FROM `obj-1`;
