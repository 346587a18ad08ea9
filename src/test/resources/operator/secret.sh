# shellcheck shell=sh disable=SC2034 # the start scripts read it
MYSQL_ROOT_PASSWORD='operator-secret-1'
MYSQL_MONITOR_PASSWORD='operator-secret-2'
