// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.supervise.ComponentState;

/** Tests the files of state documents, in a directory that others may write to as well. */
final class StateFilesTest {
  @TempDir Path root;

  private Path directory;
  private StateFiles files;
  private Host host;

  @BeforeEach
  void prepareHost() {
    directory = root.resolve("state");
    files = new StateFiles(directory);
    host = TestDocument.host(root).host();
  }

  private static StateDocument launch(String component) {
    return new TestDocument()
        .component(component)
        .components(TestDocument.report(component, ComponentState.READY))
        .build();
  }

  private void writeDamaged(byte[] content) throws IOException {
    Path child = Files.createDirectories(directory.resolve("czar"));
    Files.write(child.resolve("state.json"), content);
  }

  @Test
  void everyLaunchHasItsOwnDirectory() {
    assertThat(files.directory("worker", Optional.empty())).isEqualTo(directory.resolve("worker"));
    assertThat(files.directory("worker", Optional.of("xrootd")))
        .isEqualTo(directory.resolve("worker-xrootd"));
  }

  @Test
  void launchesAreReadInTheOrderOfRoleAndComponent() throws IOException {
    StateDocument role = new TestDocument().build();
    files.write(launch("xrootd"));
    files.write(launch("cmsd"));
    files.write(role);
    assertThat(files.read(host)).containsExactly(role, launch("cmsd"), launch("xrootd"));
  }

  @Test
  void aNewDocumentReplacesTheOldOneAndLeavesNoOtherFile() throws IOException {
    files.write(new TestDocument().components().build());
    files.write(new TestDocument().build());
    assertThat(files.read(host)).containsExactly(new TestDocument().build());
    try (Stream<Path> names = Files.list(directory.resolve("worker"))) {
      assertThat(names).containsExactly(directory.resolve("worker/state.json"));
    }
  }

  @Test
  void otherUsersOfTheContainerMayReadADocument() throws IOException {
    files.write(new TestDocument().build());
    Path file = directory.resolve("worker/state.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void aMissingDirectoryHasNoDocuments() throws IOException {
    assertThat(new StateFiles(root.resolve("missing")).read(host)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "7",
        "half",
        "{\"version\": 1",
        "{\"version\": 1, \"role\": \"worker\"}",
        "{\"version\": 123456789012345678901234567890}",
        "{\"phase\": \"running\", \"role\": \"worker\", \"pid\": 7}"
      })
  void aDamagedDocumentIsIgnored(String content) throws IOException {
    writeDamaged(content.getBytes(StandardCharsets.UTF_8));
    files.write(new TestDocument().build());
    assertThat(files.read(host)).containsExactly(new TestDocument().build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"state\": \"dancing\"",
        "\"since\": \"yesterday\"",
        "\"modes\": [\"half\"]",
        "\"modes\": [7]"
      })
  void aDocumentWithAnInvalidValueIsIgnored(String member) throws IOException {
    String name = member.substring(0, member.indexOf(':'));
    String text =
        StateJson.write(new TestDocument().build())
            .replaceAll(name + ": (\"[^\"]*\"|\\[[^]]*])", member);
    assertThat(text).contains(member);
    writeDamaged(text.getBytes(StandardCharsets.UTF_8));
    assertThat(files.read(host)).isEmpty();
  }

  @Test
  void aTruncatedDocumentIsIgnored() throws IOException {
    String text = StateJson.write(new TestDocument().build());
    for (int length = 0; length < text.length(); length++) {
      writeDamaged(text.substring(0, length).getBytes(StandardCharsets.UTF_8));
      assertThat(files.read(host)).isEmpty();
    }
  }

  @Test
  void aBinaryDocumentIsIgnored() throws IOException {
    writeDamaged(new byte[] {'{', (byte) 0xff, (byte) 0xfe, 0});
    assertThat(files.read(host)).isEmpty();
  }

  @Test
  void foreignFilesAndFoldersAreIgnored() throws IOException {
    Files.createDirectories(directory.resolve("lost+found"));
    Files.createDirectories(directory.resolve("czar/state.json"));
    Files.writeString(directory.resolve("notes.txt"), "x");
    assertThat(files.read(host)).isEmpty();
  }

  @Test
  void theDocumentOfAnEarlierStartIsIgnored() throws IOException {
    files.write(
        new TestDocument()
            .identity(new ProcessIdentity(TestDocument.ALIVE.container(), "boot-id", 7, 99))
            .build());
    assertThat(files.read(host)).isEmpty();
  }

  @Test
  void theDocumentFromBeforeTheBootOfTheMachineIsIgnored() throws IOException {
    files.write(
        new TestDocument()
            .identity(new ProcessIdentity(TestDocument.ALIVE.container(), "other", 7, 100))
            .build());
    assertThat(files.read(host)).isEmpty();
  }

  @Test
  void theDocumentOfADeadProcessIsIgnored() throws IOException {
    files.write(new TestDocument().identity(TestDocument.process(8)).build());
    assertThat(files.read(host)).isEmpty();
  }

  @Test
  void theDocumentOfAnotherContainerIsIgnored() throws IOException {
    files.write(new TestDocument().build());
    Host other =
        TestDocument.host(root.resolve("other"), "mnt:[2]")
            .file("proc/7/stat", ProcessIdentityTest.stat(7, "xrootd", 'S', 100))
            .host();
    assertThat(files.read(other)).isEmpty();
    assertThat(files.read(host)).hasSize(1);
  }
}
