// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.host.Host;

/**
 * Restores signals that were ignored when this process started: {@code nohup} ignores SIGHUP, and
 * {@code &} of a shell ignores SIGINT. Children would inherit that, and the JVM would not handle
 * these signals.
 */
final class IgnoredSignals {
  private static final String LINE = "SigIgn:";

  private IgnoredSignals() {}

  /** Restores the default action of each ignored signal. */
  static void restoreDefaults(Host host, SystemCalls system) {
    find(host).forEach(system::restoreDefault);
  }

  /** Restores the default action of those of these signals that are ignored. */
  static void restoreDefaults(Host host, SystemCalls system, List<SignalName> names) {
    List<Integer> ignored = find(host);
    for (SignalName name : names) {
      if (ignored.contains(name.number())) {
        system.restoreDefault(name.number());
      }
    }
  }

  private static List<Integer> find(Host host) {
    try (Stream<String> lines = Files.lines(host.system("proc/self/status"))) {
      long mask =
          lines
              .filter(line -> line.startsWith(LINE))
              .findFirst()
              .map(line -> Long.parseUnsignedLong(line.substring(LINE.length()).strip(), 16))
              .orElse(0L);
      return Stream.iterate(1, signal -> signal <= Long.SIZE, signal -> signal + 1)
          .filter(signal -> (mask >> (signal - 1) & 1) == 1)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
