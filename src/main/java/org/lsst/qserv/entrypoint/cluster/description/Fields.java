// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.description;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.failure.Problems;
import org.lsst.qserv.entrypoint.settings.Suggestion;
import org.lsst.qserv.entrypoint.settings.type.SettingType;
import org.lsst.qserv.entrypoint.settings.type.ValueOrigin;

/**
 * An object of the description whose fields are read with types. Each problem names the field and
 * its origin.
 */
final class Fields {
  private final String path;
  private final ConfigValue value;
  private final Map<String, ConfigValue> members = new TreeMap<>();
  private final Problems problems;

  /**
   * Reads an object, adding a problem if the value is none.
   *
   * @param path the name of the object in messages
   */
  Fields(String path, ConfigValue value, Problems problems) {
    this.path = path;
    this.value = value;
    this.problems = problems;
    if (value instanceof ConfigObject object) {
      object.forEach((name, member) -> {
        if (member.valueType() != ConfigValueType.NULL) {
          members.put(name, member);
        }
      });
    } else {
      problem("is not an object", "use an object such as {\"name\":\"value\"}");
    }
  }

  /** Adds a problem for each field that is not one of the allowed ones. */
  Fields only(String what, Set<String> allowed) {
    Set<String> unknown = new TreeSet<>(members.keySet());
    unknown.removeAll(allowed);
    for (String name : unknown) {
      problem(
          name,
          "unknown " + what,
          Suggestion.nearest(name, allowed)
              .map(near -> "did you mean " + near + "?")
              .orElse("use one of " + String.join(", ", new TreeSet<>(allowed))));
    }
    return this;
  }

  /** Returns the members with any name. */
  Map<String, ConfigValue> members() {
    return new LinkedHashMap<>(members);
  }

  /** Returns a field; empty if it is absent. */
  Optional<ConfigValue> value(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /** Returns an object; empty if it is absent. */
  Optional<Fields> object(String name) {
    return value(name).map(member -> new Fields(path + "." + name, member, problems));
  }

  /** Returns a field with its type; empty if it is absent or, with a problem, invalid. */
  Optional<Object> read(String name, SettingType type) {
    return value(name)
        .flatMap(member -> {
          try {
            return Optional.of(type.read(member));
          } catch (IllegalArgumentException e) {
            problem(name, String.valueOf(e.getMessage()), type.example());
            return Optional.empty();
          }
        });
  }

  /** Returns a text; empty if it is absent or, with a problem, invalid. */
  Optional<String> text(String name, SettingType.Kind kind) {
    return read(name, SettingType.of(kind)).map(String::valueOf);
  }

  /** Returns the full name of a field. */
  String path(String name) {
    return path + "." + name;
  }

  /** Adds a problem of a field. */
  void problem(String name, String what, String fix) {
    ConfigValue origin = members.getOrDefault(name, value);
    problems.add(
        Problem.configuration(path(name) + " (" + ValueOrigin.of(origin) + "): " + what, fix));
  }

  /** Adds a problem of the object. */
  void problem(String what, String fix) {
    problems.add(Problem.configuration(path + " (" + ValueOrigin.of(value) + "): " + what, fix));
  }

  /** Adds a problem that a field is missing. */
  void missing(String name, String fix) {
    problems.add(
        Problem.configuration(path(name) + " (" + ValueOrigin.of(value) + "): is missing", fix));
  }
}
