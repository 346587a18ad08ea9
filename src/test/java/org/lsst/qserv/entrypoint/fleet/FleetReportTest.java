// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lsst.qserv.entrypoint.fleet.TestFleet.TARGET;
import static org.lsst.qserv.entrypoint.fleet.TestFleet.done;
import static org.lsst.qserv.entrypoint.fleet.TestFleet.failed;
import static org.lsst.qserv.entrypoint.fleet.TestFleet.fleet;
import static org.lsst.qserv.entrypoint.fleet.TestFleet.names;
import static org.lsst.qserv.entrypoint.fleet.TestFleet.skipped;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.type.Tls;

/** Tests the report of a fleet, and the databases that a retry takes from it. */
final class FleetReportTest {
  private static final Instant FINISHED = Instant.parse("2026-07-01T02:03:04Z");

  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path file;

  @BeforeEach
  void chooseAFile() {
    file = directory.resolve("created/report.jsonl");
  }

  private void report(FleetResult... results) {
    try (FleetReport report = FleetReport.create(file, TARGET)) {
      List.of(results).forEach(result -> report.add(result, FINISHED));
    }
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private List<String> unfinished() {
    try (FleetReport report = FleetReport.resume(file, TARGET)) {
      return names(report.unfinished(FleetDefaults.NONE));
    }
  }

  private static FleetDefaults withPassword(String password) {
    return new FleetDefaults(Optional.of(new Secret(password)), Tls.DISABLED);
  }

  private void assertRefused(ExitCode exit, String message) {
    assertThatThrownBy(this::unfinished)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(exit))
        .hasMessage(message.replace("FILE", file.toString()));
  }

  @Test
  void writesOneLineOfJsonForEachResult() throws IOException {
    report(failed(1, ExitCode.UNAVAILABLE));

    assertThat(file)
        .hasContent(
            "{\"module\":\"worker\",\"to\":3,\"database\":\"w1:3306\","
                + "\"url\":\"mysql://root@w1:3306/\",\"state\":\"failed\",\"exit\":69,"
                + "\"detail\":\"it is \\\"down\\\"\",\"fix\":\"start it\",\"milliseconds\":10,"
                + "\"finished\":\"2026-07-01T02:03:04Z\"}\n");
  }

  @Test
  void writesALineAsSoonAsItsDatabaseHasFinished() {
    try (FleetReport report = FleetReport.create(file, TARGET)) {
      report.add(done(1), FINISHED);
      assertThat(file).content().hasLineCount(1).endsWith("\n");
    }
  }

  @Test
  void containsNoPassword() throws IOException {
    FleetMember member = FleetList.read("mysql://root@w1", withPassword("s3cret")).getFirst();
    report(FleetResult.skipped(member, "stop requested"));

    assertThat(file).content().doesNotContain("s3cret").doesNotContain(Secret.MASK);
    try (FleetReport report = FleetReport.resume(file, TARGET)) {
      assertThat(report.unfinished(withPassword("other")))
          .extracting(again -> again.url().password().map(Secret::reveal).orElse(""))
          .containsExactly("other");
    }
  }

  @Test
  void aRetryIncludesOnlyDatabasesWhoseLastLineIsNotDone() {
    report(
        done(1),
        failed(2, ExitCode.UNAVAILABLE),
        skipped(3),
        failed(4, ExitCode.BAD_DATA),
        done(2));

    assertThat(unfinished()).containsExactly("w3:3306", "w4:3306");
  }

  @Test
  void aRetryOfAListIncludesDatabasesWithoutALine() {
    report(done(1), skipped(3));

    try (FleetReport report = FleetReport.resume(file, TARGET)) {
      assertThat(names(report.unfinished(fleet("mysql://root@w{0..3}"))))
          .containsExactly("w0:3306", "w2:3306", "w3:3306");
    }
  }

  @Test
  void ignoresAndOverwritesALineThatAKillCutOff() throws IOException {
    report(skipped(1), skipped(2));
    append("{\"module\":\"worker\",\"to\":3,\"datab");

    try (FleetReport report = FleetReport.resume(file, TARGET)) {
      report.add(done(1), FINISHED);
    }
    assertThat(unfinished()).containsExactly("w2:3306");
    assertThat(Files.readAllLines(file)).hasSize(3).allMatch(line -> line.endsWith("}"));
  }

  @Test
  void refusesTheReportOfAnotherModule() throws IOException {
    report(done(1));
    append(Files.readString(file).replace("worker", "czar"));

    assertRefused(
        ExitCode.CONFIGURATION,
        "error: FILE: 2: belongs to an upgrade of czar to version 3, not of worker to version 3\n"
            + "fix: specify the report of the same upgrade with --retry, or start a new one with --fleet");
  }

  @Test
  void refusesTheReportOfAnotherVersion() throws IOException {
    report(done(1));
    append(Files.readString(file).replace("\"to\":3", "\"to\":2"));

    assertRefused(
        ExitCode.CONFIGURATION,
        "error: FILE: 2: belongs to an upgrade of worker to version 2, not of worker to version 3\n"
            + "fix: specify the report of the same upgrade with --retry, or start a new one with --fleet");
  }

  @Test
  void refusesAFileThatIsNotAReportAndLeavesItUnchanged() throws IOException {
    for (String text : List.of("hello\n", "{}\n", "[1, 2]\n", "{\"module\":{}}\n", "\n")) {
      Files.createDirectories(directory.resolve("created"));
      Files.writeString(file, text);
      assertRefused(
          ExitCode.BAD_DATA,
          "error: FILE: 1: not a valid report line\n"
              + "fix: specify the report of an earlier run with --retry");
      assertThat(file).hasContent(text);
    }
  }

  @Test
  void reportsAMissingFile() {
    assertRefused(
        ExitCode.IO,
        "error: cannot open the report FILE for reading and writing (no such file or directory)\n"
            + "fix: specify the report of an earlier run with --retry");
  }

  @Test
  void neverOverwritesAnExistingReport() {
    report(done(1));

    assertThatThrownBy(this::report)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CANNOT_CREATE))
        .hasMessage(
            "error: the report FILE already exists\nfix: continue it with --retry FILE, or specify another file with --report"
                .replace("FILE", file.toString()));
  }

  @Test
  void anotherProcessCannotContinueAReportThatIsInUse() throws IOException, InterruptedException {
    report(skipped(1));

    try (FleetReport report = FleetReport.resume(file, TARGET)) {
      assertThat(resumeInAnotherProcess()).isEqualTo(inUse());
      report.add(done(1), FINISHED);
      assertThat(resumeInAnotherProcess()).isEqualTo(inUse());
    }
    assertThat(resumeInAnotherProcess()).isEqualTo("resumed\n");
  }

  @Test
  void anotherProcessCannotContinueAReportThatIsBeingCreated()
      throws IOException, InterruptedException {
    try (FleetReport report = FleetReport.create(file, TARGET)) {
      report.add(skipped(1), FINISHED);
      assertThat(resumeInAnotherProcess()).isEqualTo(inUse());
    }
    assertThat(resumeInAnotherProcess()).isEqualTo("resumed\n");
  }

  @Test
  void theSameProcessCannotContinueAReportThatIsInUse() {
    report(skipped(1));

    try (FleetReport _ = FleetReport.resume(file, TARGET)) {
      assertRefused(ExitCode.TRY_AGAIN, inUse().strip());
    }
  }

  private String inUse() {
    return "error: the report %s is in use by process %d\n"
            .formatted(file, ProcessHandle.current().pid())
        + "fix: wait until that run has finished, then run the command again\n";
  }

  private String resumeInAnotherProcess() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                ReportProgram.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(output.startsWith("resumed") ? 0 : 75);
    return output;
  }
}
