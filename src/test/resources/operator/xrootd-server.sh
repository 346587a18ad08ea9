#!/bin/bash
# Container `xrootd-server` of a worker; starts as root.
set -e
# shellcheck source=/dev/null
. /secret-mariadb/mariadb.secret.sh
memory=$(awk '/^MemTotal:/ { print $2 }' /proc/meminfo)
# The operator's pod has the capability SYS_RESOURCE; not every machine grants it to a test.
ulimit -l $((memory - 1000000)) || true
exec su qserv -c "ulimit -l && exec entrypoint --log-level DEBUG worker-xrootd \
  --db-uri mysql://qsmaster:@127.0.0.1:3306?socket=/qserv/data/mysql/mysql.sock \
  --db-admin-uri mysql://root:${MYSQL_ROOT_PASSWORD}@127.0.0.1:3306?socket=/qserv/data/mysql/mysql.sock \
  --vnid-config '@/usr/local/lib64/libreplica.so mysql://qsmaster:@127.0.0.1:3306/qservw_worker 0 0' \
  --cmsd-manager-name qserv-xrootd-redirector \
  --repl-instance-id default-qserv \
  --repl-registry-host qserv-repl-registry \
  --repl-registry-port 8080 \
  --mysql-monitor-password ${MYSQL_MONITOR_PASSWORD} \
  --results-protocol HTTP \
  --log-cfg-file /cm-etc/log.cnf"
