// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.util.Optional;

/**
 * A version of MariaDB. Versions with the same first two numbers belong to one series: they read
 * each other's files and need no upgrade, which is also the rule of {@code mariadb-upgrade}.
 *
 * @param text the full version: {@code 10.11.18-MariaDB-0+deb12u1}
 */
public record ServerVersion(String text, int major, int minor, int patch) {
  private static final String PREFIX = "Ver ";

  /** Parses a version that starts with three numbers. */
  public static Optional<ServerVersion> parse(String text) {
    int[] numbers = new int[3];
    int at = 0;
    for (int i = 0; i < numbers.length; i++) {
      int start = at;
      while (at < text.length() && at - start < 5 && Character.isDigit(text.charAt(at))) {
        at++;
      }
      boolean terminated = i == 2 || (at < text.length() && text.charAt(at) == '.');
      if (at == start || !terminated) {
        return Optional.empty();
      }
      numbers[i] = Integer.parseInt(text.substring(start, at));
      at += i < 2 ? 1 : 0;
    }
    return Optional.of(new ServerVersion(text, numbers[0], numbers[1], numbers[2]));
  }

  /** Parses the output of {@code mariadbd --version}. */
  static Optional<ServerVersion> ofLine(String line) {
    int at = line.indexOf(PREFIX);
    if (at < 0) {
      return Optional.empty();
    }
    String rest = line.substring(at + PREFIX.length());
    int end = rest.indexOf(' ');
    return parse(end < 0 ? rest.strip() : rest.substring(0, end));
  }

  /** Returns the first two numbers, which determine the format of the files. */
  public String series() {
    return major + "." + minor;
  }

  /** Returns the three numbers, separated by dots. */
  public String number() {
    return series() + "." + patch;
  }

  /** Returns whether no upgrade is needed between the two versions. */
  public boolean isSameSeries(ServerVersion other) {
    return major == other.major && minor == other.minor;
  }

  /** Returns whether this version belongs to a later series than the other. */
  public boolean isLaterSeries(ServerVersion other) {
    return major > other.major || (major == other.major && minor > other.minor);
  }

  @Override
  public String toString() {
    return number();
  }
}
