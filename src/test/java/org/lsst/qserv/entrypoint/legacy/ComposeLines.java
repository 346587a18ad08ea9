// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The command lines of a compose file for the Python entry point (two workers, a redirector, a czar
 * with both front ends, and the replication system) with the expected result of each. Those of
 * release line http are in {@link HttpComposeLines}.
 */
public final class ComposeLines {
  static final String REPLICATION_OPTIONS =
      """
       --repl-instance-id qserv_proj --repl-auth-key replauthkey --repl-admin-auth-key=repladminkey
       --repl-registry-host repl-registry --repl-registry-port 25082
      """;

  static final String SOCKET_VARIABLE = "--targs db_socket=/qserv/data/mysql/mysql.sock";
  private static final String SSI = "-l @libXrdSsiLog.so -+xrdssi /config-etc/xrdssi-worker.cf";
  private static final String LOG = "/config-etc/log/log.cnf";
  private static final Map<String, String> PLAIN = Map.of("LD_PRELOAD", "libjemalloc.so.2");
  private static final Map<String, String> LOGGING = logging(LOG);
  private static final Map<String, String> CZARS = czars(LOG, "/config-etc/qserv-czar.cnf");
  static final String REPLICATION_ARGUMENTS =
      "--instance-id=qserv_proj --auth-key=replauthkey --admin-auth-key=repladminkey";

  /**
   * A line with its expected result.
   *
   * @param releaseLine the release line of the image
   * @param files the rendered files with parts of their content
   * @param waits the checks for which the component waits
   */
  public record Line(
      String releaseLine,
      String name,
      String arguments,
      String command,
      Map<String, String> environment,
      Map<String, List<String>> files,
      List<String> waits) {

    /** Returns the arguments of the command line, starting with the name of the legacy command. */
    public List<String> split() {
      String worker = name.endsWith(" b") ? "b" : "a";
      return Stream.of(arguments.strip().split("\\s+"))
          .map(argument -> argument.equals("VNID") ? vnid(worker) : argument)
          .toList();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private ComposeLines() {}

  /** Returns all lines of a release line. */
  public static Stream<Line> of(String releaseLine) {
    return releaseLine.equals("http") ? HttpComposeLines.lines() : lines();
  }

  private static Stream<Line> lines() {
    return Stream.of(
        czarProxy(),
        czarHttp(),
        cmsdManager(),
        xrootdManager(),
        workerCmsd("a"),
        workerXrootd("a"),
        workerReplica("a"),
        workerCmsd("b"),
        workerXrootd("b"),
        workerReplica("b"),
        controller(),
        registry(),
        defaultPorts());
  }

  private static Line czarProxy() {
    return new Line(
        "xrd",
        "proxy",
        "proxy --db-uri mysql://qsmaster:@czar-db:3306?socket={{db_socket}}"
            + " --db-admin-uri mysql://root:CHANGEME@czar-db:3306?socket={{db_socket}} "
            + SOCKET_VARIABLE
            + " --xrootd-manager xrootd-mgr --proxy-backend-address czar-db:3306"
            + REPLICATION_OPTIONS,
        "mysql-proxy --proxy-lua-script=/usr/local/lua/qserv/scripts/mysqlProxy.lua"
            + " --lua-cpath=/usr/local/lua/qserv/lib/czarProxy.so"
            + " --defaults-file=/config-etc/my-proxy.cnf",
        CZARS,
        files(
            "/config-etc/my-proxy.cnf",
            List.of("proxy-backend-addresses = czar-db:3306", "proxy-address = :4040"),
            "/config-etc/qserv-czar.cnf",
            List.of(
                "xrootd = xrootd-mgr:1094",
                "hostname = czar-db",
                "username = qsmaster",
                "password = \n",
                "socket = /qserv/data/mysql/mysql.sock",
                "instance_id = qserv_proj",
                "auth_key = replauthkey",
                "admin_auth_key = repladminkey",
                "registry_host = repl-registry",
                "registry_port = 25082",
                "http_port = 0"),
            LOG,
            List.of("CONSOLE")),
        List.of("mysql://qsmaster@czar-db:3306/?socket=/qserv/data/mysql/mysql.sock"));
  }

  private static Line czarHttp() {
    return new Line(
        "xrd",
        "czar-http",
        "czar-http --db-uri mysql://qsmaster@czar-db:3306?socket={{db_socket}} "
            + SOCKET_VARIABLE
            + " --xrootd-manager xrootd-mgr --http-conn-pool-size 8 --user=qsmaster --password=pw"
            + REPLICATION_OPTIONS,
        "qserv-czar-http --czar-name http --config /config-etc/qserv-czar.cnf --port 4048"
            + " --threads 2 --worker-ingest-threads 2"
            + " --ssl-cert-file /config-etc/ssl/czar-cert.pem"
            + " --ssl-private-key-file /config-etc/ssl/czar-key.pem --tmp-dir /tmp"
            + " --conn-pool-size 8 --user qsmaster --password pw --verbose",
        CZARS,
        files(
            "/config-etc/qserv-czar.cnf",
            List.of("xrootd = xrootd-mgr:1094", "technology = mysql", "registry_port = 25082"),
            LOG,
            List.of("CONSOLE")),
        List.of("mysql://qsmaster@czar-db:3306/?socket=/qserv/data/mysql/mysql.sock"));
  }

  private static Line cmsdManager() {
    return new Line(
        "xrd",
        "cmsd-manager",
        "cmsd-manager --cms-delay-servers 2",
        "cmsd -c /config-etc/cmsd-manager.cnf -n manager -I v4",
        PLAIN,
        files("/config-etc/cmsd-manager.cnf", List.of("all.role manager", "cms.delay servers 2")),
        List.of());
  }

  private static Line xrootdManager() {
    return new Line(
        "xrd",
        "xrootd-manager",
        "xrootd-manager --cmsd-manager-name xrootd-mgr",
        "xrootd -c /config-etc/xrootd-manager.cf -n manager -I v4",
        PLAIN,
        files(
            "/config-etc/xrootd-manager.cf",
            List.of("all.role manager", "all.manager xrootd-mgr:2131")),
        List.of());
  }

  private static Map<String, List<String>> workerFiles(String name) {
    return files(
        "/config-etc/cmsd-worker.cf",
        List.of(
            "all.role server",
            "all.manager xrootd-mgr:2131",
            "cms.vnid @/usr/local/lib64/libreplica.so mysql://qsmaster:@worker-db-"
                + name
                + ":3306/qservw_worker 0 0\n"),
        "/config-etc/xrdssi-worker.cf",
        List.of(
            "hostname = worker-db-" + name,
            "socket = /qserv/data/mysql/mysql.sock",
            "username = qsmaster",
            "dirname = /qserv/data/results",
            "registry_host = repl-registry"),
        LOG,
        List.of("CONSOLE"));
  }

  private static String workerOptions(String name) {
    return " --db-uri mysql://qsmaster@worker-db-"
        + name
        + ":3306?socket={{db_socket}} --cmsd-manager-name xrootd-mgr "
        + SOCKET_VARIABLE
        + REPLICATION_OPTIONS
        + " --vnid-config";
  }

  private static String vnid(String name) {
    return "@/usr/local/lib64/libreplica.so mysql://qsmaster:@worker-db-"
        + name
        + ":{{db_port}}/qservw_worker 0 0";
  }

  private static Line workerCmsd(String name) {
    return new Line(
        "xrd",
        "worker-cmsd " + name,
        "worker-cmsd" + workerOptions(name) + " VNID",
        "cmsd -c /config-etc/cmsd-worker.cf -n worker -I v4 " + SSI,
        LOGGING,
        workerFiles(name),
        List.of(
            "mysql://qsmaster@worker-db-" + name + ":3306/?socket=/qserv/data/mysql/mysql.sock"));
  }

  private static Line workerXrootd(String name) {
    return new Line(
        "xrd",
        "worker-xrootd " + name,
        "worker-xrootd --db-admin-uri mysql://root:CHANGEME@worker-db-"
            + name
            + ":3306 --db-qserv-user qsmaster --results-dirname /qserv/data/results"
            + workerOptions(name)
            + " VNID",
        "xrootd -c /config-etc/cmsd-worker.cf -n worker -I v4 " + SSI,
        LOGGING,
        workerFiles(name),
        List.of(
            "mysql://qsmaster@worker-db-" + name + ":3306/?socket=/qserv/data/mysql/mysql.sock"));
  }

  private static Line workerReplica(String name) {
    String arguments =
        REPLICATION_ARGUMENTS
            + " --registry-host=repl-registry --registry-port=25082"
            + " --worker-num-async-loader-processing-threads=32 --debug";
    return new Line(
        "xrd",
        "worker-repl " + name,
        "worker-repl --db-admin-uri mysql://root:CHANGEME@worker-db-"
            + name
            + ":3306/qservw_worker --repl-connection mysql://qsreplica:@repl-db:3306/qservReplica"
            + " --log-cfg-file=/config-etc/log/log-repl-wrk.cnf -- "
            + arguments,
        "qserv-replica-worker --qserv-worker-db=mysql://root:CHANGEME@worker-db-"
            + name
            + ":3306/qservw_worker --config=mysql://qsreplica:@repl-db:3306/qservReplica "
            + arguments,
        Map.of(
            "LD_PRELOAD",
            "libjemalloc.so.2",
            "LSST_LOG_CONFIG",
            "/config-etc/log/log-repl-wrk.cnf"),
        Map.of(),
        List.of(
            "mysql://qsreplica@repl-db:3306/qservReplica",
            "mysql://root:[REDACTED]@worker-db-" + name + ":3306/qservw_worker"));
  }

  private static Line controller() {
    String arguments =
        REPLICATION_ARGUMENTS
            + " --registry-host=repl-registry --registry-port=25082"
            + " --controller-auto-register-workers=1 --qserv-sync-force --debug"
            + " --controller-http-server-port=25080";
    return new Line(
        "xrd",
        "replication-controller",
        "replication-controller --db-uri mysql://qsreplica:@repl-db:3306/qservReplica"
            + " --db-admin-uri mysql://root:CHANGEME@repl-db:3306/qservReplica"
            + " --qserv-czar-db mysql://root:CHANGEME@czar-db:3306/qservMeta"
            + " --xrootd-manager=xrootd-mgr -- "
            + arguments,
        "qserv-replica-master-http --config=mysql://qsreplica:@repl-db:3306/qservReplica"
            + " --http-root=/usr/local/qserv/www"
            + " --qserv-czar-db=mysql://root:CHANGEME@czar-db:3306/qservMeta "
            + arguments,
        LOGGING,
        files(LOG, List.of("CONSOLE")),
        List.of("mysql://qsreplica@repl-db:3306/qservReplica"));
  }

  private static Line registry() {
    String arguments = REPLICATION_ARGUMENTS + " --registry-port=25082 --debug";
    return new Line(
        "xrd",
        "replication-registry",
        "replication-registry --db-uri mysql://qsreplica:pw@repl-db:3306/qservReplica"
            + " --db-admin-uri mysql://root:CHANGEME@repl-db:3306/qservReplica -- "
            + arguments,
        "qserv-replica-registry --config=mysql://qsreplica:pw@repl-db:3306/qservReplica "
            + arguments,
        LOGGING,
        files(LOG, List.of("CONSOLE")),
        List.of("mysql://qsreplica:[REDACTED]@repl-db:3306/qservReplica"));
  }

  private static Line defaultPorts() {
    return new Line(
        "xrd",
        "worker-xrootd with the old default of the registry's port",
        "worker-xrootd --db-uri mysql://qsmaster:@127.0.0.1:3306?socket=/qserv/data/mysql/mysql.sock"
            + " --cmsd-manager-name m --repl-instance-id i --repl-auth-key k"
            + " --repl-admin-auth-key a --repl-registry-host r",
        "xrootd -c /config-etc/cmsd-worker.cf -n worker -I v4 " + SSI,
        LOGGING,
        files(
            "/config-etc/cmsd-worker.cf",
            List.of("all.manager m:2131"),
            "/config-etc/xrdssi-worker.cf",
            List.of("registry_port = 8080", "http_port = 0", "password = \n"),
            LOG,
            List.of("CONSOLE")),
        List.of("mysql://qsmaster@127.0.0.1:3306/?socket=/qserv/data/mysql/mysql.sock"));
  }

  /** Returns the environment of a service that logs according to a file. */
  static Map<String, String> logging(String log) {
    return Map.of("LD_PRELOAD", "libjemalloc.so.2", "LSST_LOG_CONFIG", log);
  }

  /** Returns the environment of the czar's services, which read a file. */
  static Map<String, String> czars(String log, String czar) {
    Map<String, String> environment = new TreeMap<>(logging(log));
    environment.put("QSERV_CONFIG", czar);
    return environment;
  }

  /** Returns files, given as alternating names and contents. */
  @SuppressWarnings("unchecked")
  static Map<String, List<String>> files(Object... namesAndContents) {
    Map<String, List<String>> files = new LinkedHashMap<>();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      files.put((String) namesAndContents[i], (List<String>) namesAndContents[i + 1]);
    }
    return files;
  }
}
