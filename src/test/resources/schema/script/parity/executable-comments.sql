/*!40101 SET NAMES utf8mb4 */;
SELECT 1 /*!50000 , 2 */ /*M!100301 , ';' */ /*!99999 , 3 */;
/*!40000 ALTER TABLE t DISABLE KEYS */;
/*! SELECT "a'b", `c"d` */;
SELECT /*! 1 -- x
, 2 */;
