// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Tests that programs are found like in a shell. */
final class ProgramLookupTest {
  @TempDir Path directory;

  private Path file(String name, String permissions) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
  }

  private Path find(String program, String... entries) {
    String path = String.join(":", Stream.of(entries).map(name -> directory + "/" + name).toList());
    return ProgramLookup.find(program, Optional.of(path), "worker xrootd");
  }

  private static void assertFails(ThrowingCallable lookup, ExitCode exit, String message) {
    assertThatThrownBy(lookup)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(exit))
        .hasMessage(message);
  }

  @Test
  void returnsTheFirstMatchInThePath() throws IOException {
    Path first = file("a/tool", "rwxr-xr-x");
    file("b/tool", "rwxr-xr-x");
    assertThat(find("tool", "a", "b")).isEqualTo(first);
  }

  @Test
  void skipsAFileThatIsNotExecutable() throws IOException {
    file("a/tool", "rw-r--r--");
    Path second = file("b/tool", "rwxr-xr-x");
    assertThat(find("tool", "a", "b")).isEqualTo(second);
  }

  @Test
  void skipsADirectory() throws IOException {
    Files.createDirectories(directory.resolve("a/tool"));
    Path second = file("b/tool", "rwxr-xr-x");
    assertThat(find("tool", "a", "b")).isEqualTo(second);
  }

  @Test
  void reportsAMissingProgram() {
    assertFails(
        () -> find("no-such-tool", "a", "b"),
        ExitCode.NOT_FOUND,
        "error: 'no-such-tool' not found in the image (required by worker xrootd)"
            + "\nfix: use an image that contains the program, or set command");
  }

  @Test
  void reportsAMissingPath() {
    String program = directory + "/no";
    assertFails(
        () -> find(program),
        ExitCode.NOT_FOUND,
        "error: '"
            + program
            + "' not found in the image (required by worker xrootd)"
            + "\nfix: use an image that contains the program, or set command");
  }

  @Test
  void reportsAProgramThatIsNotExecutable() throws IOException {
    Path file = file("a/tool", "rw-r--r--");
    assertFails(
        () -> find("tool", "a"),
        ExitCode.NOT_EXECUTABLE,
        "error: '"
            + file
            + "' is not an executable file (required by worker xrootd)"
            + "\nfix: make the file executable (chmod a+rx), or set command");
  }

  @Test
  void reportsADirectoryInsteadOfAProgram() {
    assertFails(
        () -> find(directory.toString()),
        ExitCode.NOT_EXECUTABLE,
        "error: '"
            + directory
            + "' is not an executable file (required by worker xrootd)"
            + "\nfix: make the file executable (chmod a+rx), or set command");
  }

  @Test
  void doesNotSearchThePathForAProgramWithASlash() throws IOException {
    Path file = file("a/tool", "rwxr-xr-x");
    assertThat(ProgramLookup.find(file.toString(), Optional.of("/nowhere"), "x")).isEqualTo(file);
  }

  @Test
  void searchesTheDefaultDirectoriesWithoutPath() {
    assertThat(ProgramLookup.find("sh", Optional.empty(), "x")).isExecutable();
  }
}
