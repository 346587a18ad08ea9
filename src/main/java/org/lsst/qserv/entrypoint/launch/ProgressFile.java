package org.lsst.qserv.entrypoint.launch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.temporal.ChronoUnit;
import org.lsst.qserv.entrypoint.host.Time;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaTarget;
import org.lsst.qserv.entrypoint.schema.migrate.StepProgress;
import org.lsst.qserv.entrypoint.schema.script.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far an upgrade is, as numbers in a file for machines. It is complete or absent, and an
 * upgrade never fails for it.
 */
final class ProgressFile {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressFile.class);

  private final Path file;
  private final Time time;
  private String schema = "";
  private String module = "";
  private Version from = Version.UNINITIALISED;
  private Version to = Version.UNINITIALISED;

  ProgressFile(Path file, Time time) {
    this.file = file;
    this.time = time;
  }

  /** A run starts or resumes. */
  void started(SchemaTarget target, Version before, Version after) {
    schema = target.toString();
    module = target.module();
    from = before;
    to = after;
  }

  /** A statement starts. */
  void started(StepProgress step) {
    write("running", step.number(), step.statements(), step.step().place());
  }

  /** A statement has been executed. */
  void executed(StepProgress step) {
    if (step.isLast()) {
      write("done", step.statements(), step.statements(), "");
    }
  }

  private void write(String state, long step, long steps, String place) {
    Path staged = file.resolveSibling("." + file.getFileName());
    try {
      Files.writeString(staged, json(state, step, steps, place));
      Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.debug("no progress in {} ({})", file, e.getMessage());
    }
  }

  private String json(String state, long step, long steps, String place) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("module", module);
      json.writeStringField("schema", schema);
      json.writeNumberField("from", from.number());
      json.writeNumberField("to", to.number());
      json.writeStringField("state", state);
      json.writeNumberField("step", step);
      json.writeNumberField("steps", steps);
      json.writeStringField("statement", place);
      json.writeStringField("since", time.now().truncatedTo(ChronoUnit.MILLIS).toString());
      json.writeEndObject();
    }
    return text + "\n";
  }
}
