// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The bundled files of the page. */
final class PageFiles {
  private PageFiles() {}

  /** Returns the content of a file. */
  static String read(String name) {
    try (InputStream in = PageFiles.class.getResourceAsStream("/cluster/page/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks cluster/page/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
