// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mode;

import java.nio.file.Path;

/**
 * The mode of this container, and where it comes from.
 *
 * @param path the file that determines the mode; ignored if the origin is the setting
 */
public record EffectiveMode(Mode mode, Origin origin, Path path) {

  /** What determines a mode. */
  public enum Origin {
    /** A mounted mode file. */
    FILE,
    /** The mode that {@code mode set} stored. */
    STORED,
    /** The setting {@code mode}. */
    SETTING
  }

  /** Returns a description of the origin of the mode, for messages. */
  public String describeOrigin() {
    return switch (origin) {
      case FILE -> "the file " + path;
      case STORED -> "'mode set', stored in " + path;
      case SETTING -> "the 'mode' setting";
    };
  }

  /** Returns whether another mode applies, whatever determines it. */
  public boolean differsFrom(EffectiveMode other) {
    return mode != other.mode;
  }
}
