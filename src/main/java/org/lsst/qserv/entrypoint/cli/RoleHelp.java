// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.settings.reference.SettingsReference;
import org.lsst.qserv.entrypoint.settings.reference.SettingsReference.Entry;
import org.lsst.qserv.entrypoint.settings.reference.SettingsReference.Role;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;

/** The help of a role: its components, and its most used settings with their defaults. */
final class RoleHelp {
  private final SettingsReference reference;
  private final StringBuilder page = new StringBuilder();

  private RoleHelp(SettingsReference reference) {
    this.reference = reference;
  }

  /**
   * Returns the help of a role in the release line of the image, or in any that has the role; empty
   * if there is no such role. Reads only bundled files, so that invalid settings cannot break the
   * help.
   */
  static Optional<String> of(Host host, BundledFiles bundled, String role) {
    return Stream.concat(bundled.linesOfImage(host).stream(), bundled.releaseLines().stream())
        .map(line -> new SettingsReference(bundled, line))
        .flatMap(reference ->
            reference.role(role).map(found -> new RoleHelp(reference).text(found)).stream())
        .findFirst();
  }

  private String text(Role role) {
    line("Usage: entrypoint " + role.name() + " [COMPONENT] [OPTION]...");
    line("Launch the " + role.name() + " role, which " + role.description() + ".");
    line("Components; without COMPONENT, all of them are launched and supervised:");
    int column = HelpPage.column(role.components().keySet());
    role.components()
        .forEach((name, description) -> HelpPage.entry(name, column, sentence(description), page));
    line(
        "Main settings (-e KEY=VALUE) with their defaults; 'entrypoint config reference' lists all:");
    List<Entry> settings = reference.mainSettings(role);
    int settingsColumn = HelpPage.column(settings.stream().map(RoleHelp::assignment).toList());
    settings.forEach(setting ->
        HelpPage.entry(
            assignment(setting), settingsColumn, beginning(setting.description()), page));
    line("'entrypoint --help' describes the options.");
    return page.toString();
  }

  /** A setting without a default has nothing after its name. */
  private static String assignment(Entry setting) {
    return setting.name() + setting.defaultValue().map(value -> "=" + value).orElse("");
  }

  /** The part before the first semicolon or parenthesis; the reference of settings has the rest. */
  private static String beginning(String description) {
    return description.replaceFirst("(?s)(;| \\().*", "");
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
