// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.TestHost;

/** Tests what the launcher knows about its host. */
final class HostTest {
  @TempDir Path root;

  @ParameterizedTest
  @CsvSource({
    "qserv-worker-0, 000",
    "qserv-worker-71, 071",
    "schema-worker-3-1234, 1234",
    "w7, 007",
    "0a, ''",
    "worker-, ''",
    "123, 123"
  })
  void theOrdinalIsTheNumberAtTheEndOfTheHostName(String name, String ordinal) {
    TestHost host = new TestHost(root).file("proc/sys/kernel/hostname", name + "\n");
    assertThat(host.host().ordinal()).isEqualTo(ordinal);
  }

  @ParameterizedTest
  @CsvSource("localhost, ''")
  void aHostWithoutANameHasNoOrdinal(String name, String ordinal) {
    TestHost host = new TestHost(root);
    assertThat(root.resolve("proc/sys/kernel/hostname").toFile().delete()).isTrue();
    assertThat(host.host().name()).isEqualTo(name);
    assertThat(host.host().ordinal()).isEqualTo(ordinal);
  }
}
