// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Reads what a program prints, in a thread of its own: threads of a shared pool would wait for each
 * other. A process that the program left behind may keep the output open for ever, so {@link
 * #awaitEnd} gives up soon. Thread safe.
 */
final class OutputReader {
  /** Ample to read the rest of a pipe, which holds 64 KiB. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Thread thread;
  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
  private final Consumer<String> lines;
  private boolean ended;

  private interface Reading {
    void from(OutputReader reader, InputStream output) throws IOException;
  }

  private OutputReader(Process process, Consumer<String> lines, Reading reading) {
    this.lines = lines;
    InputStream output = process.getInputStream();
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("output-of-" + process.pid())
            .unstarted(() -> {
              try {
                reading.from(this, output);
              } catch (IOException e) {
                // the program has ended, and its output is closed
              }
            });
  }

  /** Collects all that a process prints. */
  static OutputReader collect(Process process) {
    return started(
        new OutputReader(
            process, any -> {}, (reader, output) -> output.transferTo(reader.collected)));
  }

  /**
   * Passes on each line as soon as the process prints it.
   *
   * @param lines called in another thread, and not any more once {@link #awaitEnd} has returned
   */
  static OutputReader follow(Process process, Consumer<String> lines) {
    return started(new OutputReader(process, lines, OutputReader::passOn));
  }

  private static OutputReader started(OutputReader reader) {
    reader.thread.start();
    return reader;
  }

  private void passOn(InputStream output) throws IOException {
    try (BufferedReader text =
        new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        passOn(line);
      }
    }
  }

  private synchronized void passOn(String line) {
    if (!ended) {
      lines.accept(line);
    }
  }

  /**
   * Waits until everything is read, but not for long: call it when the program has ended.
   *
   * @return what was collected
   */
  String awaitEnd() throws InterruptedException {
    boolean _ = thread.join(GRACE);
    synchronized (this) {
      ended = true;
    }
    return collected.toString(StandardCharsets.UTF_8);
  }
}
