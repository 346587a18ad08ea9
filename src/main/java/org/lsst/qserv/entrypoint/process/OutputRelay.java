// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Relays the output of a service line by line, in a separate thread. Whole lines are written with a
 * single call, so that lines of different services are never mixed. A line that is too long is
 * split.
 */
final class OutputRelay {
  /** The maximum length of a line in bytes; container runtimes split longer ones themselves. */
  static final int MAX_LINE_BYTES = 64 * 1024;

  private static final long STACK_BYTES = 128 * 1024L;

  private final InputStream source;
  private final PrintStream target;
  private final OutputFormat.OfStream format;
  private final Thread thread;

  /** The bytes that have been read and not been written yet: the start of a line. */
  private final byte[] buffer = new byte[MAX_LINE_BYTES];

  private int filled;

  /** Whether the last line was split, so that the next line feed may only be its end. */
  private boolean split;

  private OutputRelay(
      String component, InputStream source, PrintStream target, OutputFormat.OfStream format) {
    this.source = source;
    this.target = target;
    this.format = format;
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name(component + "-output")
            .stackSize(STACK_BYTES)
            .unstarted(this::relay);
  }

  /** Starts relaying a stream until its end. */
  static OutputRelay start(
      String component, InputStream source, PrintStream target, OutputFormat.OfStream format) {
    OutputRelay relay = new OutputRelay(component, source, target, format);
    relay.thread.start();
    return relay;
  }

  /** Waits until the end of the stream has been relayed. */
  void awaitEnd(Duration timeout) {
    try {
      boolean _ = thread.join(timeout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void relay() {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    try (source) {
      int read = source.read(buffer, filled, buffer.length - filled);
      while (read >= 0) {
        filled += read;
        takeLines(lines);
        write(lines);
        read = source.read(buffer, filled, buffer.length - filled);
      }
    } catch (IOException e) {
      // the pipe was closed: its process is gone
    }
    if (filled > 0) {
      format.append(lines, buffer, 0, filled);
      write(lines);
    }
  }

  /** Moves all complete lines from the buffer, and a full buffer as if it were a line. */
  private void takeLines(ByteArrayOutputStream lines) {
    int start = 0;
    for (int i = 0; i < filled; i++) {
      if (buffer[i] == '\n') {
        if (i > 0 || !split) {
          format.append(lines, buffer, start, i - start);
        }
        split = false;
        start = i + 1;
      }
    }
    if (start == 0 && filled == buffer.length) {
      format.append(lines, buffer, 0, filled);
      start = filled;
      split = true;
    }
    System.arraycopy(buffer, start, buffer, 0, filled - start);
    filled -= start;
  }

  private void write(ByteArrayOutputStream lines) {
    if (lines.size() > 0) {
      byte[] bytes = lines.toByteArray();
      target.write(bytes, 0, bytes.length);
      target.flush();
      lines.reset();
    }
  }
}
