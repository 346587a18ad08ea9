// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** How an instance can be upgraded, in order of precedence. */
public enum UpgradeVerdict {
  /** It cannot: downgrades are not supported. */
  IMPOSSIBLE(5, "this upgrade is not supported"),
  /** While it is in mode {@code maintenance}. */
  MAINTENANCE(2, "upgrade the instance in mode maintenance"),
  /** A fact is missing. */
  UNKNOWN(4, "facts are missing, so upgrade the instance in mode maintenance, or provide them"),
  /** While it serves, one service after the other. */
  ROLLING(0, "restart the services with the new image, one after the other");

  private final int exit;
  private final String meaning;

  UpgradeVerdict(int exit, String meaning) {
    this.exit = exit;
    this.meaning = meaning;
  }

  /** Returns the verdict that takes precedence; {@link #UNKNOWN} if there is none. */
  public static UpgradeVerdict combine(Collection<UpgradeVerdict> verdicts) {
    return verdicts.stream().min(Comparator.naturalOrder()).orElse(UNKNOWN);
  }

  /** Returns the exit code of {@code compatibility check}. */
  public int exit() {
    return exit;
  }

  /** Returns what the user can do. */
  public String meaning() {
    return meaning;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
