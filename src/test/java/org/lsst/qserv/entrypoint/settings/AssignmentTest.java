// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.TestSettings;

/** Tests {@code -e KEY=VALUE}, {@code -e KEY} and the lines of {@code --env-file}. */
final class AssignmentTest {
  @TempDir Path directory;

  private TestSettings settings() {
    return new TestSettings(directory);
  }

  private static Map<String, Object> args(TestSettings settings) {
    return settings.valid().map("args");
  }

  @Test
  void aKeyMayBeTheNameOfTheVariable() {
    TestSettings settings = settings().assign("QSERV_REGISTRY__HOST=r");
    assertThat(settings.valid().find("registry.host")).contains("r");
  }

  @Test
  void aKeyWithoutValueUsesTheQservVariable() {
    TestSettings settings =
        settings()
            .variable("QSERV_REGISTRY__HOST", "from-qserv")
            .variable("registry.host", "from-key")
            .assign("registry.host");
    assertThat(settings.valid().find("registry.host")).contains("from-qserv");
  }

  @Test
  void aKeyWithoutValueFallsBackToTheVariableOfThatName() {
    TestSettings settings = settings().variable("registry.host", "r").assign("registry.host");
    assertThat(settings.valid().find("registry.host")).contains("r");
  }

  @Test
  void aKeyWithoutValueAndVariableSetsNothing() {
    TestSettings settings = settings().assign("registry.host", "registry.port");
    assertThat(settings.valid().find("registry.port")).contains(25082L);
  }

  @Test
  void aKeyInTheFormOfAVariableMayLackAValue() {
    TestSettings settings =
        settings().variable("QSERV_REGISTRY__HOST", "r").assign("QSERV_REGISTRY__HOST");
    assertThat(settings.valid().find("registry.host")).contains("r");
  }

  @Test
  void aVariablePassedByItsKeyHasThePrecedenceOfAnAssignment() {
    TestSettings settings =
        settings()
            .variable("QSERV_REGISTRY__HOST", "r")
            .json("{\"registry\": {\"host\": \"json\"}}")
            .assign("registry.host");
    assertThat(settings.valid().find("registry.host")).contains("r");
  }

  @Test
  void aVariablePassedByItsKeyIsNotPassedToTheService() {
    TestSettings settings =
        settings().lineByAssignment().variable("registry.host", "r").assign("registry.host");
    assertThat(settings.valid().consumedVariables()).containsExactly("registry.host");
  }

  @Test
  void theKeyEndsAtTheFirstEqualsSign() {
    TestSettings settings = settings().assign("registry.host=a=b==");
    assertThat(settings.valid().find("registry.host")).contains("a=b==");
  }

  @Test
  void anAssignmentMayBeEmpty() {
    assertThat(settings().assign("registry.host=").valid().find("registry.host")).contains("");
  }

  @Test
  void anAssignmentWithoutKeyIsAUsageError() {
    assertThat(settings().assign("=x").problems())
        .containsExactly("-e: the name of the setting is missing -> use NAME=VALUE");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void unquotedLiteralsInOptionsAreBooleans(boolean literal) {
    assertThat(args(settings().assign("args.debug=" + literal)))
        .isEqualTo(Map.of("debug", literal));
  }

  @Test
  void anUnquotedNullInOptionsIsNull() {
    Map<String, Object> expected = new HashMap<>();
    expected.put("debug", null);
    assertThat(args(settings().assign("args.debug=null"))).isEqualTo(expected);
  }

  @Test
  void quotedLiteralsInOptionsAreTexts() {
    assertThat(args(settings().assign("args.x=\"true\"", "args.y=\"null\"")))
        .isEqualTo(Map.of("x", "true", "y", "null"));
  }

  @Test
  void unquotedLiteralsAreRecognizedForASingleComponentToo() {
    assertThat(settings().assign("components.replica.args.debug=true").valid().map("components"))
        .isEqualTo(Map.of("replica", Map.of("args", Map.of("debug", true))));
  }

  @Test
  void unquotedLiteralsOutsideOfOptionsAreTexts() {
    TestSettings settings = settings().assign("registry.host=null");
    assertThat(settings.valid().find("registry.host")).contains("null");
  }

  @Test
  void aJsonValueMayBeAnObjectWithLists() {
    TestSettings settings =
        settings().assign("args={\"a\":[\"x\",\"y,z\",\"p=q\"],\"debug\":true}");
    assertThat(args(settings)).isEqualTo(Map.of("a", List.of("x", "y,z", "p=q"), "debug", true));
  }

  @Test
  void aJsonValueMayBeAText() {
    TestSettings settings = settings().assign("registry.host=\"{\\\"a\\\"\\n}\"");
    assertThat(settings.valid().find("registry.host")).contains("{\"a\"\n}");
  }

  @Test
  void jsonNumbersAreKeptAsWritten() {
    assertThat(args(settings().assign("args={\"a\":1.10,\"b\":1e3,\"c\":12345678901234567890}")))
        .isEqualTo(Map.of("a", "1.10", "b", "1e3", "c", "12345678901234567890"));
  }

  @Test
  void listsMayContainNull() {
    assertThat(args(settings().assign("args.a=[\"x\",null]")))
        .isEqualTo(Map.of("a", Arrays.asList("x", null)));
  }

  @Test
  void linesOfAnEnvironmentFileAreLiteral() {
    TestSettings settings =
        settings()
            .environmentFile(
                "site.env",
                "  # comment\n\nargs.a='x' # y\n  args.b= $z \nQSERV_ARGS__C=\"d\\n\"\n");
    assertThat(args(settings)).isEqualTo(Map.of("a", "'x' # y", "b", " $z ", "c", "d\n"));
  }

  @Test
  void aLineOfAnEnvironmentFileWithoutValueUsesTheVariable() {
    TestSettings settings =
        settings().variable("QSERV_REGISTRY__HOST", "r").environmentFile("e", "registry.host\n");
    assertThat(settings.valid().find("registry.host")).contains("r");
  }

  @Test
  void namesOfTheServicesVariablesKeepTheirCase() {
    TestSettings settings = settings().assign("env.A_b=1").variable("QSERV_ENV__C_d", "2");
    assertThat(settings.valid().map("env")).isEqualTo(Map.of("A_b", "1", "C_d", "2"));
  }
}
