GRANT ALL ON qservReplica.* TO 'qsreplica'@'localhost', 'qsreplica'@'%';
