package org.lsst.qserv.entrypoint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where migration scripts are found without a setting. */
final class ScriptFoldersTest {
  @TempDir private Path directory;

  @Test
  void theFirstFolderThatExistsIsTaken() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Path second = Files.createDirectory(directory.resolve("second"));
    Path third = Files.createDirectory(directory.resolve("third"));
    ScriptFolders folders =
        new ScriptFolders(List.of(directory.resolve("missing"), file, second, third));
    assertThat(folders.existing()).contains(second);
  }

  @Test
  void noneMayExist() {
    assertThat(new ScriptFolders(List.of(directory.resolve("missing"))).existing()).isEmpty();
  }

  @Test
  void aCatalogNamesThem() {
    assertThat(
            ScriptFolders.of(ConfigFactory.parseString("schema.script-folders = [/a, /b]"))
                .candidates())
        .containsExactly(Path.of("/a"), Path.of("/b"));
    assertThat(ScriptFolders.of(ConfigFactory.empty()).candidates()).isEmpty();
  }
}
