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
 * Reads the output of a program in a separate thread: threads of a shared pool could block each
 * other. A background process of the program may keep the output open forever, so {@link #awaitEnd}
 * has a short timeout. Thread-safe.
 */
final class OutputReader {
  /** Long enough to read the rest of a pipe, which contains at most 64 KiB. */
  private static final Duration END_TIMEOUT = Duration.ofSeconds(1);

  private final Thread thread;
  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
  private final Consumer<String> lines;
  private boolean isFinished;

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
                // the program has exited, and its output is closed
              }
            });
  }

  /** Starts to collect the output of a process. */
  static OutputReader collect(Process process) {
    return started(
        new OutputReader(
            process, any -> {}, (reader, output) -> output.transferTo(reader.collected)));
  }

  /**
   * Starts to pass on each line of the output of a process immediately.
   *
   * @param lines called in another thread, but never after {@link #awaitEnd} has returned
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
    if (!isFinished) {
      lines.accept(line);
    }
  }

  /**
   * Waits a short time until the rest of the output is read. Call it when the program has exited.
   *
   * @return the collected output
   */
  String awaitEnd() throws InterruptedException {
    boolean _ = thread.join(END_TIMEOUT);
    synchronized (this) {
      isFinished = true;
    }
    return collected.toString(StandardCharsets.UTF_8);
  }
}
