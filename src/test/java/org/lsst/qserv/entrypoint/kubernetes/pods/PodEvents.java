// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import java.util.function.Consumer;

/** What happened to the pods, one line per event with the seconds since the start. Thread-safe. */
final class PodEvents {
  private static final double NANOS_PER_SECOND = 1e9;

  private final long begin = System.nanoTime();
  private final Consumer<String> lines;

  PodEvents(Consumer<String> lines) {
    this.lines = lines;
  }

  void add(String subject, String event) {
    double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
    lines.accept("%6.1f s  %-28s %s".formatted(seconds, subject, event));
  }
}
