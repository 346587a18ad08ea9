// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.report;

/**
 * A problem of one component, or of the instance.
 *
 * @param role the role of the component; empty if the problem is of the instance
 * @param host the host of the component; empty if the problem is of the instance
 * @param component the name of the component; empty if the problem is of the instance
 * @param text what is wrong, without role, host and component
 * @param fix what the user can do, in the imperative
 */
public record ClusterProblem(
    ProblemKind kind, String role, String host, String component, String text, String fix) {

  /** Returns the problem of an instance as a whole. */
  public static ClusterProblem ofInstance(ProblemKind kind, String text, String fix) {
    return new ClusterProblem(kind, "", "", "", text, fix);
  }

  /** Returns the component with its host, such as {@code worker svc on worker-3}; may be empty. */
  public String subject() {
    return role.isEmpty() ? "" : role + " " + component + " on " + host;
  }

  /** Returns subject, kind and text in one line. */
  @Override
  public String toString() {
    return (role.isEmpty() ? "" : subject() + " is ") + kind + ": " + text;
  }
}
