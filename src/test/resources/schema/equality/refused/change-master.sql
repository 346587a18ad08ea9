-- expect: refused replication configuration of the server
CHANGE MASTER TO MASTER_HOST = '127.0.0.9';
