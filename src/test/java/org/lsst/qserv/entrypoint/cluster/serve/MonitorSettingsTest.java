// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Tests where the monitor listens. */
final class MonitorSettingsTest {
  @TempDir Path directory;

  private MonitorSettings read(String... assignments) {
    return MonitorSettings.of(new TestSettings(directory).assign(assignments).valid());
  }

  private void assertRefused(String message, String... assignments) {
    assertThatThrownBy(() -> read(assignments))
        .isInstanceOfSatisfying(
            Failure.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessage(message);
  }

  @Test
  void theDefaultIsALoopbackAddressWithoutALogin() {
    MonitorSettings settings = read();

    assertThat(settings.address()).hasToString("127.0.0.1:25080");
    assertThat(settings.password()).isEmpty();
    assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.exposesPassword()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1", "localhost"})
  void loopbackAddressesNeedNoPassword(String address) {
    assertThat(read("monitor.address=" + address).password()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "no-such-host.invalid"})
  void otherAddressesAreRefusedWithoutAPassword(String address) {
    assertRefused(
        "error: monitor.address (from -e): "
            + address
            + " can be reached by other hosts, and there is no password\n"
            + "fix: set monitor.password-file, or use monitor.address=127.0.0.1",
        "monitor.address=" + address);
  }

  @Test
  void aPasswordFileAllowsOtherAddresses() {
    Path file = new TestSettings(directory).write("password", "canary-4711\n");
    MonitorSettings settings = read("monitor.address=0.0.0.0", "monitor.password-file=" + file);

    assertThat(settings.password().orElseThrow().reveal()).isEqualTo("canary-4711");
    assertThat(settings.toString()).doesNotContain("canary-4711");
    assertThat(settings.exposesPassword()).isTrue();
  }

  @Test
  void anEmptyPasswordIsRefused() {
    Path file = new TestSettings(directory).write("password", " \n");
    assertRefused(
        "error: monitor.password (from -e): the password is empty\nfix: write one to its file",
        "monitor.password-file=" + file);
  }

  @Test
  void aCertificateNeedsItsKey() {
    assertRefused(
        "error: monitor.key (from -e): a certificate needs its key\n"
            + "fix: set monitor.certificate and monitor.key",
        "monitor.key=/k.pem");
  }

  @Test
  void theIntervalIsAtLeastASecond() {
    assertRefused(
        "error: monitor.interval (from -e): must be at least 1 second\nfix: use a longer interval",
        "monitor.interval=100ms");
  }
}
