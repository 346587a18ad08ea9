package org.lsst.qserv.entrypoint.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.TestSettings;

/** Without a setting, the scripts are where Qserv's images have them. */
final class ScriptsOfTheImageTest {
  private static final String NEW = "/usr/local/python/lsst/qserv/schema/migrations";
  private static final String OLD = "/usr/local/qserv/smig";

  @TempDir Path directory;
  private TestSettings settings;

  @BeforeEach
  void anImage() {
    settings = new TestSettings(directory).role("worker");
  }

  private void folder(String path) {
    settings.host().file(path.substring(1) + "/worker/x.sql", "");
  }

  @Test
  void areUnsetWithoutSuchAFolder() {
    assertThat(settings.valid().find("schema.scripts")).isEmpty();
  }

  @Test
  void areInTheFirstFolderThatExists() {
    folder(OLD);
    assertThat(settings.valid().find("schema.scripts")).contains(OLD);
    folder(NEW);
    assertThat(settings.valid().find("schema.scripts")).contains(NEW);
    assertThat(settings.valid().origins().inForce("schema.scripts")).contains(NEW);
  }

  @Test
  void areWhereASettingSaysAll() {
    folder(OLD);
    assertThat(settings.assign("schema.scripts=/mine").valid().find("schema.scripts"))
        .contains("/mine");
  }

  @Test
  void areUnsetIfTheSettingIsNull() {
    folder(OLD);
    assertThat(settings.json("{\"schema.scripts\": null}").valid().find("schema.scripts"))
        .isEmpty();
  }
}
