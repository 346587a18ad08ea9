// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/** Tests the environment of a service. */
final class ServiceEnvironmentTest {
  @TempDir private Path root;

  private static Map<String, String> environment(
      Map<String, String> container, Map<String, RedactedText> added, String... withheld) {
    return ServiceEnvironment.of(container, command(added, withheld));
  }

  private static ServiceCommand command(Map<String, RedactedText> added, String... withheld) {
    return new ServiceCommand(
        "test",
        List.of(RedactedText.plain("true")),
        added,
        Set.of(withheld),
        Path.of("/"),
        new ResourceLimits(Map.of()),
        Optional.empty());
  }

  @Test
  void inheritsTheVariablesOfTheContainer() {
    assertThat(environment(Map.of("HOME", "/h", "LC_ALL", "C"), Map.of()))
        .isEqualTo(Map.of("HOME", "/h", "LC_ALL", "C"));
  }

  @Test
  void variablesOfTheCatalogOverrideThoseOfTheContainer() {
    assertThat(environment(Map.of("A", "1", "B", "1"), Map.of("B", RedactedText.plain("2"))))
        .isEqualTo(Map.of("A", "1", "B", "2"));
  }

  @Test
  void passesTheRealValueOfARedactedVariable() {
    assertThat(environment(Map.of(), Map.of("KEY", RedactedText.secret("canary"))))
        .isEqualTo(Map.of("KEY", "canary"));
  }

  @Test
  void withholdsVariablesThatGiveSettings() {
    assertThat(
            environment(Map.of("A", "1", "QSERV_AUTH_KEY", "canary"), Map.of(), "QSERV_AUTH_KEY"))
        .isEqualTo(Map.of("A", "1"));
  }

  @Test
  void withholdsTheVariablesOfTheLauncher() {
    assertThat(
            environment(
                Map.of("ENTRYPOINT_USER", "1000", "ENTRYPOINT_LOW_LIMITS", "open files"), Map.of()))
        .isEmpty();
  }

  @Test
  void restoresVariablesThatWereChangedForJava() {
    assertThat(
            environment(
                Map.of(
                    "LC_ALL", "C.UTF-8",
                    "ENTRYPOINT_OVERRIDDEN", "LC_ALL,MALLOC_ARENA_MAX",
                    "ENTRYPOINT_SAVED_LC_ALL", "C",
                    "ENTRYPOINT_SAVED_JAVA_TOOL_OPTIONS", "-Xmx1g",
                    "MALLOC_ARENA_MAX", "1"),
                Map.of()))
        .isEqualTo(Map.of("LC_ALL", "C", "JAVA_TOOL_OPTIONS", "-Xmx1g"));
  }

  @Test
  void keepsAnEmptyValueThatWasChangedForJava() {
    assertThat(
            environment(
                Map.of(
                    "LC_ALL", "C.UTF-8",
                    "ENTRYPOINT_OVERRIDDEN", "LC_ALL",
                    "ENTRYPOINT_SAVED_LC_ALL", ""),
                Map.of()))
        .isEqualTo(Map.of("LC_ALL", ""));
  }

  @Test
  void executesWithTheBytesOfTheContainer() throws IOException {
    Path environ = Files.createDirectories(root.resolve("proc/self")).resolve("environ");
    Files.writeString(
        environ,
        "A=\u00ff\0my.site=1\0A=2\0no value\0=x\0ENTRYPOINT_SAVED_LC_ALL=\u00fe\0LC_ALL=C.UTF-8\0"
            + "ENTRYPOINT_OVERRIDDEN=LC_ALL\0B=1\0QSERV_AUTH_KEY=canary\0\0",
        StandardCharsets.ISO_8859_1);
    byte[] block =
        ServiceEnvironment.block(
            new TestHost(root).host(),
            command(Map.of("B", RedactedText.plain("ö")), "QSERV_AUTH_KEY"));
    assertThat(new String(block, StandardCharsets.ISO_8859_1))
        .isEqualTo("A=\u00ff\0my.site=1\0A=2\0no value\0=x\0LC_ALL=\u00fe\0\0B=\u00c3\u00b6\0");
  }

  @Test
  void variablesOfTheSettingsOverrideAllOthers() {
    assertThat(
            environment(
                Map.of(
                    "LC_ALL", "C.UTF-8",
                    "ENTRYPOINT_OVERRIDDEN", "LC_ALL",
                    "ENTRYPOINT_SAVED_LC_ALL", "C"),
                Map.of("LC_ALL", RedactedText.plain("de_DE"))))
        .isEqualTo(Map.of("LC_ALL", "de_DE"));
  }
}
