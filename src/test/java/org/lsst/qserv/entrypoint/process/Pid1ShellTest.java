// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.TestHost;

/** Tests the detection of parent processes that do not forward the stop signal. */
final class Pid1ShellTest {
  private static final String NONE = "0000000000000000";
  private static final String SIGTERM = "0000000000004000";

  @TempDir private Path root;

  private Optional<Pid1Shell> find() {
    return Pid1Shell.find(new TestHost(root).host());
  }

  private void process(String pid, int parent, String caught, String ignored, String... command)
      throws IOException {
    Path directory = Files.createDirectories(root.resolve("proc").resolve(pid));
    Files.writeString(
        directory.resolve("status"),
        "Name:\tx\nPPid:\t%d\nSigIgn:\t%s\nSigCgt:\t%s\n".formatted(parent, ignored, caught));
    Files.writeString(directory.resolve("cmdline"), String.join("\0", command) + "\0");
  }

  private void init(String... command) throws IOException {
    process("1", 0, NONE, NONE, command);
  }

  private void self(int parent) throws IOException {
    process("self", parent, NONE, NONE, "java");
  }

  @ParameterizedTest
  @CsvSource({
    "sh -c, sh",
    "/bin/bash -ec, bash",
    "-bash, bash",
    "/bin/bash /cm-start/start.sh, bash /cm-start/start.sh",
    "/usr/bin/dash -e /start.sh, dash",
    "/bin/busybox sh, busybox"
  })
  void detectsAShellAsPid1(String command, String name) throws IOException {
    init(command.split(" "));
    self(1);
    assertThat(find()).contains(new Pid1Shell(name, true));
  }

  @Test
  void detectsAShellAboveNestedShells() throws IOException {
    init("/bin/bash", "/start.sh");
    process("7", 1, NONE, NONE, "su", "qserv", "-c", "a && entrypoint worker xrootd");
    process("8", 7, NONE, NONE, "bash", "-c", "a && entrypoint worker xrootd");
    self(8);
    assertThat(find()).contains(new Pid1Shell("bash /start.sh", false));
    assertThat(find().orElseThrow().fix()).startsWith("use 'exec' for each command");
  }

  @Test
  void ignoresAnInitThatForwardsSignals() throws IOException {
    init("/opt/qserv-entrypoint/bin/tini", "--", "sh", "-c", "entrypoint worker");
    process("7", 1, NONE, NONE, "sh", "-c", "entrypoint worker");
    self(7);
    assertThat(find()).isEmpty();
  }

  @Test
  void ignoresShellsForACommandOfDockerExec() throws IOException {
    init("/bin/bash", "/start.sh");
    self(0);
    assertThat(find()).isEmpty();
  }

  @Test
  void ignoresAShellWithATrap() throws IOException {
    process("1", 0, SIGTERM, NONE, "/bin/bash", "/start.sh");
    self(1);
    assertThat(find()).isEmpty();
  }

  @Test
  void ignoresAnInteractiveShell() throws IOException {
    process("1", 0, NONE, SIGTERM, "bash");
    self(1);
    assertThat(find()).isEmpty();
  }

  @Test
  void detectsNoneIfProcessesAreHidden() throws IOException {
    self(7);
    assertThat(find()).isEmpty();
  }
}
