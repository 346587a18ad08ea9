#!/bin/bash
# Container `repl-wrk` of a worker.
set -e
# shellcheck source=/dev/null
. /secret-mariadb/mariadb.secret.sh
# shellcheck source=/dev/null
. /secret-repl-db/repl-db.secret.sh
URL="mysql://root:${MYSQL_ROOT_PASSWORD}@127.0.0.1:3306?socket=/qserv/data/mysql/mysql.sock"
entrypoint --log-level DEBUG smig-update --worker-connection "$URL"
exec entrypoint --log-level DEBUG worker-repl \
  --db-admin-uri "$URL" \
  --repl-connection mysql://qsreplica:@qserv-repl-db:3306/qservReplica \
  --log-cfg-file /cm-etc/log.cnf \
  -- \
  --instance-id=default-qserv \
  --registry-host=qserv-repl-registry \
  --registry-port=8080 \
  --worker-http-loader-port=25004 \
  --debug
