// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON object in the reply of a service, of which only named members are read. */
record JsonReply(Map<String, Object> members) {

  /** Returns the object; empty if the text is none. */
  static Optional<JsonReply> parse(String text) {
    try {
      return Optional.of(
          new JsonReply(
              ConfigFactory.parseString(
                      text, ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON))
                  .root()
                  .unwrapped()));
    } catch (ConfigException | StackOverflowError e) { // the parser calls itself for each level
      return Optional.empty();
    }
  }

  /** Returns whether the service reports success; its HTTP status does not show that. */
  boolean isSuccess() {
    return number("success").filter(success -> success == 1).isPresent();
  }

  /** Returns a member that is a string or a number as text. */
  Optional<String> text(String name) {
    Object value = members.get(name);
    return value instanceof String || value instanceof Number
        ? Optional.of(String.valueOf(value))
        : Optional.empty();
  }

  /** Returns a member that is a number. */
  Optional<Long> number(String name) {
    return members.get(name) instanceof Number number
        ? Optional.of(number.longValue())
        : Optional.empty();
  }

  /** Returns the objects in a member that is an array. */
  @SuppressWarnings("unchecked") // as below
  List<JsonReply> objects(String name) {
    return members.get(name) instanceof List<?> list
        ? list.stream()
            .filter(Map.class::isInstance)
            .map(element -> new JsonReply((Map<String, Object>) element))
            .toList()
        : List.of();
  }

  /** Returns the number of elements or members of a member; empty if it has none of both. */
  Optional<Integer> size(String name) {
    Object value = members.get(name);
    if (value instanceof List<?> list) {
      return Optional.of(list.size());
    }
    return value instanceof Map<?, ?> map ? Optional.of(map.size()) : Optional.empty();
  }

  /** Returns whether a member is an array. */
  boolean isArray(String name) {
    return members.get(name) instanceof List<?>;
  }

  /** Returns a member that is an object; one without members if there is none. */
  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  JsonReply object(String name) {
    return new JsonReply(
        members.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of());
  }
}
