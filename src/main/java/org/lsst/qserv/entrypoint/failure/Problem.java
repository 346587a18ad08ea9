// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.failure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One problem that a user can fix.
 *
 * @param exit the exit code if this is the only problem
 * @param what the problem and its origin, in one line
 * @param fix how to fix it, in one line
 * @param users the components or files that require the missing setting {@code what}; empty for
 *     other problems
 */
public record Problem(ExitCode exit, String what, String fix, List<String> users) {
  public Problem {
    users = List.copyOf(users);
  }

  /** Creates a problem without users. */
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
  public static Problem missing(String setting, String user, String fix) {
    return new Problem(ExitCode.CONFIGURATION, setting, fix, List.of(user));
  }

  @Override
  public String what() {
    return users.isEmpty() ? what : what + " is required by " + String.join(", ", users);
  }

  /** Returns whether this is the same problem, except for its users. */
  boolean isSame(Problem other) {
    return exit == other.exit && what.equals(other.what) && fix.equals(other.fix);
  }

  /** Returns the problem with the users of both. */
  Problem with(Problem other) {
    Set<String> all = new LinkedHashSet<>(users);
    all.addAll(other.users);
    return new Problem(exit, what, fix, List.copyOf(all));
  }
}
