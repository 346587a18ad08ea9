#!/bin/bash
# Container `cmsd-server` of a worker.
set -e
exec entrypoint --log-level DEBUG worker-cmsd \
  --db-uri "mysql://qsmaster:@127.0.0.1:3306?socket=/qserv/data/mysql/mysql.sock" \
  --vnid-config "@/usr/local/lib64/libreplica.so mysql://qsmaster:@127.0.0.1:3306/qservw_worker 0 0" \
  --cmsd-manager-name qserv-xrootd-redirector \
  --repl-instance-id default-qserv \
  --repl-registry-host qserv-repl-registry \
  --repl-registry-port 8080 \
  --log-cfg-file /cm-etc/log.cnf
