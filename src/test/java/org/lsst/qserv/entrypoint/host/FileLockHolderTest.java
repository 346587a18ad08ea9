// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the search in {@code /proc/locks}; INODE is replaced with the inode of the file. */
final class FileLockHolderTest {
  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path file;

  @BeforeEach
  void createTheFile() throws IOException {
    file = Files.createFile(directory.resolve("file"));
  }

  @Test
  void reportsTheProcessWithThePosixWriteLock() throws IOException {
    assertThat(find("1: POSIX  ADVISORY  WRITE 4711 08:01:INODE 0 EOF\n"))
        .isEqualTo("process 4711");
  }

  @Test
  void ignoresLocksOfAnotherKindOrFile() throws IOException {
    assertThat(
            find(
                """
                1: FLOCK  ADVISORY  WRITE 12 08:01:INODE 0 EOF
                2: POSIX  ADVISORY  READ 13 08:01:INODE 0 EOF
                3: POSIX  ADVISORY  WRITE 14 08:01:1INODE 0 EOF
                3: -> POSIX  ADVISORY  WRITE 15 08:01:INODE 0 EOF
                4: POSIX  ADVISORY  WRITE 4711 08:01:INODE 0 EOF
                """))
        .isEqualTo("process 4711");
  }

  @Test
  void findsNoneInAnotherNamespaceOrAmongSeveral() throws IOException {
    assertThat(find("1: POSIX  ADVISORY  WRITE 0 08:01:INODE 0 EOF\n")).isEmpty();
    assertThat(
            find(
                """
                1: POSIX  ADVISORY  WRITE 12 08:01:INODE 0 EOF
                2: POSIX  ADVISORY  WRITE 13 08:02:INODE 0 EOF
                """))
        .isEmpty();
  }

  @Test
  void findsNoneWithoutTheListOfLocks() {
    assertThat(FileLockHolder.find(directory.resolve("none"), file)).isEmpty();
  }

  private String find(String locks) throws IOException {
    String inode = Files.getAttribute(file, "unix:ino").toString();
    Path system = Files.writeString(directory.resolve("locks"), locks.replace("INODE", inode));
    return FileLockHolder.find(system, file).orElse("");
  }
}
