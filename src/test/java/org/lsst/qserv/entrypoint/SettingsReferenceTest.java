package org.lsst.qserv.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The reference of all settings, {@code docs/settings.md}, made of the comments, defaults and types
 * in {@code reference.conf} and the catalogue. {@code -Dupdate=true} writes it.
 */
final class SettingsReferenceTest {
  private static final Path PAGE = Path.of("docs/settings.md");
  private static final Path RESOURCES = Path.of("src/main/resources");

  private static final String HEADER =
      """
      # Settings
      <!-- Made by SettingsReferenceTest from reference.conf and the catalogue. Do not edit:
           mvn test -Dtest=SettingsReferenceTest -Dupdate=true -->

      Every setting of release line `xrd`. [The user guide](user-guide.md) says how settings are given, and what the types mean.

      - **Type**: the words of a choice stand in its place. A `secret` or a `url` named `x` can also be given as `x-file`, the name of a
        file that holds it; the variable is then `QSERV_…_FILE`.
      - **Default**: `–` is unset. `{{ a.b_c }}` is the value of the setting `a.b-c`. Some defaults differ between roles: see the end of the page.
      - Without effect so far: `schema.*`, `paths.mode` and `control.token`. `control.port` makes the launcher stay, and nothing listens on it yet.
        `mode=install` and `release-line=http` are refused.
      """;

  private static final String TABLE =
      "\n| setting | variable | type | default | meaning |\n|---|---|---|---|---|\n";

  private final Map<String, ConfigValue> types = new TreeMap<>();
  private final StringBuilder page = new StringBuilder(HEADER);

  @Test
  void thePageOfAllSettingsIsUpToDate() throws IOException {
    Config reference = parse("reference.conf");
    Config catalogue = parse("catalogue/xrd.conf");
    types.putAll(reference.getObject("types"));
    types.putAll(catalogue.getObject("types"));
    page.append("\n## Of the launcher\n");
    group(reference.withoutPath("types").root());
    page.append("\n## Of the services\n");
    group(catalogue.getObject("settings"));
    roles(catalogue.getObject("roles"));

    if (Boolean.getBoolean("update")) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE))
        .as("made anew by: mvn test -Dtest=SettingsReferenceTest -Dupdate=true")
        .isEqualTo(page.toString());
  }

  private static Config parse(String name) {
    return ConfigFactory.parseFile(RESOURCES.resolve(name).toFile());
  }

  /** A table for what stands alone, then one for each group, with the group's own comment. */
  private void group(ConfigObject settings) {
    List<Map.Entry<String, ConfigValue>> alone =
        inOrder(settings).stream().filter(entry -> !isGroup(entry.getKey(), entry)).toList();
    if (!alone.isEmpty()) {
      page.append(TABLE);
      alone.forEach(entry -> row(entry.getKey(), entry.getValue()));
    }
    for (Map.Entry<String, ConfigValue> entry : inOrder(settings)) {
      if (isGroup(entry.getKey(), entry)) {
        page.append("\n### `").append(entry.getKey()).append("`\n");
        String comment = comment(entry.getValue());
        page.append(comment.isEmpty() ? "" : "\n" + comment + "\n").append(TABLE);
        rows(entry.getKey(), (ConfigObject) entry.getValue());
      }
    }
  }

  private boolean isGroup(String name, Map.Entry<String, ConfigValue> entry) {
    return entry.getValue().valueType() == ConfigValueType.OBJECT && !types.containsKey(name);
  }

  /** As they stand in the file. */
  private static List<Map.Entry<String, ConfigValue>> inOrder(ConfigObject settings) {
    return settings.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> entry.getValue().origin().lineNumber()))
        .toList();
  }

  private void rows(String prefix, ConfigObject settings) {
    for (Map.Entry<String, ConfigValue> entry : inOrder(settings)) {
      String name = prefix + "." + entry.getKey();
      if (isGroup(name, entry)) {
        rows(name, (ConfigObject) entry.getValue());
      } else {
        row(name, entry.getValue());
      }
    }
  }

  private void row(String name, ConfigValue value) {
    assertThat(comment(value)).as("the comment above " + name).isNotEmpty();
    page.append(
        line(
            code(name),
            code(variable(name)),
            type(name, value),
            text(value),
            escaped(comment(value))));
  }

  private static String variable(String name) {
    return "QSERV_" + name.replace(".", "__").replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private String type(String name, ConfigValue value) {
    ConfigValue type = types.get(name);
    if (type != null && type.unwrapped() instanceof List<?> words) {
      return words.stream().map(word -> code(word.toString())).collect(Collectors.joining(", "));
    }
    if (type != null) {
      return String.valueOf(type.unwrapped());
    }
    return switch (value.valueType()) {
      case NUMBER -> "integer";
      case BOOLEAN -> "boolean";
      case LIST -> "list";
      case STRING, NULL, OBJECT -> "string";
    };
  }

  private static String text(ConfigValue value) {
    return switch (value.valueType()) {
      case NULL -> "–";
      case STRING -> value.unwrapped().equals("") ? "empty" : code(value.unwrapped().toString());
      case NUMBER, BOOLEAN, LIST, OBJECT -> code(value.render(ConfigRenderOptions.concise()));
    };
  }

  private static String comment(ConfigValue value) {
    return value.origin().comments().stream().map(String::strip).collect(Collectors.joining(" "));
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|").replace("<", "\\<").replace("*", "\\*");
  }

  private void roles(ConfigObject roles) {
    page.append("\n## Defaults that hold in one role only\n");
    page.append("\n| role | setting | default |\n|---|---|---|\n");
    for (Map.Entry<String, ConfigValue> role : inOrder(roles)) {
      Config description = ((ConfigObject) role.getValue()).toConfig();
      if (description.hasPath("settings")) {
        new TreeMap<>(leaves(description.getConfig("settings")))
            .forEach(
                (name, value) -> page.append(line(code(role.getKey()), code(name), text(value))));
      }
    }
  }

  private static Map<String, ConfigValue> leaves(Config settings) {
    return settings.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String line(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
