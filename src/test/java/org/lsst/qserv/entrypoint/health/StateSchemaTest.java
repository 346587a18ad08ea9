// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.health.StateDocument.ComponentReport;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.supervise.ComponentState;

/** Tests that docs/state.schema.json describes state documents exactly. */
final class StateSchemaTest {
  private static final Path SCHEMA = Path.of("docs/state.schema.json");
  private static final List<VolumeSpace> VOLUMES =
      List.of(new VolumeSpace(Path.of("/qserv/data"), 1L << 40, 1L << 43));

  private static StateDocument withEveryCheck() {
    return new TestDocument()
        .components(
            Stream.of(
                    new Check.Tcp("127.0.0.1", 1094),
                    new Check.Http(URI.create("https://127.0.0.1:4048/meta/version"), true),
                    new Check.Mariadb("db", 3306),
                    new Check.LocalSql("/qserv/data/mysql"))
                .map(check ->
                    TestDocument.report(
                        "xrootd", ComponentState.READY, Optional.of(check), Optional.empty()))
                .toArray(ComponentReport[]::new))
        .build();
  }

  private static Stream<StateDocument> documents() {
    return Stream.of(StateJsonTest.complete(), StateJsonTest.minimal(), withEveryCheck());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyWrittenMemberIsDescribedAndEveryRequiredMemberIsWritten(StateDocument document)
      throws IOException {
    assertMatches(schema(), object(StateJson.write(document, VOLUMES)), "document");
  }

  @Test
  void everyDescribedMemberIsWritten() throws IOException {
    Set<String> written = new TreeSet<>();
    documents()
        .forEach(document -> collectMembers(object(StateJson.write(document, VOLUMES)), written));
    Set<String> described = new TreeSet<>();
    collectProperties(schema(), described);
    assertThat(written).isEqualTo(described);
  }

  @Test
  void everyStateAndEveryModeIsListed() throws IOException {
    Map<?, ?> properties = part(schema(), "properties", Map.class);
    Map<?, ?> component = part(part(properties, "components", Map.class), "items", Map.class);
    Map<?, ?> members = part(component, "properties", Map.class);
    assertThat(values(part(members, "state", Map.class)))
        .isEqualTo(Stream.of(ComponentState.values()).map(ComponentState::toString).toList());
    Map<?, ?> modes = part(part(members, "modes", Map.class), "items", Map.class);
    assertThat(values(modes)).isEqualTo(Stream.of(Mode.values()).map(Mode::toString).toList());
  }

  private static Object values(Map<?, ?> schema) {
    return part(schema, "enum", List.class);
  }

  private static Map<String, Object> schema() throws IOException {
    return object(Files.readString(SCHEMA));
  }

  private static Map<String, Object> object(String json) {
    return ConfigFactory.parseString(json).root().unwrapped();
  }

  private static void assertMatches(Map<?, ?> schema, Object value, String place) {
    if (value instanceof Map<?, ?> members) {
      Map<?, ?> properties = part(schema, "properties", Map.class);
      Set<String> names = texts(members.keySet());
      assertThat(texts(properties.keySet())).as(place).containsAll(names);
      assertThat(names).as(place).containsAll(texts(part(schema, "required", Collection.class)));
      members.forEach((name, member) ->
          assertMatches(
              part(properties, name, Map.class),
              requireNonNull(member, () -> place + "." + name + " is null"),
              place + "." + name));
    } else if (value instanceof List<?> elements) {
      elements.forEach(
          element -> assertMatches(part(schema, "items", Map.class), element, place + "[]"));
    } else if (schema.get("enum") instanceof List<?> values) {
      assertThat(value).as(place).isIn(values);
    } else if (schema.containsKey("const")) {
      assertThat(value).as(place).isEqualTo(schema.get("const"));
    } else {
      assertThat(typeOf(value)).as(place).isEqualTo(schema.get("type"));
    }
  }

  private static String typeOf(Object value) {
    return switch (value) {
      case String _ -> "string";
      case Boolean _ -> "boolean";
      case Integer _ -> "integer";
      case Long _ -> "integer";
      default -> value.getClass().getSimpleName();
    };
  }

  private static void collectMembers(Object value, Set<String> names) {
    if (value instanceof Map<?, ?> members) {
      names.addAll(texts(members.keySet()));
      members.values().forEach(member -> collectMembers(member, names));
    } else if (value instanceof List<?> elements) {
      elements.forEach(element -> collectMembers(element, names));
    }
  }

  private static void collectProperties(Map<?, ?> schema, Set<String> names) {
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      names.addAll(texts(properties.keySet()));
      properties.values().forEach(property -> collectProperties((Map<?, ?>) property, names));
    }
    if (schema.get("items") instanceof Map<?, ?> items) {
      collectProperties(items, names);
    }
  }

  private static <T> T part(Map<?, ?> schema, @Nullable Object name, Class<T> type) {
    return requireNonNull(type.cast(schema.get(name)), () -> "the schema lacks " + name);
  }

  private static Set<String> texts(Collection<?> names) {
    return names.stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new));
  }
}
