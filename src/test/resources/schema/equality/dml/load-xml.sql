-- may-ask
CREATE TABLE t (id INT, name VARCHAR(9));
SELECT '<r><row id="1"><name>one</name></row><row id="2" name="two"/></r>' INTO DUMPFILE '/tmp/equality-output/rows.xml';
LOAD XML INFILE '/tmp/equality-output/rows.xml' INTO TABLE t ROWS IDENTIFIED BY '<row>';
INSERT INTO observed SELECT CONCAT('name ', id), name FROM t;
