// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.TestSettings;

/** Tests the default of {@code schema.scripts}, which depends on the directories of the image. */
final class DefaultScriptsTest {
  private static final String NEW = "/usr/local/python/lsst/qserv/schema/migrations";
  private static final String OLD = "/usr/local/qserv/smig";

  @TempDir Path directory;
  private TestSettings settings;

  @BeforeEach
  void createAnImage() {
    settings = new TestSettings(directory).role("worker");
  }

  private void directory(String path) {
    settings.host().file(path.substring(1) + "/worker/x.sql", "");
  }

  @Test
  void scriptsAreUnsetWithoutAKnownDirectory() {
    assertThat(settings.valid().find("schema.scripts")).isEmpty();
  }

  @Test
  void scriptsAreInTheFirstDirectoryThatExists() {
    directory(OLD);
    assertThat(settings.valid().find("schema.scripts")).contains(OLD);
    directory(NEW);
    assertThat(settings.valid().find("schema.scripts")).contains(NEW);
    assertThat(settings.valid().origins().effectiveValue("schema.scripts")).contains(NEW);
  }

  @Test
  void aSettingOverridesTheDirectoryOfAllScripts() {
    directory(OLD);
    assertThat(settings.assign("schema.scripts=/mine").valid().find("schema.scripts"))
        .contains("/mine");
  }

  @Test
  void scriptsAreUnsetIfTheSettingIsNull() {
    directory(OLD);
    assertThat(settings.json("{\"schema.scripts\": null}").valid().find("schema.scripts"))
        .isEmpty();
  }
}
