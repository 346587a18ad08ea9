// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.explain.Explanation.Schema;
import org.lsst.qserv.entrypoint.explain.Explanation.SchemaVersions;

/** Tests how {@code explain} shows schemas; SchemaReadinessIT tests real servers. */
final class ExplainedSchemasTest {
  private static final String PASSWORD = "s3cret-7";

  @TempDir Path directory;

  private TestSettings worker() {
    return TestPlan.required(directory, "worker")
        .assign("paths.config=" + directory.resolve("config"));
  }

  /** Returns settings with scripts up to version 3 and a server on a port. */
  private TestSettings worker(int port) throws IOException {
    Path scripts = Files.createDirectories(directory.resolve("scripts/worker"));
    Files.writeString(scripts.resolve("migrate-None-to-3.sql"), "SELECT 1;\n");
    return worker()
        .assign("schema.scripts=" + scripts.getParent())
        .assign("database.url=mysql://q:" + PASSWORD + "@127.0.0.1:" + port + "/");
  }

  private static String schemas(Explanation page) {
    return TestExplanation.parts(page, "init", "schema");
  }

  @Test
  void reportsARefusingServerAsUnreachableAndRedactsThePassword() throws IOException {
    Explanation page = TestExplanation.of("worker cmsd", worker(1));
    assertThat(schemas(page))
        .isEqualTo(
            """
              schema    worker (qservw_worker at mysql://q:[REDACTED]@127.0.0.1:1/): unreachable
                          version –, target 3; action: ensure
                          cannot connect: connection refused
            """);
    assertThat(ExplanationJson.of(page)).doesNotContain(PASSWORD);
  }

  @Test
  void queriesASilentServerOncePerRoleWithATimeout() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      Explanation page =
          TestExplanation.of(
              "worker",
              worker(silent.getLocalPort())
                  .assign("replication.url=mysql://q@127.0.0.1:1/", "launch=supervise"));
      assertThat(
              page.services().stream()
                  .flatMap(service -> service.preparation().schemas().stream())
                  .filter(schema -> schema.action().equals("ensure"))
                  .filter(schema -> schema.module().equals("worker"))
                  .toList())
          .hasSizeGreaterThan(1)
          .allSatisfy(schema ->
              assertThat(schema)
                  .returns("unreachable", Schema::state)
                  .returns(Optional.of(3), explained -> explained.versions().target())
                  .returns(List.of("no response within 5 s"), Schema::notes));
      assertThat(connections(silent)).isOne();
    }
  }

  private static int connections(ServerSocket server) throws IOException {
    server.setSoTimeout(1);
    int connections = 0;
    try {
      while (true) {
        try (Socket _ = server.accept()) {
          connections++;
        }
      }
    } catch (SocketTimeoutException e) {
      return connections;
    }
  }

  @Test
  void showsAnUnfinishedUpgradeAndItsSession() throws IOException {
    Explanation page =
        TestExplanation.with(
            TestExplanation.of("worker cmsd", worker(1)),
            new Schema(
                "worker",
                "qservw_worker",
                "mysql://q@db:3306/",
                "ensure",
                "unfinished",
                new SchemaVersions(Optional.of(1), Optional.of(3)),
                List.of("unfinished: from 1 to 3", "upgrade in progress: connection 7")));
    assertThat(schemas(page))
        .isEqualTo(
            """
              schema    worker (qservw_worker at mysql://q@db:3306/): unfinished
                          version 1, target 3; action: ensure
                          unfinished: from 1 to 3
                          upgrade in progress: connection 7
            """);
    assertThat(ExplanationJson.of(page))
        .contains(
            """
                "schemas" : [
                  {
                    "module" : "worker",
                    "database" : "qservw_worker",
                    "server" : "mysql://q@db:3306/",
                    "action" : "ensure",
                    "state" : "unfinished",
                    "version" : 1,
                    "target" : 3,
                    "notes" : [
                      "unfinished: from 1 to 3",
                      "upgrade in progress: connection 7"
                    ]
                  }
                ],
            """
                .indent(2));
  }

  @Test
  void aDatabaseDoesNotChangeItsSchema() throws IOException {
    assertThat(
            schemas(
                TestExplanation.of("worker database", worker(1).assign("paths.data=" + directory))))
        .isEqualTo(
            """
              schema    worker (qservw_worker at the MariaDB server of data directory %s/mysql): unreachable
                          version –, target 3; action: nothing
                          no server is running
            """
                .formatted(directory));
  }

  @Test
  void listsTheDatabasesAndAccountsOfAnInstallation() throws IOException {
    assertThat(
            schemas(
                TestExplanation.of(
                    "replication database",
                    TestPlan.required(directory, "replication")
                        .assign("mode=install", "paths.data=/data", "schema.scripts=/nowhere"))))
        .isEqualTo(
            """
              init      replication at the MariaDB server of data directory /data/mysql: databases qservReplica; accounts \
            'probe'@'localhost', 'qsreplica'@'localhost', 'qsreplica'@'%'
              schema    replication (qservReplica at the MariaDB server of data directory /data/mysql): unknown
                          version –, target –; action: install
                          schema.scripts: the directory /nowhere/repl cannot be read \
            (no such file or directory)
            """);
  }

  @Test
  void doesNotQueryAServerWithoutScripts() {
    assertThat(
            schemas(
                TestExplanation.of(
                    "worker cmsd", worker().assign("database.url=mysql://q@db:3306/"))))
        .isEqualTo(
            """
              schema    worker (qservw_worker at mysql://q@db:3306/): unknown
                          version –, target –; action: nothing
                          schema.scripts is not set: the target version is unknown
            """);
  }

  @Test
  void reportsADirectoryWithoutScriptsAndQueriesNoServer() {
    assertThat(
            schemas(
                TestExplanation.of(
                    "worker cmsd",
                    worker().assign("database.url=mysql://q@db:3306/", "schema.scripts=/nowhere"))))
        .isEqualTo(
            """
              schema    worker (qservw_worker at mysql://q@db:3306/): unknown
                          version –, target –; action: ensure
                          schema.scripts: the directory /nowhere/worker cannot be read (no such file or directory)
            """);
  }

  @Test
  void showsNoSchemaForAComponentWithoutOne() {
    assertThat(
            schemas(
                TestExplanation.of(
                    "xrootd cmsd",
                    TestPlan.required(directory, "xrootd").assign("schema.scripts=/nowhere"))))
        .isEmpty();
  }
}
