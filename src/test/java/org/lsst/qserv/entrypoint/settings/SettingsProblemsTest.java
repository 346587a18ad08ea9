// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestSettings;

/** Tests that all problems of settings are reported together, each once, with origin and fix. */
final class SettingsProblemsTest {
  private static final String CANARY = "canary-5eb9f1";

  @TempDir Path directory;

  private TestSettings settings() {
    return new TestSettings(directory);
  }

  private String at(String file) {
    return directory.resolve(file).toString();
  }

  @Test
  void allProblemsAreReportedTogether() {
    TestSettings settings =
        settings()
            .file("site.conf", "registry {\n  host = r\n  prot = 1\n}\n")
            .variable("QSERV_PROXY__PORT", "many")
            .assign("mode=half", "registry.hots=x", "stop.grace=soon");
    assertThat(settings.problems())
        .containsExactlyInAnyOrder(
            "registry.prot (from "
                + at("site.conf")
                + ": 3): unknown setting"
                + " -> did you mean registry.port?",
            "proxy.port (from QSERV_PROXY__PORT): 'many' is not an integer"
                + " -> use a port from 0 to 65535",
            "mode (from -e): 'half' is not one of full, maintenance, db-only, install"
                + " -> use one of full, maintenance, db-only, install",
            "registry.hots (from -e): unknown setting -> did you mean registry.host?",
            "stop.grace (from -e): 'soon' is not a duration"
                + " -> use a duration such as 30s or 10m");
  }

  @Test
  void theReportContainsTheNumberOfProblemsAndTheirOrigins() {
    Settings settings = settings().assign("mode=half", "registry.hots=x").read();
    assertThatThrownBy(() -> settings.problems().throwIfAny("the settings of 'worker'"))
        .hasMessageStartingWith("error: 2 problems in the settings of 'worker'\n  ")
        .hasMessageContaining(
            "\n  registry.hots (from -e): unknown setting\n    fix: did you mean registry.host?");
  }

  @Test
  void anUnknownNameInHoconIsReportedWithFileAndLine() {
    assertThat(settings().file("site.conf", "# comment\n\nregistry.hots = r\n").problems())
        .containsExactly(
            "registry.hots (from "
                + at("site.conf")
                + ": 3): unknown setting"
                + " -> did you mean registry.host?");
  }

  @Test
  void anUnknownNameInJsonIsReportedWithFileAndLine() {
    String json = "{\n \"registry\": {\n  \"host\": \"r\",\n  \"prot\": 1\n }\n}";
    assertThat(settings().file("site.json", json).problems())
        .containsExactly(
            "registry.prot (from "
                + at("site.json")
                + ": 4): unknown setting"
                + " -> did you mean registry.port?");
  }

  @Test
  void anUnknownNameInYamlIsReportedWithFileAndLine() {
    assertThat(settings().file("site.yaml", "registry:\n  host: r\n  prot: 1\n").problems())
        .containsExactly(
            "registry.prot (from "
                + at("site.yaml")
                + ": 3): unknown setting"
                + " -> did you mean registry.port?");
  }

  @Test
  void anUnknownNameInAnEnvironmentFileIsReportedWithFileAndLine() {
    assertThat(settings().environmentFile("site.env", "\n# x\nregistry.prot=1\n").problems())
        .containsExactly(
            "registry.prot (from "
                + at("site.env")
                + ": 3): unknown setting"
                + " -> did you mean registry.port?");
  }

  @Test
  void anUnknownNameInJsonOnTheCommandLineIsReportedWithItsLine() {
    assertThat(settings().json("{\"registry\":\n {\"prot\": 1}}").problems())
        .containsExactly(
            "registry.prot (from --json: 2): unknown setting -> did you mean registry.port?");
  }

  @Test
  void anUnknownDottedKeyIsReported() {
    assertThat(settings().json("{\"registry.prot\": 1}").problems())
        .containsExactly(
            "registry.prot (from --json: 1): unknown setting -> did you mean registry.port?");
  }

  @Test
  void aNameGivenBothAsADottedKeyAndAsAnObjectIsAProblem() {
    String json = "{\"registry\": {\"port\": 1001},\n \"registry.port\": 1002}";
    assertThat(settings().json(json).problems())
        .containsExactly(
            "registry.port (from --json: 2) is set twice in the same source, as a dotted key"
                + " and as an object"
                + " -> keep one of the two");
  }

  @Test
  void anUnknownNameWithoutASimilarNameHasNoSuggestion() {
    assertThat(settings().assign("abracadabra-simsalabim=1").problems())
        .containsExactly(
            "abracadabra-simsalabim (from -e): unknown setting"
                + " -> remove it; docs/settings.md lists the settings");
  }

  @Test
  void aGroupOfSettingsCannotHaveAValue() {
    assertThat(settings().assign("registry=r").problems())
        .containsExactly(
            "registry (from -e): unknown setting -> set one of the settings below it: registry.…");
  }

  @Test
  void aValueOfTheWrongTypeIsReplacedByTheDefault() {
    assertThat(settings().assign("registry.port=x").read().find("registry.port")).contains(25082L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": canary-5eb9f1}    | 1 | 7",
        "{\"a\": \"canary-5eb9f1\" | 1 | 24",
        "[\"canary-5eb9f1\",]      | 1 | 18",
        "\"canary-5eb9f1           | 1 | 15",
        "{\"canary-5eb9f1\": 1} x  | 1 | 23",
        "[01canary-5eb9f1]         | 1 | 3"
      })
  void malformedJsonIsReportedWithLineAndColumnButWithoutItsContent(
      String json, int line, int column) {
    assertThat(settings().assign("auth-key=" + json).problems())
        .singleElement()
        .asString()
        .startsWith("auth-key (from -e): is not valid JSON (line " + line + ", column ")
        .endsWith(
            ") -> correct the JSON, or write a string that starts with {, [ or \" as a JSON string")
        .doesNotContain(CANARY);
    assertThat(column).isPositive();
  }

  @Test
  void malformedJsonOnSeveralLinesIsReportedWithItsLine() {
    assertThat(settings().json("{\"registry\": {\n\"host\": \"r\",\n\"port\" 1}}").problems())
        .containsExactly("--json: is not valid JSON (line 3, column 8) -> correct the JSON syntax");
  }

  @Test
  void aDuplicateNameInAJsonObjectIsAProblem() {
    assertThat(settings().assign("args={\"a\":1,\"a\":2}").problems())
        .containsExactly(
            "args (from -e): is not valid JSON (line 1, column 11)"
                + " -> correct the JSON, or write a string that starts with {, [ or \" as a JSON"
                + " string");
  }

  @Test
  void jsonThatIsNotAnObjectIsAProblem() {
    assertThat(settings().json("[1]").problems())
        .containsExactly("--json: is not an object -> use names with values");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "site.conf | auth-key = \"canary-5eb9f1",
        "site.conf | auth-key = pa$canary-5eb9f1",
        "site.conf | auth-key = ${canary-5eb9f1}",
        "site.json | {\"auth-key\": canary-5eb9f1}",
        "site.json | {\"auth-key\": \"canary-5eb9f1\"",
        "site.yaml | auth-key: \"canary-5eb9f1",
        "site.yaml | auth-key: [canary-5eb9f1",
        "site.yaml | auth-key: @canary-5eb9f1"
      })
  void aMalformedFileIsReportedWithItsLineButWithoutItsContent(String name, String content) {
    assertThat(settings().file(name, "# one\n\n" + content + "\n").problems())
        .singleElement()
        .asString()
        .startsWith("--config " + at(name) + ": is not valid ")
        .containsPattern("\\(line \\d+.*\\) -> correct the (.* )?syntax")
        .doesNotContain(CANARY);
  }

  @Test
  void aMissingFileIsReported() {
    assertThat(settings().configFile(directory.resolve("no.conf")).problems())
        .containsExactly("--config " + at("no.conf") + ": no such file -> correct the path");
  }

  @Test
  void aMissingJsonFileIsReported() {
    assertThat(settings().json("@" + at("no.json")).problems())
        .containsExactly("--json " + at("no.json") + ": no such file -> correct the path");
  }

  @Test
  void aBinaryFileIsReported() throws IOException {
    Path file = Files.write(directory.resolve("bad.conf"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThat(settings().configFile(file).problems())
        .containsExactly(
            "--config "
                + file
                + ": cannot be read (not valid UTF-8)"
                + " -> make it a UTF-8 text file that the user of the container can read");
  }

  @Test
  void anEmptyFileContainsNoSettings() {
    assertThat(settings().file("site.conf", "").problems()).isEmpty();
  }

  @Test
  void anUnknownReleaseLineIsAProblem() {
    assertThat(settings().assign("release-line=no-such-line").problems())
        .singleElement()
        .asString()
        .startsWith("release-line (from -e): 'no-such-line' is not one of ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"args", "env", "components", "schema.variables"})
  void aSettingOfTypeMapMustBeAnObject(String name) {
    assertThat(settings().assign(name + "=x").problems())
        .containsExactly(
            name
                + " (from -e): is not an object"
                + " -> use an object such as {\"name\":\"value\"}");
  }

  @Test
  void everyValueHasAnOrigin() {
    Settings settings =
        settings()
            .file("site.conf", "registry.host = r\n")
            .variable("QSERV_REGISTRY__PORT", "1001")
            .environmentFile("site.env", "proxy.port=1002\n")
            .json("{\"launch\": \"exec\"}")
            .assign("mode=full")
            .valid();
    assertThat(settings.origin("registry.host")).isEqualTo("from " + at("site.conf") + ": 1");
    assertThat(settings.origin("registry.port")).isEqualTo("from QSERV_REGISTRY__PORT");
    assertThat(settings.origin("proxy.port")).isEqualTo("from " + at("site.env") + ": 1");
    assertThat(settings.origin("launch")).isEqualTo("from --json: 1");
    assertThat(settings.origin("mode")).isEqualTo("from -e");
    assertThat(settings.origin("log.level")).isEqualTo("default");
  }

  @Test
  void cyclicDefaultsAreAFailure() {
    TestSettings settings =
        settings()
            .file("site.conf", "catalog.settings { a.x = \"{{ a.y }}\", a.y = \"{{ a.x }}\" }\n");
    assertThatThrownBy(() -> settings.valid().find("a.x"))
        .hasMessageStartingWith("error: the defaults of ")
        .hasMessageEndingWith(" refer to each other\nfix: set one of them");
  }

  @Test
  void aBinarySecretFileIsAProblem() {
    assertThat(settings().assign("auth-key-file=[\"a\"]").problems()).hasSize(1);
    assertThat(settings().json("{\"auth-key-file\": {\"a\": 1}}").problems()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0001", "\uFFFE"})
  void aYamlFileWithAForbiddenCharacterIsAProblem(String character) {
    assertThat(settings().file("site.yaml", "args: {a: " + character + "}\n").problems())
        .hasSize(1);
  }

  @Test
  void aMisspelledGroupIsReportedWithOriginAndSuggestion() {
    assertThat(settings().assign("xrootd.manger.host=m").problems())
        .containsExactly(
            "xrootd.manger.host (from -e): unknown setting -> did you mean xrootd.manager.host?");
  }

  @Test
  void aMisspelledGroupInAFileIsReportedWithTheLineOfEachMember() {
    TestSettings settings = settings().file("site.conf", "registyr {\n  host = r\n  port = 1\n}\n");
    assertThat(settings.problems())
        .containsExactlyInAnyOrder(
            "registyr.host (from "
                + directory.resolve("site.conf")
                + ": 2): unknown setting"
                + " -> did you mean registry.host?",
            "registyr.port (from "
                + directory.resolve("site.conf")
                + ": 3): unknown setting"
                + " -> did you mean registry.port?");
  }

  @Test
  void aMisspelledGroupInJsonIsReportedWithASuggestionForEachMember() {
    assertThat(settings().json("{\"registyr\": {\"host\": \"r\"}}").problems())
        .containsExactly(
            "registyr.host (from --json: 1): unknown setting -> did you mean registry.host?");
  }

  @Test
  void aSettingCannotHaveMembers() {
    assertThat(settings().assign("registry.port.x=1").problems())
        .containsExactly(
            "registry.port (from -e): is an object, not a single value"
                + " -> use a port from 0 to 65535");
  }
}
