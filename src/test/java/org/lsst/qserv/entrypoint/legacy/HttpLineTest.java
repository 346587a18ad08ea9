// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.plan.ServicePlan;

/**
 * Tests the command lines of a stock Compose file of release line http: the command, environment
 * and files of each service, which are those of the Python entry point.
 */
final class HttpLineTest {
  private static final String SOCKET = "/qserv/mariadb/run/mysqld.sock";
  private static final String REPLICATION =
      " --repl-instance-id qserv_proj --repl-auth-key replauthkey"
          + " --repl-admin-auth-key repladminauthkey --repl-registry-host repl-registry"
          + " --repl-registry-port 25082";
  private static final String DATABASE =
      " --db-uri mysql://qsmaster:CHANGEME@127.0.0.1:3306?socket={{db_socket}}"
          + " --db-admin-uri mysql://root:CHANGEME@127.0.0.1:3306?socket={{db_socket}}"
          + " --targs db_socket="
          + SOCKET;
  private static final String URL = "mysql://qsreplica:CHANGEME@repl-mgr-db:3306/qservReplica";

  @TempDir Path directory;

  private TestHost host;

  @BeforeEach
  void createHost() {
    host = new TestHost(directory.resolve("root"));
  }

  private TestLegacyLine line(String line) {
    return new TestLegacyLine(host, "http", List.of(line.strip().split("\\s+")));
  }

  /** Returns the values of an INI file by {@code section.key}. */
  private static Map<String, String> values(String text) {
    Map<String, String> values = new TreeMap<>();
    String section = "";
    for (String line : text.lines().toList()) {
      int equals = line.indexOf('=');
      if (line.startsWith("[")) {
        section = line.substring(1, line.length() - 1);
      } else if (equals > 0) {
        values.put(
            section + "." + line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    return values;
  }

  private static Map<String, String> expected(String... pairs) {
    Map<String, String> values = new TreeMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      values.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return values;
  }

  private static Map<String, String> environment(ServicePlan start) {
    Map<String, String> environment = new TreeMap<>();
    start.command().environment().forEach((name, text) -> environment.put(name, text.value()));
    return environment;
  }

  @Test
  void workerSvc() {
    TestLegacyLine line = line("worker-svc" + DATABASE + REPLICATION);
    assertThat(line.command()).isEqualTo("qserv-worker-http -c /config-etc/worker-svc.cfg");
    assertThat(environment(line.start()))
        .isEqualTo(
            Map.of("LD_PRELOAD", "libjemalloc.so.2", "LSST_LOG_CONFIG", "/config-etc/log/log.cfg"));
    assertThat(line.files())
        .containsExactly("/config-etc/worker-svc.cfg", "/config-etc/log/log.cfg");
    assertThat(line.start().steps())
        .anyMatch(step -> step.toString().contains("/qserv/data/results"));
    assertThat(values(line.file("/config-etc/worker-svc.cfg")))
        .containsAllEntriesOf(
            expected(
                "mysql.hostname=127.0.0.1",
                "mysql.port=3306",
                "mysql.socket=" + SOCKET,
                "mysql.username=qsmaster",
                "mysql.password=CHANGEME",
                "scheduler.thread_pool_size=20",
                "scheduler.group_size=10",
                "scheduler.required_tasks_completed=1",
                "scheduler.maxactivechunks_snail=1",
                "scheduler.maxactivechunks_slow=4",
                "scheduler.maxactivechunks_med=4",
                "scheduler.maxactivechunks_fast=4",
                "sqlconnections.maxsqlconn=980",
                "sqlconnections.reservedinteractivesqlconn=930",
                "results.dirname=/qserv/data/results",
                "results.num_http_threads=4",
                "results.clean_up_on_start=1",
                "replication.instance_id=qserv_proj",
                "replication.auth_key=replauthkey",
                "replication.admin_auth_key=repladminauthkey",
                "replication.registry_host=repl-registry",
                "replication.registry_port=25082",
                "replication.registry_heartbeat_ival_sec=1",
                "replication.http_port=0",
                "replication.num_http_threads=2"))
        .doesNotContainKeys("mysql.db", "scheduler.maxActiveChunks_slow");
  }

  @Test
  void workerSvcWithoutAPortInTheUrlWritesOne() {
    TestLegacyLine line =
        line(
            "worker-svc --db-uri mysql://qsmaster:pw@db --repl-registry-host r --repl-instance-id i");
    assertThat(values(line.file("/config-etc/worker-svc.cfg")))
        .containsAllEntriesOf(
            expected("mysql.port=3306", "replication.auth_key=", "replication.registry_port=8080"));
  }

  @Test
  void workerSvcWithAPortForManagementIsCheckedThere() {
    TestLegacyLine line = line("worker-svc --repl-http-port 25010" + DATABASE + REPLICATION);
    assertThat(line.start().ready().orElseThrow().toString())
        .contains("http://127.0.0.1:25010/meta/version");
    assertThat(line("worker-svc" + DATABASE + REPLICATION).start().ready()).isEmpty();
  }

  @Test
  void proxy() {
    TestLegacyLine line = line("proxy" + DATABASE + REPLICATION);
    assertThat(line.command())
        .isEqualTo(
            "mysql-proxy --proxy-lua-script=/usr/local/lua/qserv/scripts/mysqlProxy.lua"
                + " --lua-cpath=/usr/local/lua/qserv/lib/czarProxy.so"
                + " --defaults-file=/config-etc/my-proxy.cfg");
    assertThat(environment(line.start()))
        .containsAllEntriesOf(
            Map.of(
                "QSERV_CONFIG", "/config-etc/qserv-czar.cfg",
                "LSST_LOG_CONFIG", "/config-etc/log/log.cfg",
                "LD_PRELOAD", "libjemalloc.so.2"));
    assertThat(values(line.file("/config-etc/my-proxy.cfg")))
        .isEqualTo(
            expected(
                "mysql-proxy.proxy-address=:4040",
                "mysql-proxy.proxy-backend-addresses=127.0.0.1:3306",
                "mysql-proxy.log-level=debug",
                "mysql-proxy.proxy-connect-timeout=30"));
    Map<String, String> czar = values(line.file("/config-etc/qserv-czar.cfg"));
    assertThat(czar).containsAllEntriesOf(czarFile());
    assertThat(czar)
        .containsAllEntriesOf(
            expected(
                "resultdb.maxTransferMemMB=0",
                "resultdb.transferMinMBInMem=0",
                "resultdb.transferDir=/tmp",
                "qdisppool.poolSize=1000",
                "qdisppool.vectRunSizes=800:800:500:500",
                "qdisppool.vectMinRunningSizes=0:3:3:3"));
  }

  private static Map<String, String> czarFile() {
    return expected(
        "css.technology=mysql",
        "css.hostname=127.0.0.1",
        "css.port=3306",
        "css.username=qsmaster",
        "css.password=CHANGEME",
        "css.database=qservCssData",
        "css.socket=" + SOCKET,
        "resultdb.user=qsmaster",
        "resultdb.passwd=CHANGEME",
        "resultdb.host=127.0.0.1",
        "resultdb.port=3306",
        "resultdb.unix_socket=" + SOCKET,
        "resultdb.db=qservResult",
        "resultdb.maxtablesize_mb=5100",
        "resultdb.maxsqlconnectionattempts=10",
        "resultdb.oldestResultKeptDays=7",
        "qmeta.db=qservMeta",
        "qmeta.maxMsgSourceStore=5",
        "qstatus.db=qservMeta",
        "partitioner.emptyChunkPath=.",
        "tuning.largeResultConcurrentMerges=6",
        "tuning.qMetaSecsBetweenChunkCompletionUpdates=59",
        "tuning.notifyWorkersOnQueryFinish=1",
        "tuning.notifyWorkersOnCzarRestart=1",
        "tuning.jobMaxAttempts=150",
        "qdisppool.largestPriority=3",
        "uberjob.maxChunks=10000",
        "activeworker.monitorSleepTimeMilliSec=15000",
        "familymap.usingChunkSize=0",
        "replication.instance_id=qserv_proj",
        "replication.registry_host=repl-registry",
        "replication.registry_port=25082",
        "replication.http_port=0",
        "replication.num_http_threads=2");
  }

  @Test
  void czarHttp() {
    TestLegacyLine line =
        line(
            "czar-http --db-uri mysql://qsmaster:CHANGEME@127.0.0.1:3306?socket={{db_socket}}"
                + " --targs db_socket="
                + SOCKET
                + " --user qsmaster --password pw"
                + REPLICATION);
    assertThat(line.command())
        .isEqualTo(
            "qserv-czar-http --czar-name http --config /config-etc/qserv-czar.cfg --port 4048"
                + " --threads 2 --worker-ingest-threads 2"
                + " --ssl-cert-file /config-etc/ssl/czar-cert.pem"
                + " --ssl-private-key-file /config-etc/ssl/czar-key.pem --tmp-dir /tmp"
                + " --conn-pool-size 0 --user qsmaster --password pw --verbose");
    Map<String, String> czar = values(line.file("/config-etc/qserv-czar.cfg"));
    assertThat(czar).containsAllEntriesOf(czarFile());
    assertThat(czar)
        .containsAllEntriesOf(
            expected(
                "resultdb.maxTransferMemMB=10000",
                "resultdb.transferMinMBInMem=10",
                "resultdb.transferDir=/tmp",
                "qdisppool.poolSize=50",
                "qdisppool.vectRunSizes=50:50:50:50",
                "qdisppool.vectMinRunningSizes=0:1:3:3"))
        .doesNotContainKey("frontend.xrootd");
  }

  @Test
  void replicationServicesWithTheArgumentsOfProduction() {
    assertThat(
            line("replication-controller --db-uri "
                    + URL
                    + " --qserv-czar-db mysql://root:CHANGEME@czar-db:3306/qservMeta --"
                    + " --qserv-chunk-map-update --health-probe-interval=120"
                    + " --xrootd-auto-notify=0 --qserv-sync-disable --purge --debug")
                .command())
        .isEqualTo(
            "qserv-replica-master-http --config="
                + URL
                + " --http-root=/usr/local/qserv/www"
                + " --qserv-czar-db=mysql://root:CHANGEME@czar-db:3306/qservMeta"
                + " --qserv-chunk-map-update --health-probe-interval=120 --xrootd-auto-notify=0"
                + " --qserv-sync-disable --purge --debug");
    assertThat(line("replication-registry --db-uri " + URL + " -- --debug").command())
        .isEqualTo("qserv-replica-registry --config=" + URL + " --debug");
    assertThat(
            line("worker-repl --db-admin-uri mysql://root:CHANGEME@127.0.0.1:3306/qservw_worker"
                    + " --repl-connection "
                    + URL
                    + " -- --worker-ingest-num-retries=4 --schema-upgrade-wait=1 --debug")
                .command())
        .isEqualTo(
            "qserv-replica-worker"
                + " --qserv-worker-db=mysql://root:CHANGEME@127.0.0.1:3306/qservw_worker"
                + " --config="
                + URL
                + " --worker-ingest-num-retries=4 --schema-upgrade-wait=1 --debug");
  }

  @Test
  void aControllerWithoutTheChunkMapIsWarnedAbout() {
    TestLegacyLine line =
        line(
            "replication-controller --db-uri "
                + URL
                + " --qserv-czar-db mysql://root:CHANGEME@czar-db:3306/qservMeta -- --debug");
    assertThat(line.plan()).isNotNull();
    assertThat(line.settings().warnings())
        .anySatisfy(
            warning -> assertThat(warning.what()).contains("without --qserv-chunk-map-update"));
  }

  @ParameterizedTest
  @CsvSource({
    "proxy, --xrootd-manager=x, remove it; the czar finds the workers through the registry",
    "czar-http, --xrootd-manager x, remove it; the czar finds the workers through the registry",
    "worker-svc, --vnid-config=@/x, remove it; the name of the worker is in its database",
    "worker-svc, --cmsd-worker-cfg-path=/x, use --worker-svc-cfg-path",
    "worker-svc, --xrdssi-cfg-file=/x, use --worker-svc-cfg-file",
    "replication-controller, --xrootd-manager=x, remove it; the czar finds the workers through the registry"
  })
  void anOptionOfXrootdIsReportedAsGone(String command, String option, String fix) {
    assertThat(line(command + " " + option).problems())
        .contains(
            option.split("[= ]", -1)[0]
                + " no longer exists: release line http has no xrootd -> "
                + fix);
  }

  @Test
  void theValuesOfTheTemplateOfTheImageAreKeptInACustomTemplate() throws java.io.IOException {
    Path template = directory.resolve("worker.cfg.jinja");
    java.nio.file.Files.writeString(
        template,
        "{{ db_host }} {{ db_port }} {{ db_socket }} {{ mysqld_user_qserv_password }}"
            + " '{{ worker_name }}' {{ results_dirname }} {{ repl_http_port }}");
    TestLegacyLine line =
        line("worker-svc --worker-svc-cfg-file " + template + DATABASE + REPLICATION);
    assertThat(line.file("/config-etc/worker-svc.cfg"))
        .isEqualTo("127.0.0.1 3306 " + SOCKET + " CHANGEME '' /qserv/data/results 0");
    assertThat(TestPlan.TEMPLATES).exists();
  }
}
