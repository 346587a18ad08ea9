CREATE TABLE t (id INT PRIMARY KEY, j JSON, k VARCHAR(20) AS (JSON_VALUE(j, '$.a')) STORED, KEY (k));
INSERT INTO t (id, j) VALUES (1, '{"a": "x", "b": [1, 2, {"c": null}]}'), (2, JSON_OBJECT('a', 'é', 'n', 1.5)), (3, NULL), (4, '[]');
UPDATE t SET j = JSON_SET(j, '$.b[0]', 10) WHERE id = 1;
INSERT INTO observed SELECT CONCAT('b ', id), JSON_EXTRACT(j, '$.b') FROM t;
INSERT INTO observed SELECT CONCAT('row ', x.n), x.v FROM JSON_TABLE('[{"n":1,"v":"p"},{"n":2,"v":"q"}]', '$[*]' COLUMNS (n INT PATH '$.n', v TEXT PATH '$.v')) AS x;
