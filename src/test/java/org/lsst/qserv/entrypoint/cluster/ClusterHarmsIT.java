// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lsst.qserv.entrypoint.TestedLine;

/**
 * Tests that {@code cluster status} shows each harm of a development cluster and nothing else, and
 * that it is gone after the repair.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ResourceLock("cluster")
@Tag(TestedLine.TAG)
@Tag("full-suite")
final class ClusterHarmsIT {
  private final Cluster cluster = Cluster.ofComponents();

  @SuppressWarnings("NullAway.Init") // set before the first test
  private WatchedStatus status;

  @BeforeAll
  void up() {
    cluster.dev("down", "--volumes");
    cluster.dev("up");
    status = WatchedStatus.start(cluster, "monitor-status");
  }

  @AfterAll
  void down() {
    if (status != null) {
      assertThat(status.output()).doesNotContain(statusPassword());
      status.close();
    }
    cluster.dev("down", "--volumes");
  }

  private String statusPassword() {
    return cluster.exec("czar-database", "cat", "/run/secrets/status-password");
  }

  @BeforeEach
  void awaitNoProblem() {
    status.awaitProblems();
  }

  /** Causes a harm, waits until exactly these problems are shown, and repairs it. */
  private void assertShown(Runnable cause, Runnable repair, String... problems) {
    cause.run();
    status.awaitProblems(problems);
    repair.run();
    status.awaitProblems();
  }

  private Runnable docker(String command, String service) {
    String container = cluster.container(service);
    return () -> cluster.docker(command, container);
  }

  private Runnable sql(String worker, String statement) {
    return () -> cluster.exec(worker + "-database", "mariadb", "-e", statement);
  }

  @Test
  void aServiceThatWasKilledIsUnreachable() {
    assertShown(
        docker("kill", "replication-controller"),
        docker("start", "replication-controller"),
        "unreachable replication replication controller");
  }

  /** As a process that was stopped with SIGSTOP. */
  @Test
  void aServiceThatDoesNotContinueIsUnreachable() {
    assertShown(
        docker("pause", "worker-2-replica"),
        docker("unpause", "worker-2-replica"),
        "unreachable worker worker-2 replica");
  }

  @Test
  void aDatabaseThatDoesNotContinueIsUnreachable() {
    assertShown(
        docker("pause", "worker-2-database"),
        docker("unpause", "worker-2-database"),
        "unreachable worker worker-2 database");
  }

  /** The packets are dropped, as by a firewall: nothing refuses the connection. */
  @Test
  void aPortThatIsBlockedIsUnreachable() {
    assertShown(
        firewall("worker-2", "--append"),
        firewall("worker-2", "--delete"),
        "unreachable worker worker-2 database");
  }

  /** Changes the firewall in the network of a role. */
  private Runnable firewall(String role, String action) {
    return () ->
        cluster.enter(
            role,
            "--net",
            "iptables",
            action,
            "INPUT",
            "--in-interface",
            "eth0",
            "--protocol",
            "tcp",
            "--dport",
            "3306",
            "--jump",
            "DROP");
  }

  /** Each of the two registers, and the registry keeps the last one. */
  @Test
  void twoWorkersWithOneIdentityAreUnexpected() {
    String identity = cluster.exec("worker-1-database", "mariadb", "-sNe", IDENTITY);
    String own = cluster.exec("worker-2-database", "mariadb", "-sNe", IDENTITY);
    identity("worker-2", identity);
    status.awaitProblem(
        "unexpected worker worker-2 replica",
        "it has the identity " + identity + " of worker replica on worker-1");
    identity("worker-2", own);
    docker("restart", "worker-1-replica").run();
    status.awaitProblems();
  }

  private static final String IDENTITY = "SELECT id FROM qservw_worker.Id";

  private void identity(String worker, String identity) {
    sql(worker, "UPDATE qservw_worker.Id SET id = '" + identity + "'").run();
    docker("restart", worker + "-replica").run();
  }

  @Test
  void aDatabaseThatWasStoppedIsUnreachable() {
    assertShown(
        docker("stop", "worker-1-database"),
        docker("start", "worker-1-database"),
        "unreachable worker worker-1 database");
  }

  @Test
  void aFrontEndOfTheCzarThatWasKilledIsUnreachable() {
    assertShown(
        docker("kill", "czar-proxy"), docker("start", "czar-proxy"), "unreachable czar czar proxy");
  }

  @Test
  void anAccountWithAnotherPasswordIsDenied() {
    assertShown(
        sql("worker-1", "ALTER USER qsstatus@`%` IDENTIFIED BY 'another'"),
        sql("worker-1", "ALTER USER qsstatus@`%` IDENTIFIED BY '" + statusPassword() + "'"),
        "access-denied worker worker-1 database");
  }

  @Test
  void anAccountWithoutAccessToTheJournalIsDenied() {
    assertShown(
        sql("worker-1", "REVOKE SELECT ON qservSchemaJournal.* FROM qsstatus@`%`"),
        sql("worker-1", "GRANT SELECT ON qservSchemaJournal.* TO qsstatus@`%`"),
        "access-denied worker worker-1 database");
  }

  @Test
  void anOlderSchemaDiffers() {
    assertShown(schemaVersion(1), schemaVersion(3), "different worker worker-1 database");
  }

  @Test
  void aNewerSchemaDiffers() {
    assertShown(schemaVersion(4), schemaVersion(3), "different worker worker-1 database");
  }

  private Runnable schemaVersion(int version) {
    return sql(
        "worker-1",
        "UPDATE qservw_worker.QMetadata SET value = " + version + " WHERE metakey = 'version'");
  }

  @Test
  void anInterruptedUpgradeIsBadAndARunningOneIsNot() {
    sql(
            "worker-2",
            "INSERT INTO qservSchemaJournal.migration_run (id, schema_database, from_version,"
                + " to_version, scripts, statements, state, started, owner) VALUES (99,"
                + " 'qservw_worker', 3, 4, 'migrate-3-to-4.sql', 10, 'running', UTC_TIMESTAMP(),"
                + " 'x')")
        .run();
    status.awaitProblems("bad worker worker-2 database");
    cluster.docker(
        "exec",
        "--detach",
        cluster.container("worker-2-database"),
        "mariadb",
        "-e",
        "SELECT GET_LOCK('qserv-schema:qservw_worker', 1), SLEEP(600)");
    status.awaitState("upgrading");
    sql("worker-2", "DELETE FROM qservSchemaJournal.migration_run WHERE id = 99").run();
    status.awaitProblems();
    sql("worker-2", "EXECUTE IMMEDIATE CONCAT('KILL ', IS_USED_LOCK('qserv-schema:qservw_worker'))")
        .run();
  }

  /**
   * The registry resolves the name of a host, so it is that of the monitor. It forgets the entry
   * only when it is restarted.
   */
  @Test
  void aWorkerThatIsNotExpectedIsUnexpectedAndLaterStale() {
    cluster.exec("replication-registry", "python3", "-c", REGISTRATION);
    status.awaitProblems("unexpected worker monitor replica");
    status.awaitProblems("stale worker monitor replica");
    docker("restart", "replication-registry").run();
    status.awaitProblems();
  }

  private static final String REGISTRATION =
      """
      import json, urllib.request
      key = open("/run/secrets/auth-key").read().strip()
      worker = {"name": "ghost", "host-name": "monitor"}
      body = {"instance_id": "dev", "auth_key": key, "worker": worker}
      request = urllib.request.Request(
          "http://127.0.0.1:25082/worker", json.dumps(body).encode(), {"Content-Type": "application/json"})
      reply = json.load(urllib.request.urlopen(request))
      assert reply["success"] == 1, reply
      """;

  @Test
  @Order(Integer.MAX_VALUE) // takes long
  void maintenanceIsAStateOfItsOwn() {
    cluster.dev("mode", "maintenance");
    Eventually.within(
        Duration.ofSeconds(60),
        () -> {
          Command.Result result = cluster.devResult("cluster-status");
          assertThat(result.output()).startsWith("maintenance: every database is ready");
          assertThat(result.exit()).isEqualTo(2);
        });
    cluster.dev("mode", "full");
  }
}
