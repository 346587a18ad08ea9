// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.TestHost;

/** Tests the memory of a container: the limit of cgroup v2 or v1, or that of the machine. */
final class MemoryTest {
  private static final long MACHINE = 16L << 30;

  @TempDir Path root;

  @Test
  void usesTheMemoryOfTheMachineWithoutALimit() throws IOException {
    assertThat(Memory.limit(new TestHost(root).host())).isEqualTo(MACHINE);
  }

  @Test
  void usesTheLimitOfCgroupVersionTwo() throws IOException {
    TestHost host = new TestHost(root).file("sys/fs/cgroup/memory.max", "1048576\n");
    assertThat(Memory.limit(host.host())).isEqualTo(1048576);
  }

  @Test
  void usesTheLimitOfCgroupVersionOne() throws IOException {
    TestHost host =
        new TestHost(root).file("sys/fs/cgroup/memory/memory.limit_in_bytes", "1048576\n");
    assertThat(Memory.limit(host.host())).isEqualTo(1048576);
  }

  @Test
  void ignoresMaxInCgroupVersionTwo() throws IOException {
    TestHost host = new TestHost(root).file("sys/fs/cgroup/memory.max", "max\n");
    assertThat(Memory.limit(host.host())).isEqualTo(MACHINE);
  }

  @Test
  void ignoresALimitAboveTheMemoryInCgroupVersionOne() throws IOException {
    TestHost host =
        new TestHost(root)
            .file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    assertThat(Memory.limit(host.host())).isEqualTo(MACHINE);
  }
}
