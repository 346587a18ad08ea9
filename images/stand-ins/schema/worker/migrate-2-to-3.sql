-- entrypoint: online-safe
-- Databases that have chunks are known as such.
INSERT IGNORE INTO Dbs (db) SELECT DISTINCT db FROM Chunks;
DROP USER IF EXISTS 'qsw-old-monitor'@'localhost';
