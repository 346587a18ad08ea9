// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Locale;
import java.util.Optional;

/**
 * An option of an old command.
 *
 * @param name without its dashes
 * @param shortName with its dash, empty for none
 * @param setting what it sets
 * @param shown what it is today, where it sets nothing
 * @param value what a flag sets its setting to
 * @param otherwise the old default
 * @param whenGiven what it changes in the component's description
 */
record LegacyOption(
    String name,
    String shortName,
    Kind kind,
    Optional<String> setting,
    Optional<String> shown,
    String value,
    Optional<String> otherwise,
    String meaning,
    Config whenGiven) {

  /** Between the values of an option that was repeated. */
  static final String BETWEEN = "\n";

  /** What an option's value is. */
  enum Kind {
    TEXT("TEXT"),
    SECRET("TEXT"),
    URL("URL"),
    /** May be repeated. */
    URLS("URL"),
    FLAG(""),
    COMMAND("TEMPLATE"),
    VARIABLES("NAME=VALUE"),
    VARIABLES_FILE("FILE"),
    OPTIONS_FILE("FILE");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** What stands for the value in the help. */
    String label() {
      return label;
    }
  }

  static LegacyOption of(String name, Config description) {
    String kind = text(description, "kind").orElse("text");
    return new LegacyOption(
        name,
        text(description, "short").orElse(""),
        Kind.valueOf(kind.replace('-', '_').toUpperCase(Locale.ROOT)),
        text(description, "setting"),
        text(description, "shown"),
        text(description, "value").orElse(""),
        text(description, "otherwise"),
        text(description, "meaning").orElse(""),
        description.hasPath("when-given")
            ? description.getConfig("when-given")
            : ConfigFactory.empty());
  }

  private static Optional<String> text(Config description, String field) {
    return description.hasPath(field)
        ? Optional.of(description.getString(field))
        : Optional.empty();
  }

  /** As it is written on the command line. */
  String dashed() {
    return "--" + name;
  }

  /** The name that its value has in templates. */
  String variable() {
    return name.replace('-', '_');
  }

  boolean isFlag() {
    return kind == Kind.FLAG;
  }

  /** Whether its value is one of those that refer to each other. */
  boolean hasValue() {
    return kind == Kind.TEXT || kind == Kind.SECRET || kind == Kind.URL || kind == Kind.URLS;
  }
}
