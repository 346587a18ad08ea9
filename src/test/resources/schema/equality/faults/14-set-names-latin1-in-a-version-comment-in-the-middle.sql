INSERT INTO observed VALUES ('before', 'é😀');
/*!40101 SET NAMES latin1 */;
INSERT INTO observed VALUES ('between', HEX('é'));
/*!40101 SET NAMES utf8mb4 */;
INSERT INTO observed VALUES ('after', 'é😀');
