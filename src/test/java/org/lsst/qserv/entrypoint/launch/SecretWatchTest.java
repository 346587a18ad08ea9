// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.FakeTime;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.settings.Settings;

/** Tests the detection of changes of secret files. */
final class SecretWatchTest {
  private final FakeTime time = new FakeTime();

  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path file;

  @BeforeEach
  void createASecretFile() throws IOException {
    file = Files.writeString(directory.resolve("key"), "canary-1\n");
  }

  private TestSettings czar(String... assignments) {
    return new TestSettings(directory).role("czar").assign(assignments);
  }

  private SecretWatch watch() {
    return watch(czar("auth-key-file=" + file).valid());
  }

  private SecretWatch watch(Settings settings) {
    return new SecretWatch(time, settings.secretFiles());
  }

  private static List<String> changes(SecretWatch watch) throws InterruptedException {
    return watch.changes().stream().map(SecretWatchTest::line).toList();
  }

  private static String line(Problem problem) {
    return problem.what() + "; " + problem.fix();
  }

  private String changed(String setting) {
    return setting + ": " + file + " has changed; restart the container to use it";
  }

  private void replace(String content) throws IOException {
    Path staged = Files.writeString(directory.resolve("staged"), content);
    Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void ignoresAnUnchangedFile() throws IOException, InterruptedException {
    SecretWatch watch = watch();
    assertThat(changes(watch)).isEmpty();
    replace("canary-1"); // a final newline is ignored
    assertThat(changes(watch)).isEmpty();
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void reportsEachChangeOnceWithoutTheValue() throws IOException, InterruptedException {
    SecretWatch watch = watch();
    replace("canary-2");
    assertThat(changes(watch)).containsExactly(changed("auth-key-file"));
    assertThat(changes(watch)).isEmpty();
    replace("canary-3");
    assertThat(changes(watch)).containsExactly(changed("auth-key-file"));
    assertThat(changes(watch)).isEmpty();
  }

  @Test
  void detectsAReplacedLinkInAParentDirectory() throws IOException, InterruptedException {
    Path data = mounted("one", "canary-1");
    file = data.resolve("key");
    SecretWatch watch = watch();
    mounted("two", "canary-2");
    assertThat(changes(watch)).containsExactly(changed("auth-key-file"));
  }

  /** Replaces a mounted secret like the kubelet. */
  private Path mounted(String version, String content) throws IOException {
    Path child = Files.createDirectory(directory.resolve(version));
    Files.writeString(child.resolve("key"), content);
    Path data = directory.resolve("..data");
    Path link = Files.createSymbolicLink(directory.resolve("..data_tmp"), child);
    return Files.move(link, data, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void ignoresAFileThatIsTemporarilyMissing() throws IOException, InterruptedException {
    SecretWatch watch = watch();
    Files.delete(file);
    assertThat(changes(watch)).isEmpty();
    Files.writeString(file, "canary-1\n");
    assertThat(changes(watch)).isEmpty();
  }

  @Test
  void reportsAFileOnlyAfterItIsCompletelyWritten() throws IOException, InterruptedException {
    SecretWatch watch =
        new SecretWatch(
            new FileWritingTime(time, file, "canary-2"),
            czar("auth-key-file=" + file).valid().secretFiles());
    Files.writeString(file, "");
    assertThat(changes(watch)).isEmpty();
    assertThat(changes(watch)).containsExactly(changed("auth-key-file"));
    assertThat(time.sleeps()).containsOnly(Duration.ofSeconds(1));
  }

  @Test
  void reportsEachSettingOfAChangedFile() throws IOException, InterruptedException {
    SecretWatch watch = watch(czar("auth-key-file=" + file, "admin-auth-key-file=" + file).valid());
    replace("canary-2");
    assertThat(changes(watch))
        .containsExactly(changed("admin-auth-key-file"), changed("auth-key-file"));
  }

  @Test
  void reportsAServiceThatReadsTheFileItself() throws IOException, InterruptedException {
    Settings settings = czar("auth-key-file=" + file).valid();
    assertThat(settings.text("secret.auth_key").orElseThrow().value()).isEqualTo("file:" + file);
    SecretWatch watch = watch(settings);
    replace("canary-2");
    assertThat(changes(watch))
        .containsExactly(
            changed("auth-key-file")
                + "; a service that reads file:"
                + file
                + " itself uses it after its next start");
  }

  @Test
  void ignoresASecretThatIsNotInAFile() {
    assertThat(czar("auth-key=canary-1").valid().secretFiles()).isEmpty();
  }
}
