// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.io.AtomicFile;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaTarget;
import org.lsst.qserv.entrypoint.schema.migrate.StepProgress;
import org.lsst.qserv.entrypoint.schema.script.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The progress of an upgrade, in a JSON file for monitoring tools, and for a listener. The file is
 * complete or absent, and at most 100 ms behind. An upgrade never waits for it or fails because of
 * it.
 */
final class ProgressFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressFile.class);

  /** Replacing a file takes as long as a short statement, so it is not done for each of them. */
  private static final Duration INTERVAL = Duration.ofMillis(100);

  /** The variable content of the file. */
  private record Content(String state, long step, long steps, String place, Instant since) {}

  private final Path file;
  private final TimeSource time;
  private final Consumer<TaskProgress> listener;
  private final AtomicReference<@Nullable Content> next = new AtomicReference<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread writer;
  private boolean isFirst = true; // used by the writer only
  private String schema = "";
  private String module = "";
  private Version from = Version.UNINITIALIZED;
  private Version to = Version.UNINITIALIZED;

  ProgressFile(Path file, TimeSource time, Consumer<TaskProgress> listener) {
    this.file = file;
    this.time = time;
    this.listener = listener;
    this.writer = Thread.ofVirtual().name("progress-file").start(this::writeUntilEnd);
  }

  /** Records that a run starts or resumes. */
  void runStarted(SchemaTarget target, Version before, Version after) {
    schema = target.toString();
    module = target.module();
    from = before;
    to = after;
  }

  /** Records that a statement starts. */
  void stepStarted(StepProgress step) {
    set("running", step.number(), step.statements(), step.step().location());
  }

  /** Records that a statement has been executed. */
  void executed(StepProgress step) {
    if (step.isLast()) {
      set("done", step.statements(), step.statements(), "");
    }
  }

  private void set(String state, long step, long steps, String place) {
    next.set(new Content(state, step, steps, place, time.now()));
  }

  private void writeUntilEnd() {
    try {
      while (!end.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        writeNext();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writeNext();
  }

  private void writeNext() {
    Content content = next.getAndSet(null);
    if (content == null) {
      return;
    }
    listener.accept(
        new TaskProgress(
            "upgrade the schema " + schema + " from " + from + " to " + to + ": " + content.place(),
            content.step(),
            content.steps()));
    try {
      if (isFirst) { // a durable write also deletes the leftovers of a killed process
        AtomicFile.write(file, json(content), "rw-r--r--");
      } else {
        AtomicFile.writeVolatile(file, json(content), "rw-r--r--");
      }
      isFirst = false;
    } catch (IOException e) {
      LOG.debug("cannot write the progress to {} ({})", file, e.getMessage());
    }
  }

  private String json(Content content) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("module", module);
      json.writeStringField("schema", schema);
      json.writeNumberField("from", from.number());
      json.writeNumberField("to", to.number());
      json.writeStringField("state", content.state());
      json.writeNumberField("step", content.step());
      json.writeNumberField("steps", content.steps());
      json.writeStringField("statement", content.place());
      json.writeStringField("since", content.since().truncatedTo(ChronoUnit.MILLIS).toString());
      json.writeEndObject();
    }
    return text + "\n";
  }

  /** Writes the last state, unless it is already written. */
  @Override
  public void close() {
    end.countDown();
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
