// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.host.UtcTime;
import org.lsst.qserv.entrypoint.io.JsonString;

/** The format of relayed output. */
public interface OutputFormat {

  /** Returns the format for a stream of a component: {@code stdout} or {@code stderr}. */
  OfStream of(String component, String stream);

  /** The format of one stream. */
  @FunctionalInterface
  interface OfStream {
    /** Appends one line, which is given without its line feed. */
    void append(ByteArrayOutputStream lines, byte[] bytes, int offset, int length);
  }

  /** Returns the format {@code COMPONENT | LINE}. The bytes of a line are not changed. */
  static OutputFormat text() {
    return (component, stream) -> {
      byte[] prefix = (component + " | ").getBytes(StandardCharsets.UTF_8);
      return (lines, bytes, offset, length) -> {
        lines.writeBytes(prefix);
        lines.write(bytes, offset, length);
        lines.write('\n');
      };
    };
  }

  /** Returns the format of the launcher's JSON log, with the fields component and stream. */
  static OutputFormat json(TimeSource time) {
    return (component, stream) -> {
      String fields =
          ", \"component\": "
              + JsonString.of(component)
              + ", \"stream\": "
              + JsonString.of(stream)
              + ", \"message\": ";
      return (lines, bytes, offset, length) -> {
        String line = new String(bytes, offset, length, StandardCharsets.UTF_8);
        String record =
            "{\"time\": "
                + JsonString.of(UtcTime.format(time.now()))
                + fields
                + JsonString.of(line)
                + "}\n";
        lines.writeBytes(record.getBytes(StandardCharsets.UTF_8));
      };
    };
  }
}
