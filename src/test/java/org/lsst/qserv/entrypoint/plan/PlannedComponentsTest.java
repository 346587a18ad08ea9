// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/**
 * Tests how each of the twelve components is started, according to the table of Qserv's components.
 * There are two intentional differences from that table: cmsd and xrootd keep their pid files in
 * the admin path ({@code -s}), because their default, /tmp, may be read-only; and the czar's front
 * end does not print its settings ({@code --verbose}).
 */
final class PlannedComponentsTest {
  private static final String SSI = "-l @libXrdSsiLog.so -+xrdssi /config-etc/xrdssi-worker.cf";
  private static final String LOG = "/config-etc/log/log.cnf rw-r--r--";
  private static final String CZAR = "/config-etc/qserv-czar.cnf rw-------";
  private static final String MY = "/config-etc/my.cnf rw-r--r--";
  private static final String WORKER =
      "/config-etc/cmsd-worker.cf rw-------, /config-etc/xrdssi-worker.cf rw-------, " + LOG;
  private static final String REPLICATION =
      "--config=mysql://qsreplica:replication-password@replication:3306/qservReplica";
  private static final Map<String, String> PLAIN = Map.of("LD_PRELOAD", "libjemalloc.so.2");
  private static final Map<String, String> LOGGING =
      Map.of("LD_PRELOAD", "libjemalloc.so.2", "LSST_LOG_CONFIG", "/config-etc/log/log.cnf");
  private static final Map<String, String> CZARS =
      Map.of(
          "LD_PRELOAD",
          "libjemalloc.so.2",
          "LSST_LOG_CONFIG",
          "/config-etc/log/log.cnf",
          "QSERV_CONFIG",
          "/config-etc/qserv-czar.cnf");

  @TempDir Path directory;

  /**
   * The expected plan of a component.
   *
   * @param command the arguments, separated by spaces
   * @param files the rendered files with their modes
   * @param waits the checks for which it waits, followed by its readiness check
   * @param ports the ports on which it listens
   */
  record Expected(
      String component,
      String command,
      Map<String, String> environment,
      String files,
      String waits,
      String ports) {
    @Override
    public String toString() {
      return component;
    }
  }

  private static Stream<Expected> components() {
    return Stream.of(
        new Expected(
            "czar database",
            "mariadbd --defaults-file=/config-etc/my.cnf",
            PLAIN,
            MY,
            "ready the socket in /qserv/data/mysql",
            "3306"),
        new Expected(
            "czar proxy",
            "mysql-proxy --proxy-lua-script=/usr/local/lua/qserv/scripts/mysqlProxy.lua"
                + " --lua-cpath=/usr/local/lua/qserv/lib/czarProxy.so"
                + " --defaults-file=/config-etc/my-proxy.cnf",
            CZARS,
            "/config-etc/my-proxy.cnf rw-------, " + CZAR + ", " + LOG,
            "wait mysql://qsmaster@127.0.0.1:3306/qservMeta, ready tcp://127.0.0.1:4040",
            "4040"),
        new Expected(
            "czar http",
            "qserv-czar-http --config=/config-etc/qserv-czar.cnf --conn-pool-size=0"
                + " --czar-name=http --password=http-password --port=4048"
                + " --ssl-cert-file=/config-etc/ssl/czar-cert.pem"
                + " --ssl-private-key-file=/config-etc/ssl/czar-key.pem --threads=2"
                + " --tmp-dir=/tmp --user=qsmaster --worker-ingest-threads=2",
            CZARS,
            CZAR + ", " + LOG,
            "wait mysql://qsmaster@127.0.0.1:3306/qservMeta,"
                + " ready https://127.0.0.1:4048/meta/version",
            "4048"),
        new Expected(
            "xrootd cmsd",
            "cmsd -c /config-etc/cmsd-manager.cnf -n manager -I v4 -s /var/run/xrootd/cmsd.pid",
            PLAIN,
            "/config-etc/cmsd-manager.cnf rw-r--r--",
            "ready tcp://127.0.0.1:2131",
            "2131"),
        new Expected(
            "xrootd xrootd",
            "xrootd -c /config-etc/xrootd-manager.cf -n manager -I v4"
                + " -s /var/run/xrootd/xrootd.pid",
            PLAIN,
            "/config-etc/xrootd-manager.cf rw-r--r--",
            "ready tcp://127.0.0.1:1094",
            "1094"),
        new Expected(
            "worker database",
            "mariadbd --defaults-file=/config-etc/my.cnf",
            PLAIN,
            MY,
            "ready the socket in /qserv/data/mysql",
            "3306"),
        new Expected(
            "worker cmsd",
            "cmsd -c /config-etc/cmsd-worker.cf -n worker -I v4 -s /var/run/xrootd/cmsd.pid " + SSI,
            LOGGING,
            WORKER,
            "wait mysql://qsmaster@127.0.0.1:3306/qservw_worker",
            ""),
        new Expected(
            "worker xrootd",
            "xrootd -c /config-etc/cmsd-worker.cf -n worker -I v4 -s /var/run/xrootd/xrootd.pid "
                + SSI,
            LOGGING,
            WORKER,
            "wait mysql://qsmaster@127.0.0.1:3306/qservw_worker, ready tcp://127.0.0.1:1094",
            "1094"),
        new Expected(
            "worker replica",
            "qserv-replica-worker --admin-auth-key=admin-key --auth-key=key "
                + REPLICATION
                + " --instance-id=test"
                + " --qserv-worker-db=mysql://admin:worker-password@127.0.0.1:3306/x"
                + " --registry-host=registry --registry-port=25082 --schema-upgrade-wait=1"
                + " --schema-upgrade-wait-timeout=600 --worker-data-dir=/qserv/data/mysql"
                + " --worker-exporter-tmp-dir=/qserv/data/export"
                + " --worker-http-loader-port=25004"
                + " --worker-http-loader-tmp-dir=/qserv/data/ingest"
                + " --worker-loader-tmp-dir=/qserv/data/ingest"
                + " --worker-num-async-loader-processing-threads=32",
            LOGGING,
            LOG,
            "wait mysql://qsreplica:[REDACTED]@replication:3306/qservReplica,"
                + " wait mysql://admin:[REDACTED]@127.0.0.1:3306/x,"
                + " ready http://127.0.0.1:25004/meta/version",
            "25000 25001 25002 25003 25004"),
        new Expected(
            "replication database",
            "mariadbd --defaults-file=/config-etc/my.cnf",
            PLAIN,
            MY,
            "ready the socket in /qserv/data/mysql",
            "3306"),
        new Expected(
            "replication registry",
            "qserv-replica-registry --admin-auth-key=admin-key --auth-key=key "
                + REPLICATION
                + " --instance-id=test --registry-port=25082",
            LOGGING,
            LOG,
            "wait mysql://qsreplica:[REDACTED]@replication:3306/qservReplica,"
                + " ready http://127.0.0.1:25082/meta/version",
            "25082"),
        new Expected(
            "replication controller",
            "qserv-replica-master-http --admin-auth-key=admin-key --auth-key=key "
                + REPLICATION
                + " --controller-auto-register-workers=1 --controller-http-server-port=25081"
                + " --controller-job-timeout-sec=57600 --controller-request-timeout-sec=57600"
                + " --database-qserv-master-tmp-dir=/qserv/data/ingest"
                + " --health-probe-interval=120 --http-root=/usr/local/qserv/www"
                + " --instance-id=test --qserv-chunk-map-update"
                + " --qserv-czar-db=mysql://admin:czar-password@czar:3306/qservMeta"
                + " --qserv-sync-force --registry-host=registry --registry-port=25082"
                + " --replication-interval=1200 --worker-evict-timeout=3600"
                + " --xrootd-host=redirector --xrootd-port=1094",
            LOGGING,
            LOG,
            "wait mysql://qsreplica:[REDACTED]@replication:3306/qservReplica,"
                + " ready http://127.0.0.1:25081/meta/version",
            "25081"));
  }

  private ServicePlan service(Expected expected) {
    return TestPlan.service(
        expected.component(),
        TestPlan.required(directory, expected.component().split(" ", -1)[0]).valid());
  }

  /**
   * An empty parameter source would pass the other tests; czar 3, worker 4, replication 3, xrootd
   * 2.
   */
  @Test
  void everyComponentOfTheReleaseLineIsTested() {
    assertThat(components()).hasSize(12);
  }

  @ParameterizedTest
  @MethodSource("components")
  void aComponentHasItsCommand(Expected expected) {
    assertThat(String.join(" ", TestPlan.commandLine(service(expected))))
        .isEqualTo(expected.command());
  }

  @ParameterizedTest
  @MethodSource("components")
  void aComponentHasItsEnvironment(Expected expected) {
    Map<String, String> environment = new TreeMap<>();
    service(expected)
        .command()
        .environment()
        .forEach((name, value) -> environment.put(name, value.value()));
    assertThat(environment).isEqualTo(new TreeMap<>(expected.environment()));
  }

  @ParameterizedTest
  @MethodSource("components")
  void aComponentHasItsFiles(Expected expected) {
    List<String> files =
        service(expected).steps().stream()
            .filter(Step.RenderTemplate.class::isInstance)
            .map(Step.RenderTemplate.class::cast)
            .map(file -> file.target() + " " + file.permissions())
            .toList();
    assertThat(String.join(", ", files)).isEqualTo(expected.files());
  }

  @ParameterizedTest
  @MethodSource("components")
  void aComponentWaitsForItsDependencies(Expected expected) {
    ServicePlan service = service(expected);
    Stream<String> waits =
        service.steps().stream()
            .filter(Step.Await.class::isInstance)
            .map(Step.Await.class::cast)
            .map(wait -> "wait " + wait.check());
    Stream<String> ready = service.ready().stream().map(wait -> "ready " + wait.check());
    assertThat(String.join(", ", Stream.concat(waits, ready).toList())).isEqualTo(expected.waits());
  }

  @ParameterizedTest
  @MethodSource("components")
  void aComponentListensOnItsPorts(Expected expected) {
    assertThat(String.join(" ", service(expected).ports())).isEqualTo(expected.ports());
  }

  @ParameterizedTest
  @MethodSource("components")
  void aComponentRunsInTheHomeOfItsUser(Expected expected) {
    assertThat(service(expected).command().directory()).isEqualTo(Path.of("/home/qserv"));
  }

  @ParameterizedTest
  @MethodSource("components")
  void secretsAreRedacted(Expected expected) {
    ServicePlan service = service(expected);
    List<String> shown = service.command().command().stream().map(RedactedText::shown).toList();
    assertThat(shown + " " + service.steps() + " " + service)
        .doesNotContain("-password@", "http-password", "=key", "admin-key");
  }

  @ParameterizedTest
  @MethodSource("components")
  void aDatabaseHasHalfAnHourToStop(Expected expected) {
    boolean database = expected.component().endsWith("database");
    assertThat(service(expected).supervision().stop().grace()).hasMinutes(database ? 30 : 0);
  }

  @Test
  void theFrontEndHasACertificateForItsHost() {
    ServicePlan service =
        TestPlan.service("czar http", TestPlan.required(directory, "czar").valid());
    assertThat(service.steps())
        .contains(
            new Step.MakeCertificate(
                Path.of("/config-etc/ssl/czar-cert.pem"),
                Path.of("/config-etc/ssl/czar-key.pem"),
                "test-host",
                365));
  }

  @Test
  void aPlainXrootdHasNoArgumentsOfThePlugin() {
    ServicePlan service =
        TestPlan.service(
            "worker xrootd",
            TestPlan.required(directory, "worker").assign("xrootd.plugin=none").valid());
    assertThat(TestPlan.commandLine(service)).doesNotContain("-+xrdssi", "-l");
    assertThat(service.steps()).contains(new Step.MakeDirectory(Path.of("/qserv/data/xrootd")));
  }

  @Test
  void theWorkersXrootdMayLockAllMemoryExceptOneGibibyte() {
    ServicePlan service =
        TestPlan.service("worker xrootd", TestPlan.required(directory, "worker").valid());
    assertThat(service.command().limits().values().values()).containsExactly(15L << 30);
  }

  @Test
  void theReplicaWorkerIsRestartedFiveSecondsAfterItExits() {
    ServicePlan service =
        TestPlan.service("worker replica", TestPlan.required(directory, "worker").valid());
    assertThat(service.supervision().restart().shouldRestart(0, 1000)).isTrue();
    assertThat(service.supervision().restart().delay()).hasSeconds(5);
  }
}
