// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.settings.reference.SettingsReference;
import org.lsst.qserv.entrypoint.settings.reference.SettingsReference.Entry;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;

/**
 * Tests each declared setting with its default and with another value; new settings are included
 * automatically.
 */
final class EverySettingTest {
  @TempDir Path directory;

  static Stream<Arguments> settings() {
    BundledFiles bundled = TestFiles.BUNDLED;
    return bundled.releaseLines().stream()
        .flatMap(line -> {
          SettingsReference reference = new SettingsReference(bundled, line);
          return Stream.concat(
                  reference.launcherSettings().stream(), reference.serviceSettings().stream())
              .filter(entry -> !entry.name().equals("release-line")) // given by these tests
              .map(entry -> Arguments.of(line, entry));
        });
  }

  @ParameterizedTest
  @MethodSource("settings")
  void anOmittedSettingHasItsDefault(String line, Entry entry) {
    Settings settings = new TestSettings(directory).line(line).valid();
    SettingOrigins origins = settings.origins();
    assertThat(origins.isGiven(entry.name())).isFalse();
    assertThat(origins.of(entry.name()).stream().map(SettingOrigin::shown).findFirst())
        .isEqualTo(entry.defaultValue());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aGivenSettingHasTheGivenValue(String line, Entry entry) {
    String value = another(entry);
    assertThat(entry.defaultValue()).isNotEqualTo(Optional.of(value));
    Settings settings =
        new TestSettings(directory).line(line).assign(entry.name() + "=" + value).valid();
    String name = entry.type().equals("map") ? entry.name() + ".k" : entry.name();
    assertThat(settings.origins().effectiveValue(name)).contains(shown(entry, value));
    assertThat(settings.origins().of(name).getFirst().origin()).startsWith("-e");
  }

  /** Returns a value of the setting's type that differs from its default. */
  private static String another(Entry entry) {
    return switch (entry.type()) {
      case "integer" -> "77";
      case "boolean" -> String.valueOf(!entry.defaultValue().equals(Optional.of("true")));
      case "port" -> "7777";
      case "size" -> "77M";
      case "duration" -> "77s";
      case "path" -> "/seven";
      case "url" -> "mysql://seven@host:7777/name";
      case "list" -> "[\"seven\"]";
      case "map" -> "{\"k\":\"seven\"}";
      case "enum" ->
          entry.allowedValues().stream()
              .filter(value -> !entry.defaultValue().equals(Optional.of(value)))
              .findFirst()
              .orElseThrow();
      default -> "seven";
    };
  }

  private static String shown(Entry entry, String value) {
    return switch (entry.type()) {
      case "size" -> String.valueOf(77L << 20);
      case "duration" -> "77";
      case "secret" -> "[REDACTED]";
      case "map" -> "seven";
      default -> value;
    };
  }
}
