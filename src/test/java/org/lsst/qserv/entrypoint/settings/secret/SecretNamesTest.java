// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.settings.Settings;

/** Tests that secrets among the arguments of a command are recognized by name. */
final class SecretNamesTest {
  private static final List<String> COMMAND =
      List.of("run", "--password=hunter2", "--auth-key", "hunter2", "TOKEN=hunter2", "--port=1");

  @TempDir Path directory;

  private static List<String> shown(List<String> arguments) {
    return SecretNames.redactedArguments(arguments, Set.of("config")).stream()
        .map(RedactedText::shown)
        .toList();
  }

  @Test
  void redactsTheValuesOfSecretOptionsInTheSameArgumentOrTheNext() {
    assertThat(shown(COMMAND))
        .containsExactly(
            "run",
            "--password=[REDACTED]",
            "--auth-key",
            "[REDACTED]",
            "TOKEN=[REDACTED]",
            "--port=1");
    assertThat(shown(List.of("--config", "a", "--config=b", "-v", "--secret", "--next", "c")))
        .containsExactly(
            "--config", "[REDACTED]", "--config=[REDACTED]", "-v", "--secret", "--next", "c");
  }

  @Test
  void redactsSecretsInAShellCommand() {
    assertThat(shown(List.of("sh", "-c", "run --password hunter2", "mysql://u:hunter2@h/d")))
        .containsExactly("sh", "-c", "run --password [REDACTED]", "mysql://u:[REDACTED]@h/d");
  }

  @Test
  void redactsSecretsInTheSettingCommand() {
    TestSettings given = new TestSettings(directory).role("xrootd");
    given.json("{\"command\": " + json() + "}");
    Settings settings = given.valid();
    String all =
        settings.origins().of("command")
            + settings.origins().effectiveValue("command").orElse("")
            + settings.document(true).hocon();
    assertThat(all).contains("--password=[REDACTED]").doesNotContain("hunter2");
    assertThat(settings.document(true).omitted()).containsExactly("command");
  }

  private static String json() {
    return "[" + String.join(",", COMMAND.stream().map(TestSettings::quoted).toList()) + "]";
  }

  @Test
  void redactsThePasswordOfAUrlInAnOptionOfAService() {
    Settings settings =
        new TestSettings(directory).assign("args.config=mysql://u:hunter2@h:1/d").valid();
    assertThat(settings.origins().effectiveValue("args.config"))
        .contains("mysql://u:[REDACTED]@h:1/d");
    assertThat(settings.document(true).hocon()).doesNotContain("hunter2");
  }
}
