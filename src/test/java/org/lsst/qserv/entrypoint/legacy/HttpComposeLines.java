// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.legacy.ComposeLines.Line;

/**
 * The command lines of a stock Compose file of release line http, with the arguments that
 * production passes to the services. {@link HttpLineTest} tests every value of the files.
 */
final class HttpComposeLines {
  private static final String LOG = "/config-etc/log/log.cfg";
  private static final String SOCKET = "/qserv/data/mysql/mysql.sock";
  private static final String REPLICATION_URL =
      "mysql://qsreplica:CHANGEME@repl-db:3306/qservReplica";
  private static final String SHOWN_REPLICATION_URL =
      "mysql://qsreplica:[REDACTED]@repl-db:3306/qservReplica";

  private static final Map<String, String> LOGGING = ComposeLines.logging(LOG);
  private static final Map<String, String> CZARS =
      ComposeLines.czars(LOG, "/config-etc/qserv-czar.cfg");

  private HttpComposeLines() {}

  static Stream<Line> lines() {
    return Stream.of(
        proxy(),
        czarHttp(),
        workerSvc("a", ""),
        workerSvc("b", " --repl-http-port 25010"),
        workerReplica("a"),
        workerReplica("b"),
        controller(),
        registry());
  }

  private static Line line(
      String name,
      String arguments,
      String command,
      Map<String, String> environment,
      Map<String, List<String>> files,
      List<String> waits) {
    return new Line("http", name, arguments, command, environment, files, waits);
  }

  private static String databases(String host) {
    return " --db-uri mysql://qsmaster:CHANGEME@"
        + host
        + ":3306?socket={{db_socket}} --db-admin-uri mysql://root:CHANGEME@"
        + host
        + ":3306?socket={{db_socket}}"
        + " "
        + ComposeLines.SOCKET_VARIABLE;
  }

  private static List<String> waits(String host) {
    return List.of("mysql://qsmaster:[REDACTED]@" + host + ":3306/?socket=" + SOCKET);
  }

  private static Line proxy() {
    return line(
        "proxy",
        "proxy --proxy-backend-address czar-db:3306"
            + databases("czar-db")
            + ComposeLines.REPLICATION_OPTIONS,
        "mysql-proxy --proxy-lua-script=/usr/local/lua/qserv/scripts/mysqlProxy.lua"
            + " --lua-cpath=/usr/local/lua/qserv/lib/czarProxy.so"
            + " --defaults-file=/config-etc/my-proxy.cfg",
        CZARS,
        ComposeLines.files(
            "/config-etc/my-proxy.cfg",
            List.of("proxy-backend-addresses = czar-db:3306", "proxy-address = :4040"),
            "/config-etc/qserv-czar.cfg",
            List.of(
                "hostname = czar-db",
                "password = CHANGEME",
                "socket = " + SOCKET,
                "transferDir = /tmp",
                "instance_id = qserv_proj",
                "auth_key = replauthkey",
                "registry_host = repl-registry",
                "registry_port = 25082"),
            LOG,
            List.of("CONSOLE")),
        waits("czar-db"));
  }

  private static Line czarHttp() {
    return line(
        "czar-http",
        "czar-http --db-uri mysql://qsmaster:CHANGEME@czar-db:3306?socket={{db_socket}}"
            + " "
            + ComposeLines.SOCKET_VARIABLE
            + " --http-conn-pool-size 8 --user=qsmaster --password=pw"
            + ComposeLines.REPLICATION_OPTIONS,
        "qserv-czar-http --czar-name http --config /config-etc/qserv-czar.cfg --port 4048"
            + " --threads 2 --worker-ingest-threads 2"
            + " --ssl-cert-file /config-etc/ssl/czar-cert.pem"
            + " --ssl-private-key-file /config-etc/ssl/czar-key.pem --tmp-dir /tmp"
            + " --conn-pool-size 8 --user qsmaster --password pw --verbose",
        CZARS,
        ComposeLines.files(
            "/config-etc/qserv-czar.cfg",
            List.of("technology = mysql", "registry_port = 25082", "maxTransferMemMB = 10000"),
            LOG,
            List.of("CONSOLE")),
        waits("czar-db"));
  }

  private static Line workerSvc(String name, String port) {
    String host = "worker-db-" + name;
    return line(
        "worker-svc " + name,
        "worker-svc" + port + databases(host) + ComposeLines.REPLICATION_OPTIONS,
        "qserv-worker-http -c /config-etc/worker-svc.cfg",
        LOGGING,
        ComposeLines.files(
            "/config-etc/worker-svc.cfg",
            List.of(
                "hostname = " + host,
                "port = 3306",
                "socket = " + SOCKET,
                "username = qsmaster",
                "password = CHANGEME",
                "dirname = /qserv/data/results",
                "registry_host = repl-registry",
                "http_port = " + (port.isEmpty() ? "0" : "25010")),
            LOG,
            List.of("CONSOLE")),
        waits(host));
  }

  private static Line workerReplica(String name) {
    String admin = "mysql://root:CHANGEME@worker-db-" + name + ":3306/qservw_worker";
    String arguments =
        ComposeLines.REPLICATION_ARGUMENTS
            + " --registry-host=repl-registry --registry-port=25082 --worker-ingest-num-retries=4"
            + " --worker-num-async-loader-processing-threads=32 --schema-upgrade-wait=1"
            + " --schema-upgrade-wait-timeout=600 --debug";
    return line(
        "worker-repl " + name,
        "worker-repl --db-admin-uri "
            + admin
            + " --repl-connection "
            + REPLICATION_URL
            + " -- "
            + arguments,
        "qserv-replica-worker --qserv-worker-db="
            + admin
            + " --config="
            + REPLICATION_URL
            + " "
            + arguments,
        LOGGING,
        ComposeLines.files(LOG, List.of("CONSOLE")),
        List.of(
            SHOWN_REPLICATION_URL,
            "mysql://root:[REDACTED]@worker-db-" + name + ":3306/qservw_worker"));
  }

  private static Line controller() {
    String czar = "mysql://root:CHANGEME@czar-db:3306/qservMeta";
    String arguments =
        ComposeLines.REPLICATION_ARGUMENTS
            + " --registry-host=repl-registry --registry-port=25082 --qserv-chunk-map-update"
            + " --health-probe-interval=120 --replication-interval=600 --qserv-sync-timeout=600"
            + " --controller-ingest-job-monitor-ival-sec=1 --controller-auto-register-workers=1"
            + " --xrootd-auto-notify=0 --qserv-sync-disable --worker-evict-timeout=1800 --purge"
            + " --debug";
    return line(
        "replication-controller",
        "replication-controller --db-uri "
            + REPLICATION_URL
            + " --db-admin-uri mysql://root:CHANGEME@repl-db:3306/qservReplica --qserv-czar-db "
            + czar
            + " -- "
            + arguments,
        "qserv-replica-master-http --config="
            + REPLICATION_URL
            + " --http-root=/usr/local/qserv/www --qserv-czar-db="
            + czar
            + " "
            + arguments,
        LOGGING,
        ComposeLines.files(LOG, List.of("CONSOLE")),
        List.of(SHOWN_REPLICATION_URL));
  }

  private static Line registry() {
    String arguments = ComposeLines.REPLICATION_ARGUMENTS + " --registry-port=25082 --debug";
    return line(
        "replication-registry",
        "replication-registry --db-uri "
            + REPLICATION_URL
            + " --db-admin-uri mysql://root:CHANGEME@repl-db:3306/qservReplica -- "
            + arguments,
        "qserv-replica-registry --config=" + REPLICATION_URL + " " + arguments,
        LOGGING,
        ComposeLines.files(LOG, List.of("CONSOLE")),
        List.of(SHOWN_REPLICATION_URL));
  }
}
