// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestHost;

final class OutOfMemoryKillsTest {
  private static final String EVENTS = "sys/fs/cgroup/memory.events";
  private static final String LIMIT_REACHED =
      "killed because the container reached its memory limit of 128 MiB";

  @TempDir Path root;

  private TestHost host;
  private OutOfMemoryKills kills;

  @BeforeEach
  void createHostWithALimit() {
    host = new TestHost(root).file("sys/fs/cgroup/memory.max", "134217728\n");
    kills = new OutOfMemoryKills(host.host());
  }

  private void setKillCount(int count) {
    host.file(EVENTS, "low 0\nmax 9\noom 7\noom_kill " + count + "\noom_group_kill 5\n");
  }

  @Test
  void readsTheCounterOfCgroupVersionTwo() {
    setKillCount(3);
    assertThat(kills.count()).isEqualTo(3);
  }

  @Test
  void readsTheCounterOfCgroupVersionOne() {
    host.file(
        "sys/fs/cgroup/memory/memory.oom_control", "oom_kill_disable 1\nunder_oom 1\noom_kill 2\n");
    assertThat(kills.count()).isEqualTo(2);
  }

  @Test
  void returnsZeroWithoutACounter() {
    assertThat(kills.count()).isZero();
    assertThat(kills.explain(0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "oom_kill\n", "oom_kill many\n", "oom 1\n"})
  void returnsZeroForAMalformedFile(String content) {
    host.file(EVENTS, content);
    assertThat(kills.count()).isZero();
  }

  @Test
  void explainsAKillSinceTheStartWithTheLimit() {
    setKillCount(4);
    assertThat(kills.explain(3)).hasValue(LIMIT_REACHED);
  }

  @Test
  void doesNotExplainAnExitWithAKillBeforeTheStart() {
    setKillCount(4);
    assertThat(kills.explain(4)).isEmpty();
  }

  @Test
  void explainsOneExitPerKill() {
    setKillCount(2);
    assertThat(kills.explain(0)).hasValue(LIMIT_REACHED);
    assertThat(kills.explain(0)).hasValue(LIMIT_REACHED);
    assertThat(kills.explain(0)).isEmpty();
    setKillCount(3);
    assertThat(kills.explain(0)).hasValue(LIMIT_REACHED);
  }

  @Test
  void blamesTheMachineIfTheContainerHasNoLimit() {
    host.file("sys/fs/cgroup/memory.max", "max\n");
    setKillCount(1);
    assertThat(kills.explain(0)).hasValue("killed because the machine ran out of memory");
  }
}
