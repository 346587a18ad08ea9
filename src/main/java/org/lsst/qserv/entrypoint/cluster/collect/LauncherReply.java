// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.FactValue;
import org.lsst.qserv.entrypoint.host.UtcTime;

/**
 * What the launcher of a container reports on its control port: its state document.
 *
 * @param documents the documents of its launches
 */
record LauncherReply(List<JsonReply> documents, String source, Instant time) {

  /** Returns the reply with a JSON array; empty if the text is none. */
  static Optional<LauncherReply> parse(String text, String source, Instant time) {
    // The parser reads only objects.
    return JsonReply.parse("{\"documents\": " + text + "}")
        .map(json -> new LauncherReply(json.objects("documents"), source, time))
        .filter(reply -> !reply.documents().isEmpty());
  }

  /**
   * Returns the facts about a component. A launcher of its role that does not run it may be of a
   * release line without this component, so its release line is the only fact.
   */
  Map<FactName, Fact> facts(String role, String component) {
    Map<FactName, Fact> facts = new EnumMap<>(FactName.class);
    for (JsonReply document : documents) {
      if (document.text("role").filter(role::equals).isEmpty()) {
        continue;
      }
      document
          .text("release-line")
          .ifPresent(line -> facts.put(FactName.RELEASE_LINE, Fact.of(line, source, time)));
      for (JsonReply one : document.objects("components")) {
        if (one.text("name").filter(component::equals).isPresent()) {
          facts.putAll(facts(document, one));
          return facts;
        }
      }
    }
    return facts;
  }

  private Map<FactName, Fact> facts(JsonReply document, JsonReply component) {
    Map<FactName, Fact> facts = new EnumMap<>(FactName.class);
    document
        .object("mode")
        .text("mode")
        .ifPresent(text -> facts.put(FactName.MODE, Fact.of(text, source, time)));
    Map<String, FactValue> volumes = volumes(document.objects("volumes"));
    if (!volumes.isEmpty()) {
      facts.put(FactName.VOLUMES, Fact.of(volumes, source, time));
    }
    component
        .text("state")
        .ifPresent(text -> facts.put(FactName.STATE, Fact.of(text, source, time)));
    component
        .text("since")
        .map(LauncherReply::inSeconds)
        .ifPresent(text -> facts.put(FactName.SINCE, Fact.of(text, source, time)));
    component
        .number("restarts")
        .ifPresent(number -> facts.put(FactName.RESTARTS, Fact.of(number, source, time)));
    component
        .text("reason")
        .filter(text -> !text.isBlank())
        .ifPresent(text -> facts.put(FactName.REASON, Fact.of(text, source, time)));
    JsonReply progress = component.object("progress");
    progress
        .text("text")
        .ifPresent(
            text -> facts.put(FactName.PROGRESS, Fact.of(progress(text, progress), source, time)));
    return facts;
  }

  private static Map<String, FactValue> volumes(List<JsonReply> replies) {
    Map<String, FactValue> volumes = new LinkedHashMap<>();
    for (JsonReply volume : replies) {
      Optional<Long> free = volume.number("free");
      Optional<Long> size = volume.number("size");
      Optional<String> directory = volume.text("directory");
      if (free.isPresent() && size.isPresent() && directory.isPresent()) {
        Map<String, FactValue> space = new LinkedHashMap<>();
        space.put("free", new FactValue.Whole(free.get()));
        space.put("size", new FactValue.Whole(size.get()));
        volumes.put(directory.get(), new FactValue.Fields(space));
      }
    }
    return volumes;
  }

  private static String inSeconds(String instant) {
    try {
      return UtcTime.format(Instant.parse(instant).truncatedTo(ChronoUnit.SECONDS));
    } catch (DateTimeException e) {
      return instant;
    }
  }

  private static Map<String, FactValue> progress(String text, JsonReply progress) {
    Map<String, FactValue> fields = new LinkedHashMap<>();
    fields.put("text", new FactValue.Text(text));
    progress.number("done").ifPresent(done -> fields.put("done", new FactValue.Whole(done)));
    progress.number("total").ifPresent(total -> fields.put("total", new FactValue.Whole(total)));
    return fields;
  }
}
