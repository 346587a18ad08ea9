// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.failure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One problem that a user can fix.
 *
 * @param exit the exit code if this is the only problem
 * @param what what is wrong and where it comes from, one line
 * @param fix what to do about it, one line
 * @param users who needs what is missing, so that all of them are named in one line; else empty
 */
public record Problem(ExitCode exit, String what, String fix, List<String> users) {
  public Problem {
    users = List.copyOf(users);
  }

  /** A problem that is nobody's alone. */
  public Problem(ExitCode exit, String what, String fix) {
    this(exit, what, fix, List.of());
  }

  /** A mistake on the command line. */
  public static Problem usage(String what, String fix) {
    return new Problem(ExitCode.USAGE, what, fix);
  }

  /** A mistake in the settings. */
  public static Problem configuration(String what, String fix) {
    return new Problem(ExitCode.CONFIGURATION, what, fix);
  }

  /** A setting that somebody needs and that has no value. */
  public static Problem missing(String setting, String user, String fix) {
    return new Problem(ExitCode.CONFIGURATION, setting + " has no value", fix, List.of(user));
  }

  @Override
  public String what() {
    return users.isEmpty()
        ? what
        : what
            + ", and "
            + String.join(", ", users)
            + (users.size() == 1 ? " needs it" : " need it");
  }

  /** Returns whether this is the same problem, perhaps of another user. */
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
