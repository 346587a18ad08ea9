// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.util.Optional;

/**
 * A version of MariaDB. Two with the same first two numbers are of one series: they read each
 * other's files and need no upgrade, which is the rule of {@code mariadb-upgrade} too.
 *
 * @param text as the server or a file says it: {@code 10.11.18-MariaDB-0+deb12u1}
 */
public record ServerVersion(String text, int major, int minor, int patch) {
  private static final String BEFORE = "Ver ";

  /** Reads a version that begins with three numbers. */
  public static Optional<ServerVersion> parse(String text) {
    int[] numbers = new int[3];
    int at = 0;
    for (int i = 0; i < numbers.length; i++) {
      int begin = at;
      while (at < text.length() && at - begin < 5 && Character.isDigit(text.charAt(at))) {
        at++;
      }
      boolean ended = i == 2 || (at < text.length() && text.charAt(at) == '.');
      if (at == begin || !ended) {
        return Optional.empty();
      }
      numbers[i] = Integer.parseInt(text.substring(begin, at));
      at += i < 2 ? 1 : 0;
    }
    return Optional.of(new ServerVersion(text, numbers[0], numbers[1], numbers[2]));
  }

  /** Reads the line that {@code mariadbd --version} prints. */
  static Optional<ServerVersion> ofLine(String line) {
    int at = line.indexOf(BEFORE);
    if (at < 0) {
      return Optional.empty();
    }
    String rest = line.substring(at + BEFORE.length());
    int end = rest.indexOf(' ');
    return parse(end < 0 ? rest.strip() : rest.substring(0, end));
  }

  /** The first two numbers, which stand for what files look like. */
  public String series() {
    return major + "." + minor;
  }

  /** The three numbers. */
  public String number() {
    return series() + "." + patch;
  }

  /** Whether the two need no upgrade. */
  public boolean isSameSeries(ServerVersion other) {
    return major == other.major && minor == other.minor;
  }

  /** Whether this one is of a later series. */
  public boolean isLaterSeries(ServerVersion other) {
    return major > other.major || (major == other.major && minor > other.minor);
  }

  @Override
  public String toString() {
    return number();
  }
}
