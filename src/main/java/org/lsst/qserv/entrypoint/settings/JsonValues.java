package org.lsst.qserv.entrypoint.settings;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into values that know their line. Kept apart so that Jackson is loaded by a launch
 * that uses it, and by no other.
 */
final class JsonValues {
  private final JsonParser parser;
  private final String origin;

  private JsonValues(JsonParser parser, String origin) {
    this.parser = parser;
    this.origin = origin;
  }

  /**
   * Reads one document; an empty one is null.
   *
   * @throws IllegalArgumentException with line and column, and without any of the text, which may
   *     hold a secret
   */
  static ConfigValue read(String text, String origin) {
    try (JsonParser parser = JsonFactory.builder().build().createParser(text)) {
      parser.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
      ConfigValue value = new JsonValues(parser, origin).value(parser.nextToken());
      if (parser.nextToken() != null) {
        throw notValid(parser.currentTokenLocation());
      }
      return value;
    } catch (JacksonException e) {
      throw notValid(e.getLocation());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IllegalArgumentException notValid(@Nullable JsonLocation location) {
    String place =
        location == null
            ? ""
            : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    return new IllegalArgumentException("is not valid JSON" + place);
  }

  private ConfigValue value(@Nullable JsonToken token) throws IOException {
    ConfigOrigin here =
        ConfigOriginFactory.newSimple(origin)
            .withLineNumber(parser.currentTokenLocation().getLineNr());
    if (token == null) { // nothing but space
      return ConfigValueFactory.fromAnyRef(null).withOrigin(here);
    }
    return switch (token) {
      case START_OBJECT -> ConfigValueFactory.fromMap(members()).withOrigin(here);
      case START_ARRAY -> ConfigValueFactory.fromIterable(elements()).withOrigin(here);
      case VALUE_TRUE -> ConfigValueFactory.fromAnyRef(true).withOrigin(here);
      case VALUE_FALSE -> ConfigValueFactory.fromAnyRef(false).withOrigin(here);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING ->
          // a number stays the text that was written: 1.10 is not 1.1 for the service
          ConfigValueFactory.fromAnyRef(parser.getText()).withOrigin(here);
      default -> ConfigValueFactory.fromAnyRef(null).withOrigin(here);
    };
  }

  private Map<String, ConfigValue> members() throws IOException {
    Map<String, ConfigValue> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      members.put(name, value(parser.nextToken()));
    }
    return members;
  }

  private List<ConfigValue> elements() throws IOException {
    List<ConfigValue> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY && token != null;
        token = parser.nextToken()) {
      elements.add(value(token));
    }
    return elements;
  }
}
