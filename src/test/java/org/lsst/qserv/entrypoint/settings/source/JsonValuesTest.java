// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that JSON is read as Jackson reads it. */
final class JsonValuesTest {
  private static final String ALPHABET =
      "{}[]\",:\\ \n\t0123456789.eE+-truefalsnu/bé\u0001\uD83D\uDE00";

  /** Returns the value as read by Jackson with numbers as text; throws if Jackson rejects it. */
  private static @Nullable Object byJackson(String text) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      parser.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
      Object value = byJackson(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw new IOException("more than one document");
      }
      return value;
    }
  }

  private static @Nullable Object byJackson(JsonParser parser, @Nullable JsonToken token)
      throws IOException {
    if (token == null) {
      return null;
    }
    return switch (token) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          members.put(name, byJackson(parser, parser.nextToken()));
        }
        yield members;
      }
      case START_ARRAY -> {
        List<@Nullable Object> elements = new ArrayList<>();
        for (JsonToken next = parser.nextToken();
            next != JsonToken.END_ARRAY;
            next = parser.nextToken()) {
          elements.add(byJackson(parser, next));
        }
        yield elements;
      }
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }

  private static void assertSame(String text) {
    Object expected;
    try {
      expected = byJackson(text);
    } catch (IOException e) {
      assertThatThrownBy(() -> JsonValues.read(text, "-e"))
          .as("refused by Jackson: %s", text)
          .isInstanceOf(IllegalArgumentException.class);
      return;
    }
    assertThat(JsonValues.read(text, "-e").unwrapped()).as(text).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \r\n\t",
        "null",
        "true",
        "false",
        "\"\"",
        "\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"",
        "0",
        "-0",
        "1.10",
        "1e3",
        "-12.5E-07",
        "123456789012345678901234567890",
        "[]",
        "[ ]",
        "[1, [2, {}], \"x\"]",
        "{}",
        "{ \"a\" : 1 , \"b\":[true,null]}",
        "{\"\": {\"\": \"\"}}"
      })
  void readsValidJson(String text) throws IOException {
    assertThat(JsonValues.read(text, "-e").unwrapped()).isEqualTo(byJackson(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tru",
        "True",
        "nul",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "1e+",
        "-",
        "NaN",
        "[1,]",
        "[,]",
        "[1 2]",
        "[",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "{\"a\":1,}",
        "{'a':1}",
        "{\"a\":1",
        "\"",
        "\"a",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\t\"",
        "\"\n\"",
        "1 2",
        "{} {}",
        "]",
        "}",
        "// x",
        "{\"a\":1,\"a\":2}"
      })
  void rejectsInvalidJson(String text) {
    assertThatThrownBy(() -> byJackson(text)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> JsonValues.read(text, "-e"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("is not valid JSON \\(line [12], column \\d+\\)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": x}|1|7",
        "{|1|2",
        "[1,~ 2,~ tru]|3|2",
        "{\"a\": 1, \"a\": 2}|1|13",
        "\"a\\q\"|1|4"
      })
  void theErrorContainsLineAndColumn(String text, int line, int column) {
    assertThatThrownBy(() -> JsonValues.read(text.replace('~', '\n'), "-e"))
        .hasMessage("is not valid JSON (line " + line + ", column " + column + ")");
  }

  @Test
  void theErrorContainsNoneOfTheText() {
    assertThatThrownBy(() -> JsonValues.read("{\"password\": \"hunter2", "-e"))
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void theOriginOfAValueContainsItsLine() {
    ConfigObject object = (ConfigObject) JsonValues.read("{\n\"a\": 1,\n\n\"b\": [\n2]}", "x.json");
    assertThat(object.origin().lineNumber()).isOne();
    assertThat(object.toConfig().getValue("a").origin().lineNumber()).isEqualTo(2);
    assertThat(object.toConfig().getValue("b").origin().lineNumber()).isEqualTo(4);
    assertThat(object.toConfig().getValue("b").origin().description()).isEqualTo("x.json: 4");
  }

  @ParameterizedTest
  @CsvSource({"1000, true", "1001, false", "1000000, false"})
  void theDepthIsLimited(int depth, boolean accepted) {
    String text = "[".repeat(depth) + "]".repeat(depth);
    if (accepted) {
      ConfigValue value = JsonValues.read(text, "-e");
      assertThat(value.valueType()).isNotNull();
    } else {
      assertThatThrownBy(() -> JsonValues.read(text, "-e"))
          .hasMessage("is not valid JSON (line 1, column 1002)");
    }
  }

  @Test
  void randomTextsAreReadAsJacksonReadsThem() {
    Random random = new Random(20261126);
    for (int i = 0; i < 20_000; i++) {
      assertSame(random(random, 3));
      assertSame(damaged(random(random, 3), random));
    }
  }

  private static String random(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> List.of("true", "false", "null").get(random.nextInt(3));
      case 1 -> String.valueOf(random.nextInt(2000) - 1000);
      case 2 -> String.valueOf(random.nextDouble() * Math.pow(10, random.nextInt(40) - 20));
      case 3, 4, 5 -> string(random);
      case 6 -> list(random, depth, "[", "]", false);
      default -> list(random, depth, "{", "}", true);
    };
  }

  private static String list(Random random, int depth, String open, String close, boolean named) {
    List<String> parts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      parts.add((named ? string(random) + ":" : "") + random(random, depth - 1));
    }
    return open + String.join(random.nextBoolean() ? "," : " ,\n", parts) + close;
  }

  private static String string(Random random) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(
          List.of("a", "é", "\\n", "\\u0041", "\\\"", "\\\\", "/", " ", "\uD83D\uDE00")
              .get(random.nextInt(9)));
    }
    return text.append('"').toString();
  }

  private static String damaged(String text, Random random) {
    int at = random.nextInt(text.length() + 1);
    String replacement =
        random.nextInt(3) == 0
            ? ""
            : String.valueOf(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    return text.substring(0, at)
        + replacement
        + text.substring(Math.min(text.length(), at + random.nextInt(3)));
  }
}
