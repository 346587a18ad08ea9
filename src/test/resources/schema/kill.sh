#!/bin/bash
# Upgrades a schema again and again, does harm to it each time at another statement, lets it go on, and compares what comes of it
# with what an undisturbed upgrade makes. Reads lines `POINT PHASE ACTION` and answers each with `ok`, `not reached` (it takes a
# look at the clock whether a statement or two more are sent, so the last points may not come) or with what is wrong.
# ACTION: kill (the upgrader), cut (its connections), server (the server).
# usage: kill.sh REFERENCE|POINTS, in a container with the image's commands, scripts in /tmp/scripts, proxy.py in /tmp
set -u
port=3399 proxied=3398 socket=/qserv/data/mysql/mysql.sock

launch_server() {
  entrypoint worker database -e paths.config=/tmp/config -e paths.state=/tmp/state -e mariadb.port=$port -e mode=maintenance \
    -e database.admin-url=mysql://boss@127.0.0.1:$port/ -e database.admin-password-file=/tmp/password >>/tmp/server.log 2>&1 &
  echo $! >/tmp/server.pid
  until sql 'SELECT 1' >/dev/null 2>&1; do kill -0 "$(cat /tmp/server.pid)" || { tail /tmp/server.log; exit 1; }; sleep 0.05; done
}
sql() { mariadb --no-defaults -S $socket -NBe "$1"; }
upgrade() { # PORT
  exec entrypoint schema upgrade --module worker -e schema.scripts=/tmp/scripts -e mode=maintenance -e paths.state=/tmp/state \
    -e database.admin-url=mysql://boss@127.0.0.1:"$1"/ -e database.admin-password-file=/tmp/password >/tmp/upgrade.log 2>&1
}
forget() { sql 'DROP DATABASE IF EXISTS qservw_worker; DROP DATABASE IF EXISTS qservSchemaJournal'; }
dump() { mariadb-dump --no-defaults -S $socket --databases qservw_worker --routines --triggers --skip-comments --skip-dump-date --order-by-primary; }
through_proxy() { # POINT PHASE ACTION VICTIM
  rm -f /tmp/listening /tmp/count.harm
  python3 /tmp/proxy.py $proxied $port "$1" "$2" "$3" "$4" /tmp/count >/tmp/listening &
  proxy=$!
  until [ -s /tmp/listening ]; do sleep 0.01; done
  (upgrade $proxied) &
  upgrader=$!
  echo $upgrader >/tmp/upgrader.pid
  wait $upgrader 2>/dev/null
  kill $proxy 2>/dev/null
  wait $proxy 2>/dev/null
}
is_harmed() { [ -e /tmp/count.harm ]; }

one() { # POINT PHASE ACTION
  forget
  case $3 in
    kill) through_proxy "$1" "$2" kill /tmp/upgrader.pid ;;
    cut) through_proxy "$1" "$2" cut - ;;
    server)
      through_proxy "$1" "$2" kill /tmp/server.pid
      if is_harmed; then
        wait "$(cat /tmp/server.pid)" 2>/dev/null
        launch_server
      fi ;;
  esac
  (upgrade $port) || { echo "$*: goes on with exit code $?: $(tail -n 3 /tmp/upgrade.log | tr '\n' ' ')"; return; }
  if ! dump | cmp -s - /tmp/reference.sql; then
    echo "$*: differs: $(dump | diff - /tmp/reference.sql | head -n 8 | tr '\n' ' ')"
    return
  fi
  if is_harmed; then echo ok; else echo not reached; fi
}

if ! kill -0 "$(cat /tmp/server.pid 2>/dev/null)" 2>/dev/null; then launch_server; fi
case $1 in
  reference)
    forget
    through_proxy 0 before cut -
    dump >/tmp/reference.sql
    cat /tmp/count ;;
  points)
    while read -r point phase action; do one "$point" "$phase" "$action"; done ;;
esac
