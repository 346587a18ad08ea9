CREATE /* a */ TABLE -- b
  t # c
  (a /* ; */ INT, -- d;
   b INT /*!40000 DEFAULT 5 */ /*M!100100 COMMENT 'm' */ /*!999999 nonsense */);
/*!50001 CREATE VIEW v AS SELECT a FROM t */;
/*!50001 DROP VIEW v */;
/**/ALTER/**/TABLE/**/t/**/ADD/**/c/**/INT/**/;
INSERT INTO t VALUES (1, 2, 3);
