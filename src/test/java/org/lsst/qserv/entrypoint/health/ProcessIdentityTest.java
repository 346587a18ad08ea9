// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestHost;

/** Tests how a process is identified across restarts and containers. */
final class ProcessIdentityTest {
  @TempDir Path directory;

  /** Returns the content of {@code /proc/PID/stat} as in proc(5). */
  static String stat(long pid, String program, char state, long start) {
    return pid
        + " ("
        + program
        + ") "
        + state
        + " 1 7 7 0 -1 4194560 100 0 0 0 1 2 0 0 20 0 1 0 "
        + start
        + " 1000 100 18446744073709551615 0 0\n";
  }

  private TestHost host() {
    return new TestHost(directory)
        .file("proc/sys/kernel/random/boot_id", "boot\n")
        .symbolicLink("proc/self/ns/mnt", "mnt:[1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xrootd", "a b", "x) S 1 2 (y", "tricky )"})
  void aProcessIsFoundWhateverItsName(String program) {
    TestHost host = host().file("proc/7/stat", stat(7, program, 'S', 100));
    assertThat(ProcessIdentity.of(host.host(), 7))
        .contains(new ProcessIdentity("mnt:[1]", "boot", 7, 100));
  }

  @ParameterizedTest
  @ValueSource(chars = {'Z', 'X'})
  void aDeadProcessIsNotFound(char state) {
    TestHost host = host().file("proc/7/stat", stat(7, "xrootd", state, 100));
    assertThat(ProcessIdentity.of(host.host(), 7)).isEmpty();
  }

  @Test
  void aPidWithoutProcessIsNotFound() {
    assertThat(ProcessIdentity.of(host().host(), 7)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mnt:[1], boot,  7, 100, true",
    "mnt:[2], boot,  7, 100, false",
    "mnt:[1], other, 7, 100, false",
    "mnt:[1], boot,  8, 100, false",
    "mnt:[1], boot,  7, 99,  false"
  })
  void onlyTheSameProcessIsAlive(
      String container, String boot, long pid, long start, boolean same) {
    TestHost host = host().file("proc/7/stat", stat(7, "xrootd", 'S', 100));
    assertThat(new ProcessIdentity(container, boot, pid, start).isAlive(host.host()))
        .isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({"mnt:[1], true", "mnt:[2], false", "'', false"})
  void aDeadProcessStillBelongsToItsContainer(String container, boolean here) {
    ProcessIdentity dead = new ProcessIdentity(container, "boot", 9, 100);
    assertThat(dead.isOfThisContainer(host().host())).isEqualTo(here);
  }

  @Test
  void theContainerIsUnknownWithoutAMountNamespace() {
    TestHost host =
        new TestHost(directory)
            .file("proc/sys/kernel/random/boot_id", "boot\n")
            .file("proc/7/stat", stat(7, "xrootd", 'S', 100));
    assertThat(ProcessIdentity.of(host.host(), 7))
        .contains(new ProcessIdentity("", "boot", 7, 100));
  }
}
