// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.report;

import java.util.Locale;

/** What kind of problem a component has. No two of them mean the same. */
public enum ProblemKind {
  /** Nothing answers, or not in time: connection refused, timeout, unknown host. */
  UNREACHABLE,
  /** It answers, and rejects the account, password or key. */
  ACCESS_DENIED,
  /** It answers with an error, or reports that it does not work. */
  BAD,
  /** The last information about it is too old. */
  STALE,
  /** It is expected, and the instance does not know it. */
  MISSING,
  /** It is present, and not expected there. */
  UNEXPECTED,
  /** It works, and its version or mode differs from the one that it should have. */
  DIFFERENT,
  /** It works, and its certificate has expired or will expire soon. */
  EXPIRING;

  /** Returns the word of the report, such as {@code access-denied}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
