// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProcessIdTest {
  @Test
  void returnsThePidOfTheJdk() {
    assertThat(ProcessId.own()).isEqualTo(ProcessHandle.current().pid());
  }
}
