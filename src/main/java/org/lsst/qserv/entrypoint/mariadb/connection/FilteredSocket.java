// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A TCP socket whose input passes through a filter. */
final class FilteredSocket extends Socket {
  private final UnaryOperator<InputStream> filter;
  private @Nullable InputStream input;

  FilteredSocket(UnaryOperator<InputStream> filter) {
    this.filter = filter;
  }

  /**
   * Returns the same stream on every call, because the filter handles the start of the stream
   * differently.
   */
  @Override
  public synchronized InputStream getInputStream() throws IOException {
    if (input == null) {
      input = filter.apply(super.getInputStream());
    }
    return input;
  }
}
