-- MariaDB dump
--
-- Host: localhost    Database: a
-- ------------------------------------------------------
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
DROP TABLE IF EXISTS `t`;
CREATE TABLE `t` (
  `a` int(11) NOT NULL COMMENT 'the; first',
  PRIMARY KEY (`a`)
) ENGINE=InnoDB /*!40101 DEFAULT CHARSET=utf8mb4 */;
INSERT INTO `t` VALUES
(1),
(2);
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER `g` BEFORE INSERT ON `t` FOR EACH ROW BEGIN
  -- why
  SET NEW.a = 1;
END */;;
DELIMITER ;
