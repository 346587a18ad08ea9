// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.settings.reference.SettingsReference;
import org.lsst.qserv.entrypoint.settings.reference.SettingsReference.Entry;
import org.lsst.qserv.entrypoint.settings.reference.SettingsReference.RoleDefault;

/** The settings reference in the forms that {@code config reference} prints. */
public final class ReferenceText {
  private static final String MARKDOWN_HEADER =
      """
      # Settings
      <!-- Made by `entrypoint config reference --output markdown`. Do not edit:
           mvn test -Dtest=SettingsReferenceTest -Dupdate=true -->

      Every setting of release line `@line@`. [Configuration](configuration.md) describes sources, names and types.

      Sources, weakest first: the defaults below; an old command line's own defaults; the `catalog` in a file of `--config`; `--config`; variables;
      `--env-file`; `--json`; an old command line's options; `-e`.

      - **Type**: the words of a choice stand in its place. A `secret` or a `url` named `x` can also be given as `x-file`, the name of a
        file that holds it; the variable is then `QSERV_…_FILE`.
      - **Default**: `–` is unset. `{{ a.b_c }}` is the value of the setting `a.b-c`. Some defaults differ between roles: see the end of the page.
      - Without effect so far: `paths.mode` and `control.token`. `control.port` makes the launcher stay, and nothing listens on it yet.
        `release-line=http` is refused.
      """;
  private static final String TABLE =
      "\n| setting | variable | type | default | meaning |\n|---|---|---|---|---|\n";

  private final SettingsReference reference;
  private final String line;

  public ReferenceText(SettingsReference reference, String line) {
    this.reference = reference;
    this.line = line;
  }

  /** For a terminal: a paragraph for each setting. */
  String plain() {
    List<Entry> all = new ArrayList<>(reference.launcherSettings());
    all.addAll(reference.serviceSettings());
    return all.stream().map(ReferenceText::paragraph).collect(Collectors.joining("\n"));
  }

  private static String paragraph(Entry entry) {
    String type =
        entry.allowedValues().isEmpty() ? entry.type() : String.join("|", entry.allowedValues());
    return entry.name()
        + "\n    "
        + entry.meaning()
        + "\n    "
        + type
        + entry.defaultValue().map(value -> ", default " + quoted(value)).orElse(", unset")
        + ", "
        + entry.variable()
        + (entry.isSecret() ? ", or " + entry.name() + "-file" : "")
        + "\n";
  }

  private static String quoted(String value) {
    return value.isEmpty() ? "empty" : value;
  }

  /** The page docs/settings.md. */
  public String markdown() {
    StringBuilder page = new StringBuilder(MARKDOWN_HEADER.replace("@line@", line));
    page.append("\n## Of the launcher\n");
    tables(page, reference.launcherSettings());
    page.append("\n## Of the services\n");
    tables(page, reference.serviceSettings());
    page.append("\n## Defaults that hold in one role only\n");
    page.append("\n| role | setting | default |\n|---|---|---|\n");
    for (RoleDefault one : reference.roleDefaults()) {
      page.append(row(code(one.role()), code(one.name()), code(one.value())));
    }
    return page.toString();
  }

  private void tables(StringBuilder page, List<Entry> entries) {
    String group = null;
    for (Entry entry : entries) {
      if (!entry.group().equals(group)) {
        group = entry.group();
        heading(page, group);
        page.append(TABLE);
      }
      page.append(
          row(
              code(entry.name()),
              code(entry.variable()),
              type(entry),
              entry.defaultValue().map(ReferenceText::markdownDefault).orElse("–"),
              escaped(entry.meaning())));
    }
  }

  private void heading(StringBuilder page, String group) {
    if (group.isEmpty()) {
      return;
    }
    page.append("\n### `").append(group).append("`\n");
    String meaning = reference.groupMeaning(group);
    page.append(meaning.isEmpty() ? "" : "\n" + meaning + "\n");
  }

  private static String type(Entry entry) {
    return entry.allowedValues().isEmpty()
        ? entry.type()
        : entry.allowedValues().stream().map(ReferenceText::code).collect(Collectors.joining(", "));
  }

  private static String markdownDefault(String value) {
    return value.isEmpty() ? "empty" : code(value);
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|").replace("<", "\\<").replace("*", "\\*");
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /** An array of objects, one for each setting. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonFactory.builder().build().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartArray();
      for (List<Entry> part : List.of(reference.launcherSettings(), reference.serviceSettings())) {
        for (Entry entry : part) {
          object(json, entry);
        }
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  private static void object(JsonGenerator json, Entry entry) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", entry.name());
    json.writeStringField("variable", entry.variable());
    json.writeStringField("type", entry.type());
    json.writeArrayFieldStart("words");
    for (String word : entry.allowedValues()) {
      json.writeString(word);
    }
    json.writeEndArray();
    json.writeStringField("default", entry.defaultValue().orElse(null));
    json.writeStringField("meaning", entry.meaning());
    json.writeBooleanField("secret", entry.isSecret());
    json.writeEndObject();
  }
}
