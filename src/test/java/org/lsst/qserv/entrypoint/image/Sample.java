// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * How much of a matrix a test takes: all of it under {@code -Dfull=true}, otherwise a sample. What
 * is drawn depends on a printed seed, which {@code -Dentrypoint.seed=N} repeats.
 */
final class Sample {
  static final boolean FULL = Boolean.getBoolean("entrypoint.full");

  private final Random random;

  private Sample(Random random) {
    this.random = random;
  }

  static Sample of(Class<?> test) {
    return of(test, "");
  }

  /** A sample of its own for a part of a test. */
  static Sample of(Class<?> test, String part) {
    long seed = Long.getLong("entrypoint.seed", System.nanoTime());
    System.out.println((test.getSimpleName() + " " + part).strip() + ": -Dentrypoint.seed=" + seed);
    return new Sample(new Random(seed));
  }

  Random random() {
    return random;
  }

  /** How often: so many times in a sample, so many in full. */
  static int times(int sampled, int full) {
    return FULL ? full : sampled;
  }

  /** All of it, or so many of it in the order in which they were given. */
  <T> List<T> of(List<T> all, int sampled) {
    if (FULL || all.size() <= sampled) {
      return all;
    }
    List<T> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    List<T> chosen = shuffled.subList(0, sampled);
    return all.stream().filter(chosen::contains).toList();
  }
}
