#!/bin/bash
# Container of the replication registry.
set -e
exec entrypoint --log-level DEBUG replication-registry \
  --db-uri mysql://qsreplica:@qserv-repl-db:3306/qservReplica \
  --log-cfg-file /cm-etc/log.cnf \
  -- \
  --instance-id=default-qserv \
  --registry-port=8080 \
  --debug
