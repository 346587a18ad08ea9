#!/bin/bash
# Executes many upgrades, interrupts each at a different statement, resumes it, and compares the result with that of an upgrade that
# was not interrupted. Reads lines `POINT PHASE ACTION` and answers each with `ok`, `not reached` or a description of the problem.
# The last points may not be reached, because an upgrade polls for stop requests at fixed intervals, so the number of its statements varies.
# ACTION: kill (the process of the upgrade), cut (its connections), server (the server).
# usage: kill.sh reference|points
# Runs in a container with the commands of the image, the scripts in /tmp/scripts, and proxy.py in /tmp.
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
reset_schema() { sql 'DROP DATABASE IF EXISTS qservw_worker; DROP DATABASE IF EXISTS qservSchemaJournal'; }
dump() { mariadb-dump --no-defaults -S $socket --databases qservw_worker --routines --triggers --skip-comments --skip-dump-date --order-by-primary; }
through_proxy() { # POINT PHASE ACTION VICTIM
  rm -f /tmp/listening /tmp/count.fault
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
fault_was_injected() { [ -e /tmp/count.fault ]; }

interrupt_and_resume() { # POINT PHASE ACTION
  reset_schema
  case $3 in
    kill) through_proxy "$1" "$2" kill /tmp/upgrader.pid ;;
    cut) through_proxy "$1" "$2" cut - ;;
    server)
      through_proxy "$1" "$2" kill /tmp/server.pid
      if fault_was_injected; then
        wait "$(cat /tmp/server.pid)" 2>/dev/null
        launch_server
      fi ;;
  esac
  (upgrade $port) || { echo "$*: resuming failed with exit code $?: $(tail -n 3 /tmp/upgrade.log | tr '\n' ' ')"; return; }
  if ! dump | cmp -s - /tmp/reference.sql; then
    echo "$*: the result differs: $(dump | diff - /tmp/reference.sql | head -n 8 | tr '\n' ' ')"
    return
  fi
  if fault_was_injected; then echo ok; else echo not reached; fi
}

if ! kill -0 "$(cat /tmp/server.pid 2>/dev/null)" 2>/dev/null; then launch_server; fi
case $1 in
  reference)
    reset_schema
    through_proxy 0 before cut -
    dump >/tmp/reference.sql
    cat /tmp/count ;;
  points)
    while read -r point phase action; do interrupt_and_resume "$point" "$phase" "$action"; done ;;
esac
