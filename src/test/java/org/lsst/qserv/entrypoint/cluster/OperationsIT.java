// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lsst.qserv.entrypoint.TestedLine;

/**
 * Executes the commands of docs/upgrade-with-compose.md as they are on the page, on a compact
 * cluster that runs an older release: its image has an older schema of the workers. In each
 * scenario a step fails first, and the advice of the page repairs it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ResourceLock("cluster")
@Tag(TestedLine.TAG)
@Tag("full-suite") // takes six minutes
final class OperationsIT {
  private static final TestedLine LINE = TestedLine.CURRENT;
  private static final String PROJECT = "qserv-test-operations" + LINE.suffix();

  private static final PageCommands PAGE =
      new PageCommands(Path.of("docs/upgrade-with-compose.md"));

  private static final List<String> VARIABLES = PAGE.under("Set the variables");
  private static final List<String> DATABASES =
      List.of("czar", "worker-1", "worker-2", "replication");
  private static final int LONG = 300;

  private static final String ROLL = "Replace the image while the instance serves";
  private static final String ROLL_BACK = "If a role does not become ready";
  private static final String SCHEMAS = "Upgrade the schemas";
  private static final String END_SESSIONS = "If an upgrade is refused or interrupted";
  private static final String MARIADB = "Upgrade MariaDB";
  private static final String STARTED_IN_FULL = "If a database was started in mode full";

  private final TestReleases releases = TestReleases.build();
  private final Cluster cluster =
      Cluster.ofProject(PROJECT, LINE, "--compact").withImage(releases.old());
  private final Set<String> executed = new HashSet<>();

  @BeforeAll
  void up() {
    cluster.dev("down", "--volumes");
    cluster.dev("up");
    cluster.exec("worker-1", "mariadb", "-e", "INSERT INTO qservw_worker.Dbs VALUES ('canary')");
  }

  @AfterAll
  void down() {
    cluster.dev("down", "--volumes");
  }

  @Test
  @Order(1)
  void aRollingUpgradeStopsAtARoleThatIsNotReadyAndCanBeReverted() {
    List<String> blocks = new ArrayList<>(page(ROLL));
    blocks.add("echo \"ended at $role\"");
    String output = execute(releases.broken(), 20, blocks);

    assertThat(output).endsWith("ended at replication");
    assertThat(images()).containsExactly(releases.broken(), releases.old());
    execute(releases.broken(), LONG, page(ROLL_BACK));
    assertThat(images()).containsExactly(releases.old());
    Components.awaitReady(cluster, LINE);
  }

  @Test
  @Order(2)
  void aRollingUpgradeReplacesEachRole() {
    execute(releases.bugFix(), LONG, page(ROLL));

    assertThat(images()).containsExactly(releases.bugFix());
    Components.awaitReady(cluster, LINE);
    assertThat(versionAndData()).isEqualTo("2 canary");
  }

  @Test
  @Order(3)
  void anUpgradeOfSchemasThatIsRefusedBecauseOfASessionSucceedsAfterTheAdvice() {
    List<String> steps = page(SCHEMAS);
    execute(releases.current(), LONG, steps.subList(0, 2));
    cluster.exec("worker-1", "sh", "-c", "(mariadb -e 'SELECT SLEEP(600)' >/dev/null 2>&1 &)");

    String refused = execute(releases.current(), LONG, steps.subList(2, 3));

    assertThat(refused).contains("other sessions are connected to the server");
    assertThat(versionAndData()).isEqualTo("2 canary");
    execute(releases.current(), LONG, page(END_SESSIONS));
    assertThat(execute(releases.current(), LONG, steps.subList(2, 4)))
        .contains("upgraded from 2 to 3");
    Components.awaitReady(cluster, LINE);
    assertThat(versionAndData()).isEqualTo("3 canary");
  }

  @Test
  @Order(4)
  void mariadbIsUpgradedAfterItsDatabasesWereRefusedInModeFull() {
    String record =
        "rm -f /qserv/data/mysql/mariadb_upgrade_info;"
            + " echo 10.6.22-MariaDB >/qserv/data/mysql/mysql_upgrade_info";
    DATABASES.forEach(role -> cluster.exec(role, "sh", "-c", record));
    execute(releases.current(), LONG, List.of("docker-compose restart $roles"));
    Eventually.within(
        Duration.ofMinutes(1),
        () ->
            assertThat(cluster.docker("logs", "--tail", "20", cluster.container("worker-1")))
                .contains("must be upgraded from MariaDB 10.6.22"));

    execute(releases.current(), LONG, page(STARTED_IN_FULL));
    assertThat(execute(releases.current(), LONG, page(MARIADB)))
        .contains("recorded 10.6.22")
        .contains("upgrade   not needed");
    execute(releases.current(), LONG, page(SCHEMAS).subList(3, 4));
    Components.awaitReady(cluster, LINE);
    assertThat(versionAndData()).isEqualTo("3 canary");
  }

  @Test
  @Order(5)
  void everyBlockOfThePageHasBeenExecuted() {
    assertThat(executed).hasSize(PAGE.count() - VARIABLES.size());
  }

  private List<String> page(String heading) {
    List<String> blocks = PAGE.under(heading);
    executed.addAll(blocks);
    return blocks;
  }

  /** Executes blocks with the variables of the page, for an upgrade to an image. */
  private String execute(String image, int timeoutSeconds, List<String> blocks) {
    List<String> lines = new ArrayList<>(VARIABLES);
    lines.addAll(blocks);
    return cluster.bash(
        String.join("\n", lines)
            .replace("PROJECT_NAME=qserv-compact", "PROJECT_NAME=" + PROJECT)
            .replace("compact-xrd.yml", "compact-" + LINE.line() + ".yml")
            .replace(
                "replication xrootd worker-1",
                LINE == TestedLine.XRD ? "replication xrootd worker-1" : "replication worker-1")
            .replace("timeout 300", "timeout " + timeoutSeconds)
            .replace("registry.example.org/qserv-lite:1.0", releases.old())
            .replace("registry.example.org/qserv-lite:1.1", image));
  }

  /** Returns the images of the roles, without repetitions, in the order of restarts. */
  private List<String> images() {
    return execute(
            releases.old(),
            LONG,
            List.of(
                "for role in $roles; do docker inspect --format '{{.Config.Image}}'"
                    + " $(docker-compose ps -q $role); done"))
        .lines()
        .distinct()
        .toList();
  }

  private String versionAndData() {
    return cluster.exec(
        "worker-1",
        "mariadb",
        "-NBe",
        "SELECT CONCAT(value, ' ', db) FROM qservw_worker.QMetadata JOIN qservw_worker.Dbs"
            + " WHERE metakey = 'version'");
  }
}
