CREATE TABLE generated (id INT PRIMARY KEY, value CHAR(36));
CREATE TABLE copy (id INT PRIMARY KEY, value CHAR(36));
INSERT INTO generated VALUES (1, UUID()), (2, UUID());
INSERT INTO copy SELECT * FROM generated;
INSERT INTO observed SELECT CONCAT('same ', id), generated.value = copy.value FROM generated JOIN copy USING (id);
