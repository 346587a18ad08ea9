// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A series of MariaDB: the first two numbers of a version. Servers of a series read each other's
 * files.
 */
record ServerSeries(int major, int minor) implements Comparable<ServerSeries> {
  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:[.-].*)?");

  /** Parses a version; empty if it does not start with two numbers. */
  static Optional<ServerSeries> of(String version) {
    Matcher numbers = VERSION.matcher(version);
    return numbers.matches()
        ? Optional.of(
            new ServerSeries(
                Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(ServerSeries other) {
    return Comparator.comparingInt(ServerSeries::major)
        .thenComparingInt(ServerSeries::minor)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
