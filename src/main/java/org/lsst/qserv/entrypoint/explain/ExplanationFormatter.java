// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import java.util.List;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.explain.Explanation.ModeEffect;
import org.lsst.qserv.entrypoint.explain.Explanation.Schema;
import org.lsst.qserv.entrypoint.explain.Explanation.Service;
import org.lsst.qserv.entrypoint.explain.Explanation.ServiceInvocation;
import org.lsst.qserv.entrypoint.explain.Explanation.ServicePreparation;
import org.lsst.qserv.entrypoint.explain.Explanation.Setting;
import org.lsst.qserv.entrypoint.plan.PlanFormatter;
import org.lsst.qserv.entrypoint.settings.SettingOrigin;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/** Formats an explanation as text. */
public final class ExplanationFormatter {
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
  public ExplanationFormatter(Palette palette, boolean onlyChanged) {
    this.palette = palette;
    this.onlyChanged = onlyChanged;
  }

  /** Returns the explanation as text. Call it only once. */
  public String of(Explanation explanation) {
    line(
        "target    "
            + explanation.role()
            + explanation.component().map(name -> " " + name).orElse(""));
    line("line      " + explanation.line().name() + " (" + explanation.line().reason() + ")");
    line(
        "mode      "
            + explanation.decision().mode()
            + " ("
            + explanation.decision().modeSource()
            + ")");
    line("action    " + explanation.decision().action() + ": " + explanation.decision().why());
    for (ModeEffect effect : explanation.decision().modes()) {
      line(
          "in mode "
              + effect.mode()
              + (effect.effective() ? " (current)" : "")
              + ": "
              + effect.effect());
    }
    if (!explanation.translation().isEmpty()) {
      heading("the legacy command line, translated");
      explanation.translation().forEach(line -> line("  " + line));
    }
    settings(explanation.settings());
    explanation
        .warnings()
        .forEach(advice -> {
          line("");
          line(palette.noted("warning") + "   " + advice.what());
          line("  fix     " + advice.fix());
        });
    explanation.services().forEach(this::service);
    return text.toString();
  }

  private void settings(List<Setting> all) {
    List<Setting> shown =
        all.stream().filter(setting -> setting.changed() || !onlyChanged).toList();
    long changed = all.stream().filter(Setting::changed).count();
    heading("settings: " + all.size() + ", " + changed + " changed");
    int names = width(shown.stream().map(Setting::name).toList());
    int values = width(shown.stream().map(ExplanationFormatter::value).toList());
    for (Setting setting : shown) {
      String row =
          pad(setting.name(), names) + "  " + pad(value(setting), values) + "  " + origin(setting);
      line("  " + (setting.changed() ? palette.noted(row.stripTrailing()) : row.stripTrailing()));
    }
  }

  private static String value(Setting setting) {
    String value = setting.value().map(ExplanationFormatter::oneLine).orElse("–");
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
    preparation(service.preparation());
    part("env", service.variables().added());
    part("inherit", joined(service.variables().inherited()));
    part("drop", joined(service.variables().withheld()));
    invocation(service.invocation());
    part("ports", joined(service.operation().ports()));
    part("ready", service.operation().ready().stream().toList());
    part("stop", List.of(service.operation().stop()));
    part("restart", List.of(service.operation().restart()));
  }

  private void preparation(ServicePreparation preparation) {
    part("prepare", preparation.steps());
    preparation.files().forEach(this::file);
    part("wait", preparation.waits());
    part("init", preparation.initializations().stream().map(SchemaFormatter::of).toList());
    preparation.schemas().forEach(this::schema);
  }

  private void invocation(ServiceInvocation invocation) {
    List<RedactedText> command = invocation.command().stream().map(RedactedText::plain).toList();
    part("run", List.of(PlanFormatter.command(command)));
    part(
        "secret",
        invocation.secretOptions().stream()
            .map(option ->
                option + " contains a secret that ps shows: the program accepts it in no other way")
            .toList());
    part("workdir", List.of(invocation.directory()));
    part("user", invocation.user().isEmpty() ? List.of() : List.of(invocation.user()));
    part("limit", invocation.limits());
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
    part("schema", List.of(SchemaFormatter.title(schema) + ": " + palette.noted(schema.state())));
    SchemaFormatter.details(schema).forEach(this::detail);
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
