// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.process.CommandRunner;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/** Tests the check of a file by the service's own program. */
final class FileCheckTest {
  private static final Path TEMPLATE = Path.of("/t/x.cnf");

  @TempDir Path directory;

  private FileCheck check() {
    return check(Duration.ofMinutes(1));
  }

  private FileCheck check(Duration timeout) {
    return new FileCheck(
        new TestSettings(directory).role("worker").assign("auth-key=hunter2").valid(),
        new CommandRunner("worker database", Optional.ofNullable(System.getenv("PATH"))),
        timeout);
  }

  private void write(Path target, String text, String... command) throws InterruptedException {
    RenderedFileWriter.write(
        target,
        text,
        "rw-------",
        staged -> {
          List<RedactedText> arguments =
              Stream.concat(Stream.of(command), Stream.of(staged.toString()))
                  .map(RedactedText::plain)
                  .toList();
          check().run(TEMPLATE, target, arguments);
        });
  }

  @Test
  void installsAValidFile() throws IOException, InterruptedException {
    Path target = directory.resolve("x.cnf");
    write(target, "good", "grep", "-q", "good");
    assertThat(Files.readString(target)).isEqualTo("good\n");
  }

  @Test
  void keepsTheOldFileIfTheCheckFails() throws IOException {
    Path target = Files.writeString(directory.resolve("x.cnf"), "old");
    assertThatThrownBy(
            () -> write(target, "bad", "sh", "-c", "echo 'no good: hunter2'; exit 7", "check"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.BAD_DATA))
        .message()
        .startsWith(
            "error: /t/x.cnf: check of the rendered file "
                + target
                + " failed with exit code 7: sh -c echo 'no good: hunter2'; exit 7 check "
                + directory
                + "/.x.cnf.")
        .endsWith(
            ".new\n    no good: [REDACTED]"
                + "\nfix: fix the template or the settings that it uses");
    assertThat(Files.readString(target)).isEqualTo("old");
    assertThat(directory).isDirectoryNotContaining("glob:**/.x.cnf.*");
  }

  @Test
  void showsTheErrorsOfLongOutput() {
    String script = "echo 1 [ERROR] unknown variable; seq 100; exit 1";
    assertThatThrownBy(() -> write(directory.resolve("x.cnf"), "bad", "sh", "-c", script, "check"))
        .hasMessageContaining("\n    1 [ERROR] unknown variable\nfix: ");
  }

  @Test
  void killsAProgramThatDoesNotExitAndDoesNotInstallTheFile() {
    Path target = directory.resolve("x.cnf");
    // a child process keeps the output open
    List<RedactedText> endless =
        Stream.of("sh", "-c", "sleep 1000 & sleep 1000", "check").map(RedactedText::plain).toList();
    assertThatThrownBy(() ->
            RenderedFileWriter.write(
                target,
                "good",
                "rw-------",
                staged -> check(Duration.ofSeconds(1)).run(TEMPLATE, target, endless)))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.UNAVAILABLE))
        .hasMessage(
            "error: /t/x.cnf: check of the rendered file "
                + target
                + " did not finish within 1 s: sh -c sleep 1000 & sleep 1000 check\n"
                + "fix: run this command yourself to see why it does not finish, or set templates.check=false");
    assertThat(target).doesNotExist();
    assertThat(directory).isDirectoryNotContaining("glob:**/.x.cnf.*");
  }

  @Test
  void installsTheFileIfTheProgramIsMissing() {
    Path target = directory.resolve("x.cnf");
    assertThatCode(() -> write(target, "any", "no-such-program")).doesNotThrowAnyException();
    assertThat(target).exists();
  }
}
