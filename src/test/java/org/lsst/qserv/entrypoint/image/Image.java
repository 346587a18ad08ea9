// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import org.lsst.qserv.entrypoint.TestedLine;

/** The images under test, which system properties can change. */
final class Image {
  /** The launcher on a base that has MariaDB and xrootd. */
  static final String LITE = System.getProperty("entrypoint.image", "qserv-lite");

  /** The development image of the tested release line, with stand-ins for Qserv's own programs. */
  static final String DEVELOPMENT =
      System.getProperty("entrypoint.dev-image", "qserv-lite-dev") + TestedLine.CURRENT.suffix();

  /** The launcher on a base without any of the programs. */
  static final String PLAIN = System.getProperty("entrypoint.plain-image", "qserv-lite-plain");

  private static final String SERIES_PREFIX =
      System.getProperty("entrypoint.series-images", "qserv-lite-mariadb-");

  private Image() {}

  /** Returns the launcher on a base with a series of MariaDB, such as {@code 11.8}. */
  static String ofSeries(String series) {
    return series.equals("10.11") ? LITE : SERIES_PREFIX + series;
  }
}
