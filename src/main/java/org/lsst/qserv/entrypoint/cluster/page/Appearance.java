// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.page;

import java.util.Locale;
import org.lsst.qserv.entrypoint.cluster.report.InstanceState;

/**
 * How a state is shown: a symbol of its own shape besides a color, so that no one depends on
 * colors. Of the components of a host, a later one needs more attention. Instances are ordered by
 * {@link InstanceState#severity} instead, in which unknown is the worst.
 */
enum Appearance {
  SERVING,
  MAINTENANCE,
  UPGRADING,
  UNKNOWN,
  DEGRADED;

  /** Returns the appearance of an instance. */
  static Appearance of(InstanceState state) {
    return switch (state) {
      case SERVING -> SERVING;
      case MAINTENANCE -> MAINTENANCE;
      case UPGRADING -> UPGRADING;
      case UNKNOWN -> UNKNOWN;
      case DEGRADED -> DEGRADED;
    };
  }

  /** Returns the class of the style sheet. */
  String style() {
    return "is-" + this;
  }

  /** Returns the symbol, which assistive technology ignores, because a word follows it. */
  Html symbol() {
    return Html.element("svg")
        .styled("symbol " + style())
        .with("aria-hidden", "true")
        .with("focusable", "false")
        .with("viewBox", "0 0 16 16")
        .add(Html.element("use").with("href", "#symbol-" + this));
  }

  /** Returns the name in the style sheet and in the files of icons. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
