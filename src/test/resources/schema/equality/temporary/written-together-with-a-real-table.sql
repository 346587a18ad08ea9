-- may-ask
CREATE TEMPORARY TABLE tmp (id INT PRIMARY KEY, a INT);
CREATE TABLE t (id INT PRIMARY KEY, a INT);
INSERT INTO tmp VALUES (1, 1); INSERT INTO t VALUES (1, 1);
UPDATE tmp, t SET tmp.a = tmp.a + 1, t.a = t.a + 10 WHERE tmp.id = t.id;
UPDATE tmp, t SET tmp.a = tmp.a + 1, t.a = t.a + 10 WHERE tmp.id = t.id;
INSERT INTO observed SELECT 'sum', tmp.a + t.a FROM tmp JOIN t USING (id);
