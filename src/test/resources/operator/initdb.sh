#!/bin/bash
# Init container of every pod with a database.
set -euxo pipefail

STATE=/qserv/data/INIT_IN_PROGRESS.state
SOCKET=/qserv/data/mysql/mysql.sock

if [ -e "$STATE" ]; then
  echo "ERROR: the last initialization was interrupted"
  sleep 3600
  exit 1
fi
if [ -e /qserv/data/mysql/mysql ]; then
  exit 0
fi

# shellcheck source=/dev/null
. /secret-mariadb/mariadb.secret.sh
touch "$STATE"
mkdir -p /qserv/run/tmp
mysql_install_db --auth-root-authentication-method=normal >/dev/null
mysqld --skip-networking &
until mysqladmin --socket="$SOCKET" -uroot ping >/dev/null 2>&1; do sleep 0.1; done
for file in /cm-sql/*.sql; do
  awk -v root="$MYSQL_ROOT_PASSWORD" -v monitor="$MYSQL_MONITOR_PASSWORD" \
    '{ gsub(/<MYSQL_ROOT_PASSWORD>/, root); gsub(/<MYSQL_MONITOR_PASSWORD>/, monitor); print }' "$file" |
    mysql --socket="$SOCKET" -uroot
done
mysqladmin --socket="$SOCKET" -uroot --password="$MYSQL_ROOT_PASSWORD" shutdown
wait
rm "$STATE"
