// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Tests edge cases of settings. */
final class SettingsEdgeCasesTest {
  @TempDir Path directory;

  private TestSettings settings() {
    return new TestSettings(directory);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"LEGACY_DEFAULT", "CATALOG", "LEGACY_OPTION"})
  void aFractionInAnOptionKeepsItsTrailingZeroFromEachUserSource(Source source) {
    TestSettings settings = settings();
    source.setJson(settings, "args", "{\"x\": 1.10}");
    assertThat(settings.valid().map("args")).isEqualTo(Map.of("x", "1.10"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mode",
        "launch",
        "log.level",
        "log.format",
        "paths.state",
        "database.on-empty",
        "release-line"
      })
  void aSettingThatAlwaysHasAValueIsNotRemovedByNull(String name) {
    Settings settings = settings().json(TestSettings.object(name, "null")).read();
    assertThat(settings.find(name).isPresent() || !TestSettings.problems(settings).isEmpty())
        .isTrue();
  }

  @Test
  void aReleaseLineThatIsNotAStringIsAProblem() {
    assertThat(settings().json("{\"release-line\": {\"a\": 1}}").problems()).isNotEmpty();
  }

  @Test
  void aLegacyNameIsAcceptedInAnEnvironmentFile() {
    Settings settings = settings().environmentFile("e", "QSERV_SMIG_DIRECTORY=/smig\n").valid();
    assertThat(settings.find("schema.scripts")).contains("/smig");
  }

  @Test
  void variablesOfQservsProgramsAreIgnoredInAnEnvironmentFileToo() {
    TestSettings settings = settings().environmentFile("e", "QSERV_CONFIG=/x\n");
    assertThat(settings.problems()).isEmpty();
  }

  @Test
  void theCurrentNameOverridesTheLegacyOne() {
    Settings settings =
        settings()
            .variable("QSERV_SMIG_DIRECTORY", "/old")
            .variable("QSERV_SCHEMA__SCRIPTS", "/new")
            .valid();
    assertThat(settings.find("schema.scripts")).contains("/new");
  }

  @Test
  void aVariableMayContainAGroupOfSettings() {
    Settings settings = settings().variable("QSERV_REGISTRY", "{\"host\":\"r\"}").valid();
    assertThat(settings.find("registry.host")).contains("r");
  }

  @Test
  void aYamlAliasIsNotReadAsItsName() {
    TestSettings settings = settings().file("site.yaml", "args: {a: &x one, b: *x}\n");
    Settings read = settings.read();
    assertThat(TestSettings.problems(read).isEmpty() && "x".equals(read.map("args").get("b")))
        .isFalse();
  }

  @Test
  void aYamlFileOfOnlyACommentIsValid() {
    assertThat(settings().file("site.yaml", "# nothing\n").problems()).isEmpty();
  }

  @Test
  void namesOfVariablesKeepTheirCaseForASingleComponentToo() {
    Settings settings =
        settings().variable("QSERV_COMPONENTS__REPLICA__ENV__HTTP_PROXY", "p").valid();
    assertThat(settings.map("components"))
        .isEqualTo(Map.of("replica", Map.of("env", Map.of("HTTP_PROXY", "p"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "catalog.types.\"proxy.port\" = prot",
        "catalog.settings.proxy.port = many",
        "catalog = 1",
        "catalog.settings.proxy = 1",
        "catalog.roles = 1",
        "catalog.roles.czar.settings = 1",
        "catalog.choices.x = 1"
      })
  void anInvalidCatalogOfASiteCausesNoUnexpectedException(String text) {
    assertThatCode(
            () -> {
              try {
                Settings settings = settings().role("czar").file("site.conf", text + "\n").read();
                settings.find("proxy.port");
                settings.variable("x");
              } catch (Failure expected) {
                // with a fix for the author
              }
            })
        .doesNotThrowAnyException();
  }
}
