CREATE USER IF NOT EXISTS 'qsmaster'@'localhost', 'qsmaster'@'%', 'qsreplica'@'localhost', 'qsreplica'@'%';
CREATE USER 'monitor'@'localhost' IDENTIFIED BY '<MYSQL_MONITOR_PASSWORD>';
GRANT PROCESS ON *.* TO 'monitor'@'localhost';
CREATE USER 'root'@'%' IDENTIFIED BY '<MYSQL_ROOT_PASSWORD>';
GRANT ALL ON *.* TO 'root'@'%' WITH GRANT OPTION;
