// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.TestedLine;
import org.lsst.qserv.entrypoint.image.Container.Outcome;
import org.lsst.qserv.entrypoint.schema.script.StandInScripts;

/** Tests the schema scripts of the development cluster with a real server. */
@Tag(TestedLine.TAG)
final class StandInScriptsIT {
  /** The scripts of the tested release line, in its image. */
  private static final String SCRIPTS = "/usr/local/qserv/schema";

  /** The scripts of line xrd, with which older versions are created. */
  private static final Path SCRIPTS_OF_XRD = Path.of("images/stand-ins/schema");

  /** The expected schemas, which are maintained independently of the scripts. */
  private static final Path EXPECTED = Path.of("src/test/resources/schema/stand-ins");

  private static final String CLIENT = "mariadb --no-defaults -uroot -S /tmp/sql.sock -NB ";

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Container container;

  @BeforeAll
  static void startServer() {
    container =
        Container.idle(Image.DEVELOPMENT)
            .copy(SCRIPTS_OF_XRD, "/tmp/xrd")
            .copy(EXPECTED, "/tmp/expected")
            .start();
    container.script(
        ShellFunctions.AWAIT_SERVER
            + """
            mariadb-install-db --no-defaults --datadir=/tmp/data --auth-root-authentication-method=normal >/tmp/install.log 2>&1
            setsid mariadbd --no-defaults --datadir=/tmp/data --socket=/tmp/sql.sock --skip-networking >/tmp/server.log 2>&1 </dev/null &
            await_server $! /tmp/server.log
            """);
  }

  @AfterAll
  static void removeServer() {
    container.close();
  }

  @BeforeEach
  void dropAll() {
    container.script(
        "for one in $(%1$s -e \"show databases like 'qserv%%'\"); do %1$s -e \"drop database $one\"; done"
            .formatted(CLIENT));
  }

  @ParameterizedTest
  @CsvSource({"czar, ''", "worker, ''", "replication, qservReplica"})
  void createTheTablesThatTheStandInsUse(String module, String database) {
    createDatabase(database);
    upgrade(module);
    String actual = dump("--no-data --skip-triggers");
    dropAll();
    createDatabase(database);
    container.script(CLIENT + "</tmp/expected/" + module + ".sql");
    assertThat(actual).isEqualTo(dump("--no-data")).contains("`QMetadata`");
  }

  @ParameterizedTest
  @CsvSource({"czar, czar, ''", "worker, worker, ''", "repl, replication, qservReplica"})
  void anUpgradeFromAnyVersionEqualsAnInstallation(String directory, String module, String database)
      throws IOException {
    createDatabase(database);
    upgrade(module);
    String installed = dump();
    List<String> versions = versions(directory);
    for (String version : versions.subList(0, versions.size() - 1)) {
      dropAll();
      createDatabase(database);
      upgrade(module, "--to=" + version, "-erelease-line=xrd", "-eschema.scripts=/tmp/xrd");
      assertThat(dump()).contains("('version','" + version + "')");
      upgrade(module);
      assertThat(dump()).as("from version " + version).isEqualTo(installed);
    }
    assertThat(installed).contains("('version','" + versions.getLast() + "')");
  }

  @ParameterizedTest
  @CsvSource({"czar, qservMeta, 11, 12", "czar, qservMeta, 0, 12", "worker, qservw_worker, 0, 1"})
  void aVersionThatIsTooOldIsRefusedBeforeAnythingIsChanged(
      String module, String database, int version, int oldest) {
    createDatabase(database);
    container.script(
        CLIENT
            + database
            + " -e \"create table QMetadata (metakey char(64) primary key, value text);"
            + " insert into QMetadata values ('version', '"
            + version
            + "')\"");
    String before = dump();

    Outcome refused = tryUpgrade(module);

    assertThat(refused.exit()).as("%s", refused).isEqualTo(78);
    assertThat(dump()).isEqualTo(before);
    if (TestedLine.CURRENT == TestedLine.HTTP) {
      assertThat(refused.err())
          .contains(
              "fix: first upgrade it to version "
                  + oldest
                  + " or later with an image of release line xrd");
    }
  }

  @Test
  void theImageDescribesItsScriptsAndProgramsAndItsLabels() throws IOException {
    JsonNode facts = facts("entrypoint compatibility describe -eschema.scripts=" + SCRIPTS);
    assertThat(facts.at("/release-line/value").asText()).isEqualTo(TestedLine.CURRENT.line());
    assertThat(facts.at("/release/source").asText()).isEqualTo("label org.lsst.qserv.release");
    assertThat(facts.at("/rest/version/value").asInt()).isEqualTo(55);
    assertThat(facts.at("/mariadb/source").asText()).isEqualTo("mariadbd --version");
    assertThat(facts.at("/schemas/czar/version/value").asInt()).isEqualTo(17);
    List<String> sums = new ArrayList<>();
    facts
        .at("/schemas/worker/scripts/value")
        .properties()
        .forEach(script -> sums.add(script.getValue().asText() + "  " + script.getKey()));
    assertThat(container.script("cd " + SCRIPTS + "/worker && sha256sum migrate-*").lines())
        .containsExactlyInAnyOrderElementsOf(sums);
  }

  @Test
  void theImageChecksUpgradesToItself() {
    container.script(
        "entrypoint compatibility describe >/tmp/own.json; entrypoint compatibility describe"
            + " --release 2025.2.1 >/tmp/2025.2.1.json");
    Outcome own = container.run("entrypoint", "compatibility", "check", "--from", "/tmp/own.json");
    assertThat(own.exit()).as(own.out() + own.err()).isZero();
    assertThat(own.out()).contains("verdict: rolling", "1. replication registry");
    Outcome newer =
        container.run("entrypoint", "compatibility", "check", "--from", "/tmp/2025.2.1.json");
    assertThat(newer.exit()).as(newer.out() + newer.err()).isEqualTo(5);
    assertThat(newer.out()).contains("MariaDB 10.11 cannot use the files of a newer series");
  }

  private static JsonNode facts(String command) throws IOException {
    return new ObjectMapper().readTree(container.script(command));
  }

  /** Creates the database that an initialization creates before the scripts run. */
  private static void createDatabase(String database) {
    if (!database.isEmpty()) {
      container.script(CLIENT + "-e 'create database " + database + "'");
    }
  }

  private static void upgrade(String module, String... options) {
    Outcome outcome = tryUpgrade(module, options);
    assertThat(outcome.exit()).as("%s", outcome).isZero();
  }

  private static Outcome tryUpgrade(String module, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "entrypoint",
                "schema",
                "upgrade",
                "--module=" + module,
                "--mode=maintenance",
                "-eschema.scripts=" + SCRIPTS,
                "-edatabase.admin-url=mysql://root@localhost:3306/?socket=/tmp/sql.sock",
                "-epaths.state=/tmp/state"));
    command.addAll(List.of(options));
    return container.run(command.toArray(String[]::new));
  }

  /** Returns the target versions of the scripts in a directory, in order. */
  private static List<String> versions(String directory) throws IOException {
    return StandInScripts.of(directory).stream()
        .map(script -> script.getFileName().toString().split("-to-", -1)[1])
        .map(rest -> rest.replaceAll("\\D.*", ""))
        .toList();
  }

  /** Returns definitions and rows, without the random name of the worker. */
  private static String dump() {
    return dump("--routines --events --triggers --ignore-table-data=qservw_worker.Id");
  }

  private static String dump(String options) {
    return container.script(
        """
        databases=$(%s -e "show databases like 'qserv%%'" | grep -v qservSchemaJournal)
        mariadb-dump --no-defaults -uroot -S /tmp/sql.sock --skip-comments --skip-dump-date %s --databases $databases |
          sed 's/ AUTO_INCREMENT=[0-9]*//'
        """
            .formatted(CLIENT, options));
  }
}
