// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.FakeTime;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Tests that a running monitor follows changes of the description. */
final class CurrentDescriptionsTest {
  private final FakeTime time = new FakeTime();
  private Supplier<List<InstanceDescription>> reader = () -> instances("dr1");

  private static List<InstanceDescription> instances(String id) {
    return List.of(new InstanceDescription(id, "http", Optional.empty(), List.of()));
  }

  private static List<InstanceDescription> fail() {
    throw new Failure(ExitCode.CONFIGURATION, "invalid", "correct it");
  }

  private CurrentDescriptions current() {
    return new CurrentDescriptions(() -> reader.get(), time);
  }

  @Test
  void anInvalidDescriptionFailsAtFirst() {
    reader = CurrentDescriptionsTest::fail;
    assertThatThrownBy(this::current).isInstanceOf(Failure.class);
  }

  @Test
  void isReadAgainAfterAMinute() {
    CurrentDescriptions current = current();
    reader = () -> instances("dr2");
    time.pass(Duration.ofSeconds(59));
    assertThat(current.get()).isEqualTo(instances("dr1"));
    time.pass(Duration.ofSeconds(1));
    assertThat(current.get()).isEqualTo(instances("dr2"));
  }

  @Test
  void theLastValidOneIsUsedWhileItIsInvalid() {
    CurrentDescriptions current = current();
    reader = CurrentDescriptionsTest::fail;
    time.pass(Duration.ofMinutes(1));
    assertThat(current.get()).isEqualTo(instances("dr1"));
    reader = () -> instances("dr3");
    time.pass(Duration.ofMinutes(1));
    assertThat(current.get()).isEqualTo(instances("dr3"));
  }
}
