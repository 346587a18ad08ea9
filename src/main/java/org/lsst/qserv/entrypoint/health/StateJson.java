// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.health.StateDocument.ComponentReport;
import org.lsst.qserv.entrypoint.health.StateDocument.ModeState;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.host.UtcTime;
import org.lsst.qserv.entrypoint.io.JsonObject;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.mode.ModeSources;
import org.lsst.qserv.entrypoint.supervise.ComponentState;

/**
 * Converts state documents to and from JSON, as docs/state.schema.json describes it. An
 * incompatible change increments the version.
 */
final class StateJson {
  private static final int VERSION = 1;

  private StateJson() {}

  static String write(StateDocument state) {
    return write(state, List.of());
  }

  /** Writes a document with the space of volumes, which changes too often for a file. */
  static String write(StateDocument state, List<VolumeSpace> volumes) {
    JsonObject json = new JsonObject().add("version", VERSION).add("role", state.role());
    state.component().ifPresent(component -> json.add("component", component));
    state.releaseLine().ifPresent(line -> json.add("release-line", line));
    json.add("executed", state.executed())
        .add("incarnation", write(state.identity()))
        .add("mode", write(state.mode()))
        .add("components", state.components().stream().map(StateJson::write).toList());
    if (!volumes.isEmpty()) {
      json.add("volumes", volumes.stream().map(StateJson::write).toList());
    }
    return json.toString();
  }

  private static JsonObject write(VolumeSpace volume) {
    return new JsonObject()
        .add("directory", volume.directory().toString())
        .add("free", volume.free())
        .add("size", volume.size());
  }

  private static JsonObject write(ProcessIdentity identity) {
    return new JsonObject()
        .add("container", identity.container())
        .add("boot", identity.boot())
        .add("pid", identity.pid())
        .add("start", identity.start());
  }

  private static JsonObject write(ModeState mode) {
    JsonObject sources = new JsonObject();
    mode.sources().modeFile().ifPresent(file -> sources.add("file", file.toString()));
    sources
        .add("stored", mode.sources().storedFile().toString())
        .add("setting", mode.sources().setting().toString());
    JsonObject json =
        new JsonObject()
            .add("mode", mode.mode().toString())
            .add("source", mode.source())
            .add("since", UtcTime.format(mode.since()));
    if (!mode.problem().isEmpty()) {
      json.add("problem", mode.problem());
    }
    return json.add("sources", sources);
  }

  private static JsonObject write(ComponentReport component) {
    JsonObject json =
        new JsonObject()
            .add("name", component.name())
            .add("state", component.state().toString())
            .add("reason", component.reason())
            .add("since", UtcTime.format(component.since()))
            .add("restarts", component.restarts())
            .addTexts("modes", component.modes().stream().map(Mode::toString).sorted().toList());
    component.progress().ifPresent(progress -> json.add("progress", write(progress)));
    component.check().ifPresent(check -> json.add("check", CheckJson.write(check)));
    VersionsJson.write(component.versions()).ifPresent(versions -> json.add("versions", versions));
    component.process().ifPresent(process -> json.add("process", write(process)));
    return json;
  }

  private static JsonObject write(TaskProgress progress) {
    JsonObject json = new JsonObject().add("text", progress.text());
    return progress.total() > 0
        ? json.add("done", progress.done()).add("total", progress.total())
        : json;
  }

  /**
   * Returns the document that {@link #write} has written.
   *
   * @throws IOException if the text is not JSON
   * @throws IllegalArgumentException if it is not a state document
   * @throws java.time.DateTimeException if it contains an invalid time
   */
  static StateDocument read(String text) throws IOException {
    JsonTree json = JsonTree.read(text);
    if (json.number("version") != VERSION) {
      throw new IllegalArgumentException("written by another version of the launcher");
    }
    return new StateDocument(
        json.text("role"),
        json.find("component"),
        json.find("release-line"),
        identity(json.object("incarnation")),
        json.flag("executed"),
        mode(json.object("mode")),
        json.objects("components").stream().map(StateJson::component).toList());
  }

  private static ProcessIdentity identity(JsonTree json) {
    return new ProcessIdentity(
        json.text("container"), json.text("boot"), json.number("pid"), json.number("start"));
  }

  private static ModeState mode(JsonTree json) {
    JsonTree sources = json.object("sources");
    return new ModeState(
        Mode.of(json.text("mode")),
        json.text("source"),
        Instant.parse(json.text("since")),
        json.find("problem").orElse(""),
        new ModeSources(
            sources.find("file").map(Path::of),
            Path.of(sources.text("stored")),
            Mode.of(sources.text("setting"))));
  }

  private static ComponentReport component(JsonTree json) {
    return new ComponentReport(
        json.text("name"),
        ComponentState.valueOf(json.text("state").toUpperCase(Locale.ROOT)),
        json.text("reason"),
        json.has("progress") ? Optional.of(progress(json.object("progress"))) : Optional.empty(),
        Instant.parse(json.text("since")),
        (int) json.number("restarts"),
        json.texts("modes").stream().map(Mode::of).collect(Collectors.toSet()),
        json.has("check") ? Optional.of(CheckJson.read(json.object("check"))) : Optional.empty(),
        json.has("versions") ? VersionsJson.read(json.object("versions")) : ComponentVersions.NONE,
        json.has("process") ? Optional.of(identity(json.object("process"))) : Optional.empty());
  }

  private static TaskProgress progress(JsonTree json) {
    String text = json.text("text");
    return json.has("total")
        ? new TaskProgress(text, json.number("done"), json.number("total"))
        : TaskProgress.of(text);
  }
}
