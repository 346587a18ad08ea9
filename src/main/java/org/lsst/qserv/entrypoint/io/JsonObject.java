// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.io;

import java.util.Collection;
import java.util.stream.Collectors;

/** Builds a JSON object on one line, without Jackson, for the same reason as {@link JsonString}. */
public final class JsonObject {
  private final StringBuilder json = new StringBuilder("{");

  /** Adds a string. */
  public JsonObject add(String name, String value) {
    return addJson(name, JsonString.of(value));
  }

  /** Adds a number. */
  public JsonObject add(String name, long value) {
    return addJson(name, String.valueOf(value));
  }

  /** Adds a boolean. */
  public JsonObject add(String name, boolean value) {
    return addJson(name, String.valueOf(value));
  }

  /** Adds an object. */
  public JsonObject add(String name, JsonObject value) {
    return addJson(name, value.toString());
  }

  /** Adds {@code null}. */
  public JsonObject addNull(String name) {
    return addJson(name, "null");
  }

  /** Adds an array of objects. */
  public JsonObject add(String name, Collection<JsonObject> values) {
    return addJson(
        name,
        values.stream().map(JsonObject::toString).collect(Collectors.joining(", ", "[", "]")));
  }

  /** Adds an array of strings. */
  public JsonObject addTexts(String name, Collection<String> values) {
    return addJson(
        name, values.stream().map(JsonString::of).collect(Collectors.joining(", ", "[", "]")));
  }

  private JsonObject addJson(String name, String value) {
    json.append(json.length() == 1 ? "" : ", ")
        .append(JsonString.of(name))
        .append(": ")
        .append(value);
    return this;
  }

  /** Returns the object as JSON. */
  @Override
  public String toString() {
    return json + "}";
  }
}
