// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.image.OperatorPod.Last;
import org.testcontainers.containers.Network;

/**
 * Tests the start scripts of qserv-operator, which do not change when an image is replaced: from
 * empty volumes to working pods, and again with the data after a kill.
 */
final class OperatorPodIT {
  private static final String USER = "1000:0";
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Path SCHEMAS = Path.of("images/stand-ins/schema");

  private static final String WARNING =
      "WARN PID 1 is a shell (bash /cm-start/start.sh) that waits";

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Network network;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static OperatorPod database;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static OperatorPod registry;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static OperatorPod controller;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static OperatorPod czar;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static OperatorPod worker;

  @BeforeAll
  static void createPods() throws IOException {
    network = Network.newNetwork();
    database =
        new OperatorPod(
            network, "qserv-repl-db", sql("replication", "repl/migrate-None-to-13.sql", "13"));
    registry = new OperatorPod(network, "qserv-repl-registry", Map.of());
    controller = new OperatorPod(network, "qserv-repl-ctl", Map.of());
    czar = new OperatorPod(network, "qserv-czar", sql("czar", "czar/migrate-None-to-15.sql", "15"));
    worker =
        new OperatorPod(
            network, "qserv-worker-0", sql("worker", "worker/migrate-None-to-1.sql", "1"));
  }

  /** The operator's database image creates an old version of each schema. */
  private static Map<String, String> sql(String module, String script, String version)
      throws IOException {
    String schema =
        Map.of("replication", "qservReplica", "czar", "qservMeta", "worker", "qservw_worker")
            .get(module);
    // the scripts of the other schemas create their databases
    String create =
        module.equals("replication") ? "CREATE DATABASE qservReplica; USE qservReplica;\n" : "";
    return Map.of(
        "1-accounts.sql",
        OperatorPod.resource("accounts.sql"),
        "2-schema.sql",
        create
            + Files.readString(SCHEMAS.resolve(script))
            + "REPLACE INTO %s.QMetadata (metakey, value) VALUES ('version', '%s');\n"
                .formatted(schema, version),
        "3-grants.sql",
        OperatorPod.resource(module + ".sql"),
        "4-root.sql",
        OperatorPod.resource("root.sql"));
  }

  @AfterAll
  static void removePods() {
    Stream.of(worker, czar, controller, registry, database).forEach(OperatorPod::close);
    network.close();
  }

  /** The controller has no administrator account, so missing privileges are granted by one. */
  @Test
  void startsPodsWithEmptyVolumesAndRestartsThem() {
    startDatabases(Last.WAITED_FOR);
    Container denied = controller.start("repl-ctl", USER, Last.WAITED_FOR);
    assertThat(denied.exitCode()).as(denied.logs()).isEqualTo(77);
    assertThat(denied.logs())
        .contains("qservReplica on qserv-repl-db:3306 is already initialized: skipped")
        .contains(
            "error: qservReplica on qserv-repl-db:3306: account qsreplica@% lacks privileges that"
                + " the upgrade needs\n"
                + "fix: execute as an administrator: GRANT PROCESS ON *.* TO 'qsreplica'@'%';"
                + " GRANT CREATE, DELETE, INSERT, SELECT, UPDATE ON `qservSchemaJournal`.* TO"
                + " 'qsreplica'@'%'; or set database.admin-url ");
    database.sql(
        "GRANT PROCESS ON *.* TO 'qsreplica'@'%'; GRANT CREATE, DELETE, INSERT, SELECT, UPDATE ON"
            + " \\`qservSchemaJournal\\`.* TO 'qsreplica'@'%'");

    Container ctl = start(Last.WAITED_FOR);
    assertThat(ctl.logs()).contains("upgraded from 13 to 15").contains(WARNING);

    // no signal reaches the services, so each stop is a kill
    Stream.of(worker, czar, controller, registry, database).forEach(OperatorPod::remove);
    startDatabases(Last.EXECUTED);
    Container again = start(Last.EXECUTED);
    assertThat(again.logs()).contains("has version 15: nothing to do").doesNotContain(WARNING);
    assertThat(again.stop(GRACE)).isLessThan(GRACE);
    assertThat(again.logs()).doesNotContain("operator-secret");
  }

  private static void startDatabases(Last last) {
    CompletableFuture.allOf(
            Stream.of(database, czar, worker)
                .map(pod -> CompletableFuture.runAsync(() -> pod.startDatabase(last)))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  /** Starts everything but the databases, and returns the controller. */
  private static Container start(Last last) {
    Container ctl = controller.start("repl-ctl", USER, last);
    registry.start("repl-registry", USER, last);
    czar.start("proxy", USER, last);
    worker.start("repl-wrk", USER, last);
    worker.start("cmsd-server", USER, last);
    Container xrootd = worker.start("xrootd-server", "0:0", last);
    controller.awaitVersion(8080);
    registry.awaitVersion(8080);
    czar.awaitTcp(3306);
    czar.awaitTcp(4040);
    worker.awaitTcp(3306);
    worker.awaitTcp(1094);
    worker.awaitVersion(25004);
    database.awaitTcp(3306);
    assertThat(xrootd.logs().contains(WARNING)).isEqualTo(last == Last.WAITED_FOR);
    return ctl;
  }
}
