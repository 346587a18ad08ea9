// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.settings.Settings;

/** Tests which variables are settings, which belong to other programs, and which are unknown. */
final class EnvironmentVariablesTest {
  @TempDir Path directory;

  private TestSettings settings() {
    return new TestSettings(directory).lineByAssignment();
  }

  @ParameterizedTest
  @CsvSource({
    "instance-id, QSERV_INSTANCE_ID",
    "database.admin-url, QSERV_DATABASE__ADMIN_URL",
    "czar.qmeta.max-msg-source-store, QSERV_CZAR__QMETA__MAX_MSG_SOURCE_STORE",
    "xrootd.manager.host, QSERV_XROOTD__MANAGER__HOST"
  })
  void aNameAndItsVariableAreConvertedToEachOther(String name, String variable) {
    assertThat(SettingNames.toVariable(name)).isEqualTo(variable);
    assertThat(SettingNames.ofVariable(variable)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "QSERV_CZAR_SERVICE_HOST",
        "QSERV_CZAR_SERVICE_PORT",
        "QSERV_CZAR_SERVICE_PORT_MYSQL",
        "QSERV_CZAR_PORT",
        "QSERV_CZAR_PORT_3306_TCP",
        "QSERV_CZAR_PORT_3306_TCP_ADDR",
        "QSERV_CZAR_PORT_3306_UDP_PROTO",
        "QSERV_PORT_CZAR_PORT_53_UDP"
      })
  void variablesInjectedByKubernetesAreIgnored(String variable) {
    Settings settings = settings().variable(variable, "tcp://10.0.0.1:3306").valid();
    assertThat(TestSettings.warnings(settings)).isEmpty();
    assertThat(settings.consumedVariables()).isEmpty();
  }

  @Test
  void aSettingIsReadEvenIfItLooksInjectedByKubernetes() {
    TestSettings settings = settings().variable("QSERV_REGISTRY__PORT", "1001");
    assertThat(settings.valid().find("registry.port")).contains(1001L);
  }

  @Test
  void anUnknownVariableCausesAWarningWithASuggestion() {
    Settings settings = settings().variable("QSERV_REGISTRY__HOTS", "r").valid();
    assertThat(TestSettings.warnings(settings))
        .containsExactly(
            "the variable QSERV_REGISTRY__HOTS is not a setting and is ignored"
                + " -> did you mean QSERV_REGISTRY__HOST?");
  }

  @Test
  void anUnknownVariableUnlikeAnySettingCausesAWarning() {
    Settings settings = settings().variable("QSERV_ABRACADABRA_SIMSALABIM_HOCUSPOCUS", "r").valid();
    assertThat(TestSettings.warnings(settings))
        .containsExactly(
            "the variable QSERV_ABRACADABRA_SIMSALABIM_HOCUSPOCUS is not a setting and is ignored"
                + " -> remove it");
  }

  @Test
  void variablesOfABackupCommandAreNotSettings() {
    for (String name : List.of("SERVER", "MODULE", "FROM", "TO", "RESUME")) {
      Settings settings = settings().variable("QSERV_SCHEMA_" + name, "x").valid();
      assertThat(TestSettings.warnings(settings)).isEmpty();
    }
  }

  @Test
  void variablesOfQservsProgramsAreIgnored() {
    Settings settings = settings().variable("QSERV_CONFIG", "/x/qserv-czar.cnf").valid();
    assertThat(TestSettings.warnings(settings)).isEmpty();
    assertThat(settings.consumedVariables()).isEmpty();
  }

  @Test
  void variablesOfOtherProgramsAreIgnored() {
    Settings settings = settings().variable("REGISTRY__HOST", "r").variable("PATH", "/bin").valid();
    assertThat(settings.find("registry.host")).isEmpty();
  }

  @Test
  void theLegacyNameOfTheScriptsDirectoryIsAccepted() {
    TestSettings settings = settings().variable("QSERV_SMIG_DIRECTORY", "/smig");
    assertThat(settings.valid().find("schema.scripts")).contains("/smig");
  }

  @Test
  void aVariableThatIsASettingIsNotPassedToTheService() {
    TestSettings settings =
        settings()
            .variable("QSERV_INSTANCE_ID", "i")
            .variable("QSERV_ARGS__DEBUG", "true")
            .variable("HOME", "/home/qserv");
    assertThat(settings.valid().consumedVariables())
        .containsExactlyInAnyOrder("QSERV_INSTANCE_ID", "QSERV_ARGS__DEBUG");
  }

  @Test
  void aVariableWithTheFileOfASecretIsASetting() {
    TestSettings settings = settings();
    Path file = settings.write("key", "from-file\n");
    settings.variable("QSERV_AUTH_KEY_FILE", file.toString());
    assertThat(settings.valid().text("auth_key").orElseThrow().value()).isEqualTo("from-file");
  }
}
