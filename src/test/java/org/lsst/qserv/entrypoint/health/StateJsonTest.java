// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.SeededRandom;
import org.lsst.qserv.entrypoint.health.StateDocument.ComponentReport;
import org.lsst.qserv.entrypoint.health.StateDocument.ModeState;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.mariadb.datadir.ServerVersion;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.mode.ModeSources;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.lsst.qserv.entrypoint.supervise.ComponentState;

/** Tests that state documents are read as they were written. */
final class StateJsonTest {
  private static final ComponentVersions VERSIONS =
      ComponentVersions.ofDatabase(
              ServerVersion.parse("11.8.6-MariaDB-deb12"), ServerVersion.parse("10.11.18-MariaDB"))
          .with(ComponentVersions.ofSchema("worker", 5))
          .with(ComponentVersions.ofSchema("czar", 0));

  private static StateDocument reread(StateDocument document) throws IOException {
    return StateJson.read(StateJson.write(document));
  }

  private static StateDocument withCheck(Optional<Check> check) {
    return new TestDocument()
        .components(
            TestDocument.report(
                "xrootd", ComponentState.READY, check, Optional.of(TestDocument.ALIVE)))
        .build();
  }

  private static StateDocument withReason(String reason) {
    return new TestDocument()
        .components(
            new ComponentReport(
                "xrootd",
                ComponentState.BACKOFF,
                reason,
                Optional.empty(),
                TestDocument.SINCE,
                3,
                Set.of(),
                Optional.empty(),
                ComponentVersions.NONE,
                Optional.empty()))
        .build();
  }

  /** Returns a document in which every optional field is present. */
  static StateDocument complete() {
    return new TestDocument()
        .component("xrootd")
        .releaseLine("xrd")
        .executed()
        .mode(
            new ModeState(
                Mode.MAINTENANCE,
                "the file /mode",
                TestDocument.SINCE,
                "mode full cannot be applied",
                new ModeSources(Optional.of(Path.of("/mode")), Path.of("/stored"), Mode.FULL)))
        .components(
            new ComponentReport(
                "xrootd",
                ComponentState.READY,
                "its reason",
                Optional.of(new TaskProgress("phase 6/8", 12, 345)),
                TestDocument.SINCE,
                2,
                EnumSet.allOf(Mode.class),
                Optional.of(new Check.Tcp("127.0.0.1", 1094)),
                VERSIONS,
                Optional.of(TestDocument.process(8))))
        .build();
  }

  /** Returns a document in which every optional field is absent. */
  static StateDocument minimal() {
    return withReason("");
  }

  @Test
  void aDocumentWithEveryOptionalFieldHasThisForm() {
    assertThat(StateJson.write(complete()))
        .isEqualTo(
            """
            {"version": 1, "role": "worker", "component": "xrootd", "release-line": "xrd", \
            "executed": true, "incarnation": {"container": "mnt:[4026531840]", "boot": "boot-id", "pid": 7, \
            "start": 100}, \
            "mode": {"mode": "maintenance", "source": "the file /mode", \
            "since": "2026-01-02T03:04:05.678Z", "problem": "mode full cannot be applied", \
            "sources": {"file": "/mode", "stored": "/stored", "setting": "full"}}, \
            "components": [{"name": "xrootd", "state": "ready", "reason": "its reason", \
            "since": "2026-01-02T03:04:05.678Z", "restarts": 2, \
            "modes": ["full", "install", "maintenance"], \
            "progress": {"text": "phase 6/8", "done": 12, "total": 345}, \
            "check": {"kind": "tcp", "host": "127.0.0.1", "port": 1094}, \
            "versions": {"server": "11.8.6", "recorded": "10.11.18", \
            "schemas": [{"module": "czar", "version": 0}, {"module": "worker", "version": 5}]}, \
            "process": {"container": "mnt:[4026531840]", "boot": "boot-id", "pid": 8, \
            "start": 100}}]}\
            """);
  }

  @Test
  void aDocumentWithoutOptionalFieldsHasThisForm() {
    assertThat(StateJson.write(minimal()))
        .isEqualTo(
            """
            {"version": 1, "role": "worker", "executed": false, \
            "incarnation": {"container": "mnt:[4026531840]", "boot": "boot-id", "pid": 7, \
            "start": 100}, \
            "mode": {"mode": "full", "source": "the 'mode' setting", \
            "since": "2026-01-02T03:04:05.678Z", \
            "sources": {"stored": "/proc/no-mode", "setting": "full"}}, \
            "components": [{"name": "xrootd", "state": "backoff", "reason": "", \
            "since": "2026-01-02T03:04:05.678Z", "restarts": 3, "modes": []}]}\
            """);
  }

  private static Stream<StateDocument> documents() {
    return Stream.of(
        complete(),
        minimal(),
        new TestDocument().components().build(),
        new TestDocument()
            .components(
                TestDocument.report("database", ComponentState.READY),
                TestDocument.report("cmsd", ComponentState.STARTING),
                TestDocument.report(
                    "replica", ComponentState.PREPARING, "", TaskProgress.of("a wait")),
                TestDocument.report("xrootd", ComponentState.PENDING))
            .build(),
        new TestDocument().identity(new ProcessIdentity("", "", Long.MAX_VALUE, 0)).build());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aDocumentIsReadAsItWasWritten(StateDocument document) throws IOException {
    assertThat(reread(document)).isEqualTo(document);
  }

  @ParameterizedTest
  @EnumSource
  void everyStateIsReadAsItWasWritten(ComponentState state) throws IOException {
    StateDocument document =
        new TestDocument().components(TestDocument.report("xrootd", state)).build();
    assertThat(reread(document)).isEqualTo(document);
  }

  private static Stream<ComponentVersions> versions() {
    return Stream.of(
        ComponentVersions.NONE,
        ComponentVersions.ofSchema("worker", 5),
        ComponentVersions.ofDatabase(ServerVersion.parse("11.8.6"), Optional.empty()),
        VERSIONS);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void versionsAreReadAsTheyWereWritten(ComponentVersions versions) throws IOException {
    StateDocument document =
        new TestDocument()
            .components(
                TestDocument.report(
                    "database", ComponentState.READY, Optional.empty(), versions, Optional.empty()))
            .build();
    assertThat(reread(document)).isEqualTo(document);
  }

  private static Stream<Optional<Check>> checks() {
    return Stream.of(
        Optional.empty(),
        Optional.of(new Check.Tcp("127.0.0.1", 1094)),
        Optional.of(new Check.Http(URI.create("http://127.0.0.1:25081/meta/version"))),
        Optional.of(new Check.Http(URI.create("https://127.0.0.1:4048/meta/version"), true)),
        Optional.of(new Check.Mariadb("db", 3306)),
        Optional.of(new Check.LocalSql("/qserv/data/mysql")));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void everyReadinessCheckIsReadAsItWasWritten(Optional<Check> check) throws IOException {
    StateDocument document = withCheck(check);
    assertThat(reread(document)).isEqualTo(document);
  }

  @ParameterizedTest
  @MethodSource
  void everyTimeIsReadAsItWasWritten(Instant since) throws IOException {
    StateDocument document =
        new TestDocument()
            .mode(
                ModeState.of(
                    new ModeSources(Optional.empty(), Path.of("/stored"), Mode.FULL).effective(),
                    since,
                    new ModeSources(Optional.empty(), Path.of("/stored"), Mode.FULL)))
            .build();
    assertThat(reread(document)).isEqualTo(document);
  }

  private static Stream<Instant> everyTimeIsReadAsItWasWritten() {
    return Stream.of(
        Instant.EPOCH,
        Instant.parse("2026-01-02T03:04:00Z"),
        Instant.parse("2026-01-02T03:04:05.1Z"),
        Instant.parse("2026-12-31T23:59:59.123456789Z"));
  }

  @Test
  void specialCharactersArriveUnchanged() throws IOException {
    SeededRandom random = SeededRandom.forTest(StateJsonTest.class);
    for (int i = 0; i < 500; i++) {
      StateDocument document = withReason(random.text() + "\0\u0007\b\u001f\u007f");
      assertThat(reread(document)).isEqualTo(document);
    }
  }

  @Test
  void aDocumentIsASingleLine() {
    assertThat(StateJson.write(withReason("two\r\nlines"))).doesNotContain("\n", "\r");
  }

  @Test
  void aCheckWithAnAccountIsNeverWritten() {
    Check check = new Check.Sql(DatabaseUrl.parse("mysql://u:canary@h/d"));
    assertThatThrownBy(() -> StateJson.write(withCheck(Optional.of(check))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a readiness check: mysql://u:[REDACTED]@h:3306/d");
  }

  @Test
  void membersOfALaterReleaseAreIgnored() throws IOException {
    String text = StateJson.write(minimal());
    String later =
        text.replace(
            "\"role\":", "\"later\": [{\"a\": [1.5, null]}, \"x\"], \"none\": null, \"role\":");
    assertThat(StateJson.read(later)).isEqualTo(minimal());
  }

  @Test
  void aDocumentOfAnotherVersionIsRejected() {
    String text = StateJson.write(minimal()).replace("\"version\": 1", "\"version\": 2");
    assertThatThrownBy(() -> StateJson.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("written by another version of the launcher");
  }

  @Test
  void aMemberOfAnotherTypeIsRejected() {
    String text = StateJson.write(minimal()).replace("\"restarts\": 3", "\"restarts\": \"3\"");
    assertThatThrownBy(() -> StateJson.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("restarts is missing or has another type");
  }

  @Test
  void aMissingMemberIsRejected() {
    String text = StateJson.write(minimal()).replace("\"executed\": false, ", "");
    assertThatThrownBy(() -> StateJson.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("executed is missing or has another type");
  }

  @Test
  void anUnknownCheckIsRejected() {
    String text = StateJson.write(complete()).replace("\"kind\": \"tcp\"", "\"kind\": \"grpc\"");
    assertThatThrownBy(() -> StateJson.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown kind of check: grpc");
  }
}
