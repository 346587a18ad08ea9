// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import java.util.List;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.explain.Explanation.ModeEffect;
import org.lsst.qserv.entrypoint.explain.Explanation.Schema;
import org.lsst.qserv.entrypoint.explain.Explanation.Service;
import org.lsst.qserv.entrypoint.explain.Explanation.Setting;
import org.lsst.qserv.entrypoint.plan.PlanText;
import org.lsst.qserv.entrypoint.settings.SettingOrigin;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/** An explanation as people read it. */
public final class ExplanationText {
  /** Longer names and values stand out of their column rather than widen it for all. */
  private static final int WIDEST = 44;

  private final Palette palette;
  private final boolean onlyChanged;
  private final StringBuilder text = new StringBuilder();

  /**
   * A writer for one page.
   *
   * @param onlyChanged leaves out the settings that have their defaults
   */
  public ExplanationText(Palette palette, boolean onlyChanged) {
    this.palette = palette;
    this.onlyChanged = onlyChanged;
  }

  /** The whole page. */
  public String of(Explanation page) {
    line("target    " + page.role() + page.component().map(name -> " " + name).orElse(""));
    line("mode      " + page.mode() + " (" + page.modeSource() + ")");
    line("ending    " + page.ending() + ": " + page.why());
    for (ModeEffect effect : page.modes()) {
      line(
          (effect.inForce() ? "now       " : "else      ")
              + effect.mode()
              + ": "
              + effect.effect());
    }
    if (!page.translation().isEmpty()) {
      heading("the old command line as it is written today");
      page.translation().forEach(line -> line("  " + line));
    }
    settings(page.settings());
    page.warnings()
        .forEach(advice -> {
          line("");
          line(palette.noted("warning") + "   " + advice.what());
          line("  fix     " + advice.fix());
        });
    page.services().forEach(this::service);
    return text.toString();
  }

  private void settings(List<Setting> all) {
    List<Setting> shown =
        all.stream().filter(setting -> setting.changed() || !onlyChanged).toList();
    long changed = all.stream().filter(Setting::changed).count();
    heading("settings: " + all.size() + ", of which " + changed + " are given");
    int names = width(shown.stream().map(Setting::name).toList());
    int values = width(shown.stream().map(ExplanationText::value).toList());
    for (Setting setting : shown) {
      String row =
          pad(setting.name(), names) + "  " + pad(value(setting), values) + "  " + origin(setting);
      line("  " + (setting.changed() ? palette.noted(row.stripTrailing()) : row.stripTrailing()));
    }
  }

  private static String value(Setting setting) {
    String value = setting.value().map(ExplanationText::oneLine).orElse("–");
    return value.isEmpty() ? "''" : value;
  }

  private static String oneLine(String value) {
    return value.replace("\n", "\\n");
  }

  /** Where the value stands, and what it overrides. */
  private static String origin(Setting setting) {
    List<SettingOrigin> statements = setting.statements();
    if (statements.isEmpty()) {
      return "";
    }
    String overridden =
        statements.stream()
            .skip(1)
            .map(other -> oneLine(other.shown()) + " of " + other.origin())
            .collect(Collectors.joining(", "));
    return statements.getFirst().origin()
        + (overridden.isEmpty() ? "" : ", in the place of " + overridden);
  }

  private static int width(List<String> words) {
    return words.stream()
        .mapToInt(String::length)
        .filter(length -> length <= WIDEST)
        .max()
        .orElse(0);
  }

  private static String pad(String word, int width) {
    return word + " ".repeat(Math.max(0, width - word.length()));
  }

  private void service(Service service) {
    heading(service.component());
    part("first", service.preparations());
    service.files().forEach(this::file);
    part("wait", service.waits());
    part("init", service.initializations().stream().map(SchemaText::of).toList());
    service.schemas().forEach(this::schema);
    part("set", service.environment());
    part("pass on", words(service.inherited()));
    part("withhold", words(service.withheld()));
    part(
        "run",
        List.of(PlanText.command(service.command().stream().map(RedactedText::plain).toList())));
    part(
        "secret",
        service.secretOptions().stream()
            .map(option ->
                option
                    + " stands on the command line, where ps shows it: the program"
                    + " knows no other way")
            .toList());
    part("in", List.of(service.directory()));
    part("as", service.user().isEmpty() ? List.of() : List.of(service.user()));
    part("limit", service.limits());
    part("listen", words(service.ports()));
    part("ready", service.ready().stream().toList());
    part("stop", List.of(service.stop()));
    part("restart", List.of(service.restart()));
  }

  private static List<String> words(List<String> words) {
    return words.isEmpty() ? List.of() : List.of(String.join(" ", words));
  }

  private void file(FileDifference file) {
    part(
        "file",
        List.of(
            file.target()
                + " ("
                + file.permissions()
                + ", from "
                + file.template()
                + "): "
                + palette.noted(file.state().toString())));
    file.lines().forEach(line -> detail(colored(line)));
  }

  private void schema(Schema schema) {
    part("schema", List.of(SchemaText.place(schema) + ": " + palette.noted(schema.state())));
    SchemaText.details(schema).forEach(this::detail);
  }

  private void detail(String line) {
    line("              " + line);
  }

  private String colored(String line) {
    if (line.startsWith("+")) {
      return palette.added(line);
    }
    return line.startsWith("-") ? palette.removed(line) : line;
  }

  private void part(String label, List<String> lines) {
    lines.forEach(line -> line("  " + pad(label, 8) + "  " + line));
  }

  private void heading(String words) {
    line("");
    line(palette.heading(words));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
