#!/bin/bash
# Container `mariadb` of every pod with a database.
set -eux
mkdir -p /qserv/run/tmp
exec mysqld
