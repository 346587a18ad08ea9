// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.journal;

import java.util.Comparator;

/**
 * The position of a statement in a run. Keys sort in order of execution.
 *
 * @param script the position of the script in the run, from 0
 * @param statement the number of the statement in the script, from 1
 */
public record StepKey(int script, int statement) implements Comparable<StepKey> {
  private static final Comparator<StepKey> ORDER =
      Comparator.comparingInt(StepKey::script).thenComparingInt(StepKey::statement);

  @Override
  public int compareTo(StepKey other) {
    return ORDER.compare(this, other);
  }
}
