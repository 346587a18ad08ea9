// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import org.lsst.qserv.entrypoint.settings.source.BundledFiles;

/** Files that all tests share. */
public final class TestFiles {
  /** The settings files in the jar, which are parsed once: that takes longer than most tests. */
  public static final BundledFiles BUNDLED = new BundledFiles();

  private TestFiles() {}
}
