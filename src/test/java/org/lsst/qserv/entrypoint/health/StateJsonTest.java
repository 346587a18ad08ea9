// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.SeededRandom;
import org.lsst.qserv.entrypoint.health.StateRecord.Phase;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Tests writing and reading states. */
final class StateJsonTest {
  @TempDir Path directory;

  private static StateRecord state(String component, String reason, Optional<Check> check) {
    return new StateRecord(
        "worker",
        component,
        Phase.RUNNING,
        Mode.MAINTENANCE,
        "/mode",
        reason,
        Instant.parse("2026-01-02T03:04:05.678Z"),
        new Incarnation("boot-id", 7, 12345),
        check);
  }

  private static Stream<Optional<Check>> checks() {
    return Stream.of(
        Optional.empty(),
        Optional.of(new Check.Tcp("127.0.0.1", 1094)),
        Optional.of(new Check.Http(URI.create("https://127.0.0.1:4048/meta/version"))),
        Optional.of(new Check.Mariadb("db", 3306)),
        Optional.of(new Check.LocalSql("/qserv/data/mysql")));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void readsAStateAsItWasWritten(Optional<Check> check) throws IOException {
    StateRecord state = state("xrootd", "its reason", check);
    assertThat(StateJson.read(StateJson.write(state))).isEqualTo(state);
  }

  @Test
  void keepsSpecialCharacters() throws IOException {
    SeededRandom random = SeededRandom.forTest(StateJsonTest.class);
    for (int i = 0; i < 500; i++) {
      StateRecord state =
          state("xrootd", random.text() + "\0\u0007\b\u001f\u007f", Optional.empty());
      assertThat(StateJson.read(StateJson.write(state))).isEqualTo(state);
    }
  }

  @Test
  void neverWritesACheckWithAnAccount() {
    Check check = new Check.Sql(DatabaseUrl.parse("mysql://u:canary@h/d"));
    assertThatThrownBy(() -> StateJson.write(state("xrootd", "", Optional.of(check))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a readiness check: mysql://u:[REDACTED]@h:3306/d");
  }

  @Test
  void readsFilesByRoleAndComponent() throws IOException {
    StateFiles files = new StateFiles(directory.resolve("state"));
    StateRecord xrootd = state("xrootd", "", Optional.empty());
    StateRecord cmsd = state("cmsd", "", Optional.empty());
    files.write(xrootd);
    files.write(cmsd);
    assertThat(files.read()).containsExactly(cmsd, xrootd);
  }

  @Test
  void replacesAnOldStateAndLeavesNoOtherFile() throws IOException {
    StateFiles files = new StateFiles(directory);
    files.write(state("xrootd", "old", Optional.empty()));
    files.write(state("xrootd", "new", Optional.empty()));
    try (Stream<Path> names = Files.list(directory.resolve("worker"))) {
      assertThat(names.map(name -> name.getFileName().toString())).containsExactly("xrootd.json");
    }
    assertThat(files.read()).containsExactly(state("xrootd", "new", Optional.empty()));
  }

  @Test
  void readsNoStatesFromAMissingDirectory() throws IOException {
    assertThat(new StateFiles(directory.resolve("no")).read()).isEmpty();
  }

  @Test
  void ignoresOtherFiles() throws IOException {
    Files.createDirectories(directory.resolve("worker"));
    Files.writeString(directory.resolve("worker/.xrootd.json"), "half");
    Files.writeString(directory.resolve("worker/notes.txt"), "x");
    assertThat(new StateFiles(directory).read()).isEmpty();
  }
}
