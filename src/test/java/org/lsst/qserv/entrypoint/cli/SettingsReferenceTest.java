// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.cli.config.SettingsReferenceFormatter;
import org.lsst.qserv.entrypoint.settings.reference.SettingsReference;

/** Tests the settings reference, and the documentation page generated from it. */
final class SettingsReferenceTest {
  private static final Path PAGE = Path.of("docs/settings.md");

  @Test
  void theReferencePageIsUpToDate() throws IOException {
    String page = SettingsReferenceFormatter.of(TestFiles.BUNDLED).markdown();
    if (Boolean.getBoolean("update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("update it with: mvn test -Dtest=SettingsReferenceTest -Dupdate=true")
        .isEqualTo(page);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "xrd"})
  void everySettingHasADescription(String line) {
    SettingsReference reference = new SettingsReference(TestFiles.BUNDLED, line);
    assertThat(
            Stream.concat(
                reference.launcherSettings().stream(), reference.serviceSettings().stream()))
        .allSatisfy(entry -> assertThat(entry.description()).as(entry.name()).isNotEmpty())
        .hasSizeGreaterThan(100);
  }
}
