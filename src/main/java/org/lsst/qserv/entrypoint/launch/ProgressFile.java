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
import org.lsst.qserv.entrypoint.schema.migrate.UpgradeStep;
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

  /** A path begins. */
  void path(SchemaTarget target, Version begin, Version end) {
    schema = target.toString();
    module = target.module();
    from = begin;
    to = end;
  }

  /** A step begins. */
  void begun(UpgradeStep step, int steps) {
    write("running", step.index() + 1, steps, step.place());
  }

  /** A step has ended well. */
  void done(UpgradeStep step, int steps) {
    if (step.index() + 1 == steps) {
      write("done", steps, steps, "");
    }
  }

  private void write(String state, int step, int steps, String place) {
    Path staged = file.resolveSibling("." + file.getFileName());
    try {
      Files.writeString(staged, json(state, step, steps, place));
      Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.debug("no progress in {} ({})", file, e.getMessage());
    }
  }

  private String json(String state, int step, int steps, String place) throws IOException {
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
