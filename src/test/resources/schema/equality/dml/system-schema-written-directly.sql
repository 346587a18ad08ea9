-- may-ask
CREATE USER direct IDENTIFIED BY 'x';
INSERT INTO mysql.db (Host, Db, User, Select_priv) VALUES ('%', 'qservw_worker', 'direct', 'Y');
UPDATE mysql.db SET Insert_priv = 'Y' WHERE User = 'direct';
FLUSH PRIVILEGES;
