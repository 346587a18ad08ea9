CREATE TABLE migrations (id INT PRIMARY KEY, state VARCHAR(9));
INSERT INTO migrations VALUES (1, 'done');
UPDATE QMetadata SET value = value WHERE metakey = 'version';
INSERT INTO QMetadata VALUES ('chunkLevel', '5');
DELETE FROM QMetadata WHERE metakey = 'chunkLevel';
