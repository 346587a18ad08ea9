// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/** Tests the environment of a service. */
final class ServiceEnvironmentTest {
  private static Map<String, String> environment(
      Map<String, String> container, Map<String, RedactedText> added, String... withheld) {
    return ServiceEnvironment.of(
        container,
        new ServiceCommand(
            "test",
            List.of(RedactedText.plain("true")),
            added,
            Set.of(withheld),
            Path.of("/"),
            new ResourceLimits(Map.of()),
            Optional.empty()));
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
                Map.of("ENTRYPOINT_USER", "1000", "_JAVA_SR_SIGNUM", "50", "SHLVL", "0"), Map.of()))
        .isEmpty();
  }

  @Test
  void keepsTheLevelOfAShell() {
    assertThat(environment(Map.of("SHLVL", "1"), Map.of())).isEqualTo(Map.of("SHLVL", "1"));
  }

  @Test
  void restoresVariablesThatWereChangedForJava() {
    assertThat(
            environment(
                Map.of(
                    "LC_ALL", "C.UTF-8",
                    "ENTRYPOINT_SAVED_LC_ALL", "C",
                    "ENTRYPOINT_SAVED_JAVA_TOOL_OPTIONS", "-Xmx1g"),
                Map.of()))
        .isEqualTo(Map.of("LC_ALL", "C", "JAVA_TOOL_OPTIONS", "-Xmx1g"));
  }

  @Test
  void restoresTheMemoryPoolsOfTheService() {
    Map<String, String> java =
        Map.of("MALLOC_ARENA_MAX", "1", "ENTRYPOINT_SAVED_MALLOC_ARENA_MAX", "");
    assertThat(environment(java, Map.of())).isEmpty();
    Map<String, String> given =
        Map.of("MALLOC_ARENA_MAX", "1", "ENTRYPOINT_SAVED_MALLOC_ARENA_MAX", "4");
    assertThat(environment(given, Map.of())).isEqualTo(Map.of("MALLOC_ARENA_MAX", "4"));
  }

  @Test
  void doesNotSetALocaleThatWasUnset() {
    assertThat(environment(Map.of("LC_ALL", "C.UTF-8", "ENTRYPOINT_SAVED_LC_ALL", ""), Map.of()))
        .isEmpty();
  }

  @Test
  void variablesOfTheSettingsOverrideAllOthers() {
    assertThat(
            environment(
                Map.of("LC_ALL", "C.UTF-8", "ENTRYPOINT_SAVED_LC_ALL", "C"),
                Map.of("LC_ALL", RedactedText.plain("de_DE"))))
        .isEqualTo(Map.of("LC_ALL", "de_DE"));
  }
}
