// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import java.util.Random;

/** Reproducible random values: the seed is printed, and can be set with {@code -Dseed=}. */
public final class SeededRandom {
  /** Texts that are special in a shell, HOCON, JSON, Jinja, log4cxx or a database driver. */
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
   * Creates random values for a test.
   *
   * @param test the test, for the printed line
   */
  public static SeededRandom forTest(Class<?> test) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println(test.getSimpleName() + ": -Dseed=" + seed);
    return new SeededRandom(seed);
  }

  /** Returns a text of up to eight pieces, each of which is special in some format. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(9); left > 0; left--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  /** Returns a number from 0 (inclusive) to the bound (exclusive). */
  public int below(int bound) {
    return random.nextInt(bound);
  }
}
