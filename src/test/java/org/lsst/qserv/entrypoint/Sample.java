// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Selects the rows of a matrix: all with {@code -Dentrypoint.full=true}, otherwise a sample, which
 * depends on a printed seed. {@code -Dentrypoint.seed=N} repeats it.
 */
public final class Sample {
  public static final boolean FULL = Boolean.getBoolean("entrypoint.full");

  private final Random random;

  private Sample(Random random) {
    this.random = random;
  }

  /** Returns the sample of a test, and prints its seed. */
  public static Sample of(Class<?> test) {
    return of(test, "");
  }

  /** Returns an independent sample for a part of a test. */
  public static Sample of(Class<?> test, String part) {
    long seed = Long.getLong("entrypoint.seed", System.nanoTime());
    System.out.println((test.getSimpleName() + " " + part).strip() + ": -Dentrypoint.seed=" + seed);
    return new Sample(new Random(seed));
  }

  /** Returns the source of random values, which the seed determines. */
  public Random random() {
    return random;
  }

  /** Returns the number of repetitions in a sample or in full. */
  public static int times(int sampled, int full) {
    return FULL ? full : sampled;
  }

  /** Returns all rows, or a number of random rows in their original order. */
  public <T> List<T> of(List<T> all, int sampled) {
    if (FULL || all.size() <= sampled) {
      return all;
    }
    List<T> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    List<T> chosen = shuffled.subList(0, sampled);
    return all.stream().filter(chosen::contains).toList();
  }
}
