// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import java.util.UUID;
import org.testcontainers.DockerClientFactory;

/** A named volume. Removed when closed; its containers must be closed before. */
final class Volume implements AutoCloseable {
  private final String name = "qserv-test-" + UUID.randomUUID();

  String name() {
    return name;
  }

  @Override
  public void close() {
    DockerClientFactory.instance().client().removeVolumeCmd(name).exec();
  }
}
