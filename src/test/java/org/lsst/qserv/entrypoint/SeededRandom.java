// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import java.util.Random;

/** Random values that can be had again: the seed is printed, and taken from {@code -Dseed=}. */
public final class SeededRandom {
  /** What has a meaning to somebody on the way: a shell, HOCON, JSON, Jinja, log4cxx, a driver. */
  private static final String[] PIECES = {
    "a",
    "Z",
    "0",
    " ",
    "'",
    "\"",
    ",",
    "=",
    ":",
    "@",
    "/",
    "?",
    "#",
    "$",
    "${x}",
    "$(x)",
    "`x`",
    "%",
    "&",
    ";",
    "|",
    "*",
    "~",
    "!",
    "\\",
    "\\n",
    "\\u0041",
    "\n",
    "\t",
    "\r",
    "{",
    "}",
    "{{",
    "}}",
    "{{ x }}",
    "{%",
    "%}",
    "{#",
    "#}",
    "[",
    "]",
    "<",
    ">",
    "(",
    ")",
    "--",
    "-",
    "+",
    ".",
    "null",
    "true",
    "é",
    "ß",
    "日本",
    "\uD83D\uDE00",
    "\u00A0",
    "\u2028",
    "\uFEFF"
  };

  private final Random random;

  private SeededRandom(long seed) {
    this.random = new Random(seed);
  }

  /**
   * Random values for a test.
   *
   * @param test who asks, for the printed line
   */
  public static SeededRandom forTest(Class<?> test) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println(test.getSimpleName() + ": -Dseed=" + seed);
    return new SeededRandom(seed);
  }

  /** A text of up to eight pieces, each of which has a meaning to somebody on the way. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(9); left > 0; left--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  /** A number from 0 up to, but not including, the bound. */
  public int below(int bound) {
    return random.nextInt(bound);
  }
}
