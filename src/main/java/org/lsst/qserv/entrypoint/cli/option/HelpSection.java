// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

/**
 * The headings of sections in a command's help. An option carries the heading of its section as
 * picocli's description key, which has no other use here. Picocli's argument groups serve the same
 * purpose, but formatting a group's synopsis for each option takes 6 ms of a launch.
 */
public final class HelpSection {
  static final String SETTINGS =
      "Settings, lowest precedence first (list: entrypoint config reference):";
  public static final String FLEET = "Fleet:";

  private HelpSection() {}
}
