// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that has been read with Jackson's streaming parser. Its data binding would take
 * most of the time of a probe. Every accessor throws IllegalArgumentException if the member has
 * another type.
 */
final class JsonTree {
  private final Map<String, Object> members;

  private JsonTree(Map<String, Object> members) {
    this.members = members;
  }

  /**
   * Reads an object.
   *
   * @throws IOException if the text is not JSON
   * @throws IllegalArgumentException if it is not an object
   */
  static JsonTree read(String text) throws IOException {
    try (JsonParser parser = JsonFactory.builder().build().createParser(text)) {
      parser.nextToken();
      return cast(JsonTree.class, value(parser), "document");
    }
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return null;
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static JsonTree object(JsonParser parser) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      Object value = value(parser);
      if (value != null) {
        members.put(name, value);
      }
    }
    return new JsonTree(members);
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Object value = value(parser);
      if (value != null) {
        elements.add(value);
      }
    }
    return elements;
  }

  private static <T> T cast(Class<T> type, @Nullable Object value, String name) {
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(name + " is missing or has another type");
    }
    return type.cast(value);
  }

  private <T> T member(Class<T> type, String name) {
    return cast(type, members.get(name), name);
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  String text(String name) {
    return member(String.class, name);
  }

  Optional<String> find(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  long number(String name) {
    return member(Long.class, name);
  }

  boolean flag(String name) {
    return member(Boolean.class, name);
  }

  JsonTree object(String name) {
    return member(JsonTree.class, name);
  }

  List<JsonTree> objects(String name) {
    return elements(name, JsonTree.class);
  }

  List<String> texts(String name) {
    return elements(name, String.class);
  }

  private <T> List<T> elements(String name, Class<T> type) {
    List<T> elements = new ArrayList<>();
    for (Object element : member(List.class, name)) {
      elements.add(cast(type, element, name));
    }
    return elements;
  }
}
