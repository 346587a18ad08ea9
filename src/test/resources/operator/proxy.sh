#!/bin/bash
# Container `proxy` of the czar.
set -ex
set +x
# shellcheck source=/dev/null
. /secret-mariadb/mariadb.secret.sh
entrypoint --log-level DEBUG smig-update --czar-connection "mysql://root:${MYSQL_ROOT_PASSWORD}@localhost:3306"
exec entrypoint --log-level DEBUG proxy \
  --db-uri "mysql://qsmaster:@127.0.0.1:3306?socket=/qserv/data/mysql/mysql.sock" \
  --db-admin-uri "mysql://root:${MYSQL_ROOT_PASSWORD}@127.0.0.1:3306?socket=/qserv/data/mysql/mysql.sock" \
  --xrootd-manager qserv-xrootd-redirector \
  --repl-instance-id default-qserv \
  --repl-registry-host qserv-repl-registry \
  --repl-registry-port 8080 \
  --log-cfg-file /cm-etc/log.cnf
