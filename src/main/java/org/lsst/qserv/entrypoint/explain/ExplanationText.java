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

/** Formats an explanation as text. */
public final class ExplanationText {
  /** Longer names and values exceed their column instead of widening it for all lines. */
  private static final int WIDEST = 44;

  private final Palette palette;
  private final boolean onlyChanged;
  private final StringBuilder text = new StringBuilder();

  /**
   * Creates a formatter for one explanation.
   *
   * @param onlyChanged whether to omit the settings that have their defaults
   */
  public ExplanationText(Palette palette, boolean onlyChanged) {
    this.palette = palette;
    this.onlyChanged = onlyChanged;
  }

  /** Returns the explanation as text. Call it only once. */
  public String of(Explanation page) {
    line("target    " + page.role() + page.component().map(name -> " " + name).orElse(""));
    line("line      " + page.line().name() + " (" + page.line().reason() + ")");
    line("mode      " + page.mode() + " (" + page.modeSource() + ")");
    line("action    " + page.action() + ": " + page.why());
    for (ModeEffect effect : page.modes()) {
      line(
          (effect.effective() ? "current   " : "other     ")
              + effect.mode()
              + ": "
              + effect.effect());
    }
    if (!page.translation().isEmpty()) {
      heading("the legacy command line, translated");
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
    heading("settings: " + all.size() + ", " + changed + " changed");
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

  /** Returns the origin of a value, and the values that it overrides. */
  private static String origin(Setting setting) {
    List<SettingOrigin> origins = setting.origins();
    if (origins.isEmpty()) {
      return "";
    }
    String overridden =
        origins.stream()
            .skip(1)
            .map(other -> oneLine(other.shown()) + " " + other.origin())
            .collect(Collectors.joining(", "));
    return origins.getFirst().origin() + (overridden.isEmpty() ? "" : ", overrides " + overridden);
  }

  private static int width(List<String> texts) {
    return texts.stream()
        .mapToInt(String::length)
        .filter(length -> length <= WIDEST)
        .max()
        .orElse(0);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private void service(Service service) {
    heading(service.component());
    part("first", service.preparations());
    service.files().forEach(this::file);
    part("wait", service.waits());
    part("init", service.initializations().stream().map(SchemaText::of).toList());
    service.schemas().forEach(this::schema);
    part("set", service.environment());
    part("pass on", joined(service.inherited()));
    part("withhold", joined(service.withheld()));
    part(
        "run",
        List.of(PlanText.command(service.command().stream().map(RedactedText::plain).toList())));
    part(
        "secret",
        service.secretOptions().stream()
            .map(option ->
                option + " contains a secret that ps shows: the program accepts it in no other way")
            .toList());
    part("in", List.of(service.directory()));
    part("as", service.user().isEmpty() ? List.of() : List.of(service.user()));
    part("limit", service.limits());
    part("listen", joined(service.ports()));
    part("ready", service.ready().stream().toList());
    part("stop", List.of(service.stop()));
    part("restart", List.of(service.restart()));
  }

  private static List<String> joined(List<String> names) {
    return names.isEmpty() ? List.of() : List.of(String.join(" ", names));
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
    part("schema", List.of(SchemaText.title(schema) + ": " + palette.noted(schema.state())));
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

  private void heading(String title) {
    line("");
    line(palette.heading(title));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
