// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.failure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One problem that a user can fix.
 *
 * @param exit the exit code if this is the only problem
 * @param text the problem and its origin, in one line; the name of the setting if it is missing
 * @param fix how to fix it, in one line
 * @param requiredBy the components or files that require the missing setting; empty for other
 *     problems
 */
public record Problem(ExitCode exit, String text, String fix, List<String> requiredBy) {
  public Problem {
    requiredBy = List.copyOf(requiredBy);
  }

  /** Creates a problem other than a missing setting. */
  public Problem(ExitCode exit, String what, String fix) {
    this(exit, what, fix, List.of());
  }

  /** Returns a usage error. */
  public static Problem usage(String what, String fix) {
    return new Problem(ExitCode.USAGE, what, fix);
  }

  /** Returns a configuration error. */
  public static Problem configuration(String what, String fix) {
    return new Problem(ExitCode.CONFIGURATION, what, fix);
  }

  /** Returns the problem of a required setting without a value. */
  public static Problem missing(String setting, String requiredBy, String fix) {
    return new Problem(ExitCode.CONFIGURATION, setting, fix, List.of(requiredBy));
  }

  /** Returns the complete problem in one line. */
  public String what() {
    return requiredBy.isEmpty() ? text : text + " is required by " + String.join(", ", requiredBy);
  }

  /** Returns whether this is the same problem, except for what requires the setting. */
  boolean isSame(Problem other) {
    return exit == other.exit && text.equals(other.text) && fix.equals(other.fix);
  }

  /** Returns the problem, required by what requires either. */
  Problem with(Problem other) {
    Set<String> both = new LinkedHashSet<>(requiredBy);
    both.addAll(other.requiredBy);
    return new Problem(exit, text, fix, List.copyOf(both));
  }
}
