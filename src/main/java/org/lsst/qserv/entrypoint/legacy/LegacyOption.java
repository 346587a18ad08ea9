// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Locale;
import java.util.Optional;

/**
 * An option of a legacy command.
 *
 * @param name the name without dashes
 * @param shortName the short name with its dash; empty if there is none
 * @param setting the setting that it sets, if there is one
 * @param shown the current replacement, if it sets no setting
 * @param value the value to which a flag sets its setting
 * @param defaultValue the legacy default
 * @param description the description for the help
 * @param whenGiven changes to the component's description if the option is given
 */
record LegacyOption(
    String name,
    String shortName,
    Kind kind,
    Optional<String> setting,
    Optional<String> shown,
    String value,
    Optional<String> defaultValue,
    String description,
    Config whenGiven) {

  /** Separates the values of a repeated option. */
  static final String BETWEEN = "\n";

  /** The kind of an option's value. */
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

    /** Returns the placeholder for the value in the help. */
    String label() {
      return label;
    }
  }

  static LegacyOption of(String name, Config description) {
    String kind = string(description, "kind").orElse("text");
    return new LegacyOption(
        name,
        string(description, "short").orElse(""),
        Kind.valueOf(kind.replace('-', '_').toUpperCase(Locale.ROOT)),
        string(description, "setting"),
        string(description, "shown"),
        string(description, "value").orElse(""),
        string(description, "default"),
        string(description, "description").orElse(""),
        description.hasPath("when-given")
            ? description.getConfig("when-given")
            : ConfigFactory.empty());
  }

  private static Optional<String> string(Config description, String field) {
    return description.hasPath(field)
        ? Optional.of(description.getString(field))
        : Optional.empty();
  }

  /** Returns the option as written on the command line. */
  String dashed() {
    return "--" + name;
  }

  /** Returns the name of the option's value in templates. */
  String variable() {
    return name.replace('-', '_');
  }

  boolean isFlag() {
    return kind == Kind.FLAG;
  }

  /** Returns whether the option's value may refer to other values. */
  boolean hasValue() {
    return kind == Kind.TEXT || kind == Kind.SECRET || kind == Kind.URL || kind == Kind.URLS;
  }
}
