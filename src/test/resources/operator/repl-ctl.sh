#!/bin/bash
# Container of the replication controller.
set -e
# shellcheck source=/dev/null
. /secret-mariadb/mariadb.secret.sh
# shellcheck source=/dev/null
. /secret-repl-db/repl-db.secret.sh
entrypoint --log-level DEBUG smig-update --repl-connection mysql://qsreplica:@qserv-repl-db:3306/qservReplica
exec entrypoint --log-level DEBUG replication-controller \
  --db-uri mysql://qsreplica:@qserv-repl-db:3306/qservReplica \
  --qserv-czar-db "mysql://root:${MYSQL_ROOT_PASSWORD}@qserv-czar:3306/qservMeta" \
  --xrootd-manager qserv-xrootd-redirector \
  --log-cfg-file /cm-etc/log.cnf \
  -- \
  --instance-id=default-qserv \
  --registry-host=qserv-repl-registry \
  --registry-port=8080 \
  --controller-http-server-port=8080 \
  --debug
