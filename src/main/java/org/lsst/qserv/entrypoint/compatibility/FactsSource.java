// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.io.IOException;

/** Supplies the facts of an image or of a running instance. */
@FunctionalInterface
public interface FactsSource {
  /**
   * Returns the facts.
   *
   * @throws org.lsst.qserv.entrypoint.failure.Failure if they cannot be determined
   */
  ImageFacts read() throws IOException, InterruptedException;
}
