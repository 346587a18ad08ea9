// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests that docs/cluster-status.schema.json describes the JSON output exactly. */
final class ClusterStatusSchemaTest {
  private static final JsonNode SCHEMA = read(Path.of("docs/cluster-status.schema.json"));

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> enumOf(String definition, String property) {
    List<String> values = new ArrayList<>();
    SCHEMA
        .at("/$defs/" + definition + "/properties/" + property + "/enum")
        .forEach(value -> values.add(value.asText()));
    return values;
  }

  private static List<String> names(Object[] values) {
    return Arrays.stream(values).map(Object::toString).toList();
  }

  @Test
  void theOutputMatches() throws IOException {
    ClusterReport report =
        new ClusterReport(
            SampleReport.TIME,
            List.of(
                SampleReport.serving("dr1", 2).instance(),
                SampleReport.serving("dr2", 2)
                    .with(SampleReport.ofWorker(ProblemKind.ACCESS_DENIED, 1, "database"))
                    .with(
                        new ObservedComponent(
                            "worker",
                            "ghost",
                            "svc",
                            false,
                            Map.of(
                                FactName.JOURNAL,
                                Fact.of(
                                    Map.of("step", new FactValue.Whole(1)),
                                    "SQL ghost",
                                    SampleReport.TIME)),
                            List.of()))
                    .instance()));
    assertMatches(SCHEMA, new ObjectMapper().readTree(ClusterReportJson.write(report)), "report");
  }

  @Test
  void everyKindStateAndFactIsListed() {
    assertThat(enumOf("verdict", "state")).isEqualTo(names(InstanceState.values()));
    assertThat(enumOf("problem", "kind"))
        .containsExactlyInAnyOrderElementsOf(names(ProblemKind.values()));
    List<String> facts = new ArrayList<>();
    SCHEMA.at("/$defs/facts/properties").fieldNames().forEachRemaining(facts::add);
    assertThat(facts).containsExactlyInAnyOrderElementsOf(names(FactName.values()));
  }

  @Test
  void theStatesAreInTheOrderOfTheirExitCodes() {
    assertThat(Arrays.stream(InstanceState.values()).map(InstanceState::exitCode))
        .containsExactly(0, 1, 2, 3, 4);
  }

  private static void assertMatches(JsonNode schema, JsonNode value, String place) {
    if (schema.has("$ref")) {
      assertMatches(SCHEMA.at(schema.get("$ref").asText().substring(1)), value, place);
    } else if (schema.has("anyOf")) {
      if (!value.isNull()) {
        assertMatches(schema.get("anyOf").get(0), value, place);
      }
    } else if (schema.has("enum")) {
      assertThat(schema.get("enum")).as(place).contains(value);
    } else if (schema.has("const")) {
      assertThat(value).as(place).isEqualTo(schema.get("const"));
    } else if (value.isArray()) {
      value.forEach(element -> assertMatches(schema.get("items"), element, place + "[]"));
    } else if (schema.has("properties")) {
      assertObject(schema, value, place);
    } else {
      assertThat(schema.get("type").toString()).as(place).contains("\"" + typeOf(value) + "\"");
    }
  }

  private static void assertObject(JsonNode schema, JsonNode value, String place) {
    assertThat(value.isObject()).as(place).isTrue();
    schema
        .path("required")
        .forEach(name -> assertThat(value.has(name.asText())).as(place + name).isTrue());
    value
        .fieldNames()
        .forEachRemaining(name -> {
          JsonNode property = schema.get("properties").get(name);
          assertThat(property).as(place + "." + name).isNotNull();
          assertMatches(requireNonNull(property), requireNonNull(value.get(name)), place + name);
        });
  }

  private static String typeOf(JsonNode value) {
    if (value.isTextual()) {
      return "string";
    }
    return value.isIntegralNumber()
        ? "integer"
        : value.isBoolean() ? "boolean" : value.isObject() ? "object" : "other";
  }
}
