package org.lsst.qserv.entrypoint.settings;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
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
 * JSON and YAML read by Jackson into values that know their line. Kept apart so that Jackson is
 * loaded by a launch that uses it, and by no other.
 */
final class JacksonValues {
  private final JsonParser parser;
  private final String origin;

  private JacksonValues(JsonParser parser, String origin) {
    this.parser = parser;
    this.origin = origin;
  }

  static ConfigValue json(String text, String origin) {
    return read(JsonFactory.builder().build(), "JSON", text, origin);
  }

  static ConfigValue yaml(String text, String origin) {
    return read(YAMLFactory.builder().build(), "YAML", text, origin);
  }

  /**
   * Reads one document.
   *
   * @throws IllegalArgumentException with line and column, and without a word of the text, which
   *     may hold a secret
   */
  private static ConfigValue read(JsonFactory factory, String form, String text, String origin) {
    try (JsonParser parser = factory.createParser(text)) {
      parser.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
      JacksonValues values = new JacksonValues(parser, origin);
      ConfigValue value = values.value(parser.nextToken());
      if (parser.nextToken() != null) {
        throw notValid(form, parser.currentTokenLocation());
      }
      return value;
    } catch (JacksonException e) {
      throw notValid(form, e.getLocation());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IllegalArgumentException notValid(String form, @Nullable JsonLocation location) {
    String place =
        location == null
            ? ""
            : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    return new IllegalArgumentException("is not valid " + form + place);
  }

  private ConfigValue value(@Nullable JsonToken token) throws IOException {
    ConfigOrigin here =
        ConfigOriginFactory.newSimple(origin)
            .withLineNumber(parser.currentTokenLocation().getLineNr());
    if (isAlias()) {
      throw new IllegalArgumentException(
          "uses an alias (line " + here.lineNumber() + "): write the value again");
    }
    return switch (token) {
      case START_OBJECT -> ConfigValueFactory.fromMap(members()).withOrigin(here);
      case START_ARRAY -> ConfigValueFactory.fromIterable(elements()).withOrigin(here);
      case VALUE_TRUE -> ConfigValueFactory.fromAnyRef(true).withOrigin(here);
      case VALUE_FALSE -> ConfigValueFactory.fromAnyRef(false).withOrigin(here);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING ->
          // a number stays the text that was written: 1.10 is not 1.1 for the service
          ConfigValueFactory.fromAnyRef(parser.getText()).withOrigin(here);
      case null, default -> ConfigValueFactory.fromAnyRef(null).withOrigin(here);
    };
  }

  private boolean isAlias() throws IOException {
    return parser instanceof YAMLParser yaml && yaml.isCurrentAlias();
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
