// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads a YAML document into values with line numbers. Numbers are kept as text, because 1.10
 * differs from 1.1 for a service. Constructs that can change a value silently are rejected
 * (anchors, aliases, tags, merge keys, duplicate keys, a second document) or marked as an {@link
 * Ambiguity}.
 *
 * <p>Only this class and {@link YamlScalars} use the YAML library, so that only a launch with a
 * YAML file loads it.
 */
final class YamlValues {
  private static final String MERGE_KEY = "<<";
  private static final String SYNTAX = "correct the YAML syntax";

  private final ParserImpl events;
  private final YamlScalars scalars;
  private final ConfigOrigin origin;

  private YamlValues(String text, String origin) {
    this.events = new ParserImpl(new StreamReader(text), new LoaderOptions());
    this.scalars = new YamlScalars(text);
    this.origin = ConfigOriginFactory.newSimple(origin);
  }

  /**
   * Reads one document; the result for an empty one is null.
   *
   * @param origin the name of the file
   * @throws IllegalArgumentException with line and column but without any of the text, which may
   *     contain a secret
   */
  static ConfigValue read(String text, String origin) {
    try {
      return new YamlValues(text, origin).document();
    } catch (MarkedYAMLException e) {
      throw notValid(e.getProblemMark());
    } catch (
        YAMLException e) { // a character that YAML does not allow; the library's message quotes it
      throw new InvalidContent("is not valid YAML (a control character)", SYNTAX);
    }
  }

  private ConfigValue document() {
    events.getEvent(); // the start of the stream
    if (events.peekEvent().is(Event.ID.StreamEnd)) {
      return ConfigValueFactory.fromAnyRef(null).withOrigin(origin);
    }
    events.getEvent(); // the start of the document
    ConfigValue value = value(events.getEvent());
    events.getEvent(); // the end of the document
    Event next = events.getEvent();
    if (!next.is(Event.ID.StreamEnd)) {
      throw unsupported("a second document", next, "put it into a separate file");
    }
    return value;
  }

  private ConfigValue value(Event event) {
    if (event instanceof AliasEvent) {
      throw unsupported("an alias", event, "repeat the value, or quote it");
    }
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      throw unsupported("an anchor", event, "remove the anchor, or quote the value");
    }
    if (event instanceof ScalarEvent scalar) {
      rejectTag(scalar.getTag(), event);
      return scalars.value(scalar, at(event));
    }
    rejectTag(((CollectionStartEvent) event).getTag(), event);
    return event.is(Event.ID.MappingStart)
        ? ConfigValueFactory.fromMap(members()).withOrigin(at(event))
        : ConfigValueFactory.fromIterable(elements()).withOrigin(at(event));
  }

  /** Rejects every tag except that of a string, which does not change the value. */
  private static void rejectTag(String tag, Event event) {
    if (tag != null && !tag.equals(Tag.STR.getValue())) {
      throw unsupported("a tag", event, "remove the tag, or quote the value");
    }
  }

  private Map<String, ConfigValue> members() {
    Map<String, ConfigValue> members = new LinkedHashMap<>();
    for (Event event = events.getEvent();
        !event.is(Event.ID.MappingEnd);
        event = events.getEvent()) {
      String name = key(event);
      if (members.containsKey(name)) {
        throw invalid("key '" + name + "' is set twice", event, "keep one of them");
      }
      members.put(name, value(events.getEvent()));
    }
    return members;
  }

  private static String key(Event event) {
    if (!(event instanceof ScalarEvent key) || key.getAnchor() != null || key.getTag() != null) {
      throw invalid("a key is not a plain name", event, "use NAME: VALUE");
    }
    if (key.isPlain() && key.getValue().equals(MERGE_KEY)) {
      throw unsupported("a merge key", event, "repeat the values");
    }
    return key.getValue();
  }

  private List<ConfigValue> elements() {
    List<ConfigValue> elements = new ArrayList<>();
    for (Event event = events.getEvent();
        !event.is(Event.ID.SequenceEnd);
        event = events.getEvent()) {
      elements.add(value(event));
    }
    return elements;
  }

  private ConfigOrigin at(Event event) {
    return origin.withLineNumber(event.getStartMark().getLine() + 1);
  }

  private static InvalidContent notValid(Mark mark) {
    return new InvalidContent(
        "is not valid YAML (line "
            + (mark.getLine() + 1)
            + ", column "
            + (mark.getColumn() + 1)
            + ")",
        SYNTAX);
  }

  private static InvalidContent unsupported(String construct, Event event, String fix) {
    return invalid(construct + " is not supported", event, fix);
  }

  private static InvalidContent invalid(String what, Event event, String fix) {
    return new InvalidContent(what + " (line " + (event.getStartMark().getLine() + 1) + ")", fix);
  }
}
