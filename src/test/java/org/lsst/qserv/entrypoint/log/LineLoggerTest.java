// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.Level;

/** Tests which part of an exception is logged. */
final class LineLoggerTest {
  private final IllegalStateException bug =
      new IllegalStateException("unexpected", new IllegalArgumentException("the cause"));

  @Test
  void writesTheStackTraceWithAllCausesForAnError() {
    assertThat(LineLogger.text(Level.ERROR, bug))
        .startsWith("java.lang.IllegalStateException: unexpected\n\tat " + getClass().getName())
        .contains("\nCaused by: java.lang.IllegalArgumentException: the cause\n")
        .doesNotEndWith("\n");
  }

  @ParameterizedTest
  @EnumSource(value = Level.class, names = "ERROR", mode = EnumSource.Mode.EXCLUDE)
  void writesOneLineForOtherLevels(Level level) {
    assertThat(LineLogger.text(level, bug))
        .isEqualTo("java.lang.IllegalStateException: unexpected");
  }
}
