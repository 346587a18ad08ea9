// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import java.util.List;
import java.util.Locale;

/**
 * The release line of the integration tests that are tagged {@code release-line}. {@code ./dev test
 * --full} runs these tests for each line, {@code ./dev test} only for line xrd; {@code
 * -Dentrypoint.line=http} selects the other one.
 */
public enum TestedLine {
  XRD("xrootd"),
  HTTP("replication");

  /** The tag of test classes that depend on the release line. */
  public static final String TAG = "release-line";

  /** The line that is tested now. */
  public static final TestedLine CURRENT =
      valueOf(System.getProperty("entrypoint.line", "xrd").toUpperCase(Locale.ROOT));

  private final String role;

  TestedLine(String role) {
    this.role = role;
  }

  /** Returns the value of the setting {@code release-line}. */
  public String line() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the end of the names of images and Compose projects. */
  public String suffix() {
    return this == XRD ? "" : "-http";
  }

  /** Returns a role that has at least two components other than a database. */
  public String role() {
    return role;
  }

  /** Returns two components of that role. */
  public List<String> components() {
    return this == XRD ? List.of("cmsd", "xrootd") : List.of("registry", "controller");
  }

  /** Returns the components of role worker except its database, in the order of their start. */
  public List<String> workerServices() {
    return this == XRD ? List.of("cmsd", "xrootd", "replica") : List.of("svc", "replica");
  }
}
