MYSQL_ROOT_PASSWORD='operator-secret-1'
MYSQL_MONITOR_PASSWORD='operator-secret-2'
