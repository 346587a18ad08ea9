// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.catalog;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.catalog.Component.Activation;
import org.lsst.qserv.entrypoint.catalog.Component.Certificate;
import org.lsst.qserv.entrypoint.catalog.Component.Constraint;
import org.lsst.qserv.entrypoint.catalog.Component.DataDirectory;
import org.lsst.qserv.entrypoint.catalog.Component.File;
import org.lsst.qserv.entrypoint.catalog.Component.Lifecycle;
import org.lsst.qserv.entrypoint.catalog.Component.Lock;
import org.lsst.qserv.entrypoint.catalog.Component.Preparation;
import org.lsst.qserv.entrypoint.catalog.Component.Program;
import org.lsst.qserv.entrypoint.catalog.Component.Restart;
import org.lsst.qserv.entrypoint.catalog.Component.Stop;
import org.lsst.qserv.entrypoint.catalog.Component.Wait;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.settings.type.Durations;

/** Reads and validates the description of one component, which a site may have changed. */
final class ComponentReader {
  private static final Set<String> FIELDS =
      Set.of(
          "description",
          "modes",
          "after",
          "required",
          "constraints",
          "launch",
          "lock",
          "expected-args",
          "command",
          "args",
          "secret-args",
          "user",
          "directory",
          "environment",
          "directories",
          "files",
          "certificate",
          "limits",
          "waits",
          "ready",
          "ports",
          "stop",
          "restart",
          "prepare",
          "schema",
          ReportsReader.FIELD);
  private static final List<String> CHECK_KINDS = List.of("tcp", "mariadb", "sql", "http");
  private static final List<String> MODES = List.of("full", "maintenance", "install");
  private static final List<String> SIGNALS =
      List.of("TERM", "INT", "HUP", "QUIT", "USR1", "USR2", "KILL");
  private static final List<String> RESTART_CONDITIONS = List.of("never", "failure", "always");
  private static final String SUPERVISE = "supervise";
  private static final List<String> LAUNCH_MODES = List.of("auto", SUPERVISE);
  private static final List<String> RESOURCES = List.of("nofile", "memlock");
  private static final String TRUSTED = "trusted";
  private static final List<String> CERTIFICATES = List.of(TRUSTED, "any");
  private static final String LOCAL = "local";
  private static final Duration DEFAULT_WAIT_TIMEOUT = Duration.ofMinutes(10);
  private static final Duration DEFAULT_READY_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration DEFAULT_GRACE_PERIOD = Duration.ofSeconds(30);

  /** Longer than the default grace period of the service that has the lock. */
  private static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofMinutes(1);

  private final String role;
  private final String name;
  private final Config description;

  ComponentReader(String role, String name, Config description) {
    this.role = role;
    this.name = name;
    this.description = description;
  }

  static Failure invalid(String role, String component, String reason) {
    return new Failure(
        ExitCode.CONFIGURATION,
        "the catalog's description of " + role + " " + component + ": " + reason,
        "correct the field; docs/catalog-components.md lists the fields");
  }

  Component read() {
    Set<String> unknown = new TreeSet<>(description.root().keySet());
    unknown.removeAll(FIELDS);
    if (!unknown.isEmpty()) {
      throw invalid(role, name, "unknown field " + String.join(", ", unknown));
    }
    try {
      return component();
    } catch (ConfigException e) {
      throw invalid(role, name, String.valueOf(e.getMessage())).causedBy(e);
    }
  }

  private Component component() {
    stringMap(description, "limits").keySet().forEach(name -> choice("limits", name, RESOURCES));
    strings("modes", List.of()).forEach(mode -> choice("modes", mode, MODES));
    checkReady();
    if (description.getStringList("command").isEmpty()) {
      throw invalid(role, name, "command is empty");
    }
    return new Component(
        role,
        name,
        string(description, "description", ""),
        activation(),
        program(),
        preparation(),
        lifecycle());
  }

  private Activation activation() {
    return new Activation(
        Set.copyOf(strings("modes", List.of("full"))),
        strings("after", List.of()),
        strings("required", List.of()),
        configs(description, "constraints").stream().map(ComponentReader::constraint).toList(),
        choice("launch", string(description, "launch", "auto"), LAUNCH_MODES).equals(SUPERVISE));
  }

  private Program program() {
    return new Program(
        description.getStringList("command"),
        values("args"),
        Set.copyOf(strings("secret-args", List.of())),
        stringMap(description, "expected-args"),
        string(description, "user", ""),
        string(description, "directory", "/"),
        stringMap(description, "environment"),
        stringMap(description, "limits"));
  }

  private Preparation preparation() {
    return new Preparation(
        strings("directories", List.of()),
        configs(description, "files").stream().map(this::file).toList(),
        config(description, "certificate").map(this::certificate),
        config(description, "prepare").map(ComponentReader::dataDirectory),
        configs(description, "waits").stream()
            .map(wait -> wait(wait, DEFAULT_WAIT_TIMEOUT))
            .toList(),
        config(description, "schema")
            .map(required ->
                new Component.RequiredSchema(
                    required.getString("module"), required.getString("sql"))),
        config(description, "lock")
            .map(lock ->
                new Lock(lock.getString("file"), duration(lock, "timeout", DEFAULT_LOCK_TIMEOUT))));
  }

  private Lifecycle lifecycle() {
    return new Lifecycle(
        config(description, "ready").map(ready -> wait(ready, DEFAULT_READY_TIMEOUT)),
        strings("ports", List.of()),
        stop(config(description, "stop")),
        restart(config(description, "restart")));
  }

  private String choice(String field, String value, List<String> allowed) {
    if (!allowed.contains(value)) {
      throw invalid(
          role,
          name,
          "invalid value '"
              + value
              + "' for "
              + field
              + " (expected one of "
              + String.join(", ", allowed)
              + ")");
    }
    return value;
  }

  /**
   * Restricts SQL checks to the component's own server, because the state file contains the check
   * but must not contain a password.
   */
  private void checkReady() {
    boolean isSql = description.hasPath("ready.sql");
    if (isSql && !description.getString("ready.sql").equals(LOCAL)) {
      throw invalid(role, name, "ready: sql must be " + LOCAL);
    }
    if (isSql && !description.hasPath("prepare")) {
      throw invalid(
          role,
          name,
          "ready: sql = " + LOCAL + " requires prepare, which specifies the data directory");
    }
  }

  private static Constraint constraint(Config constraint) {
    return new Constraint(
        constraint.getString("setting"),
        constraint.getDouble("above"),
        constraint.getDouble("below"),
        constraint.getString("of"));
  }

  private File file(Config file) {
    String mode = string(file, "mode", "0644");
    if (mode.length() > 4 || !mode.chars().allMatch(digit -> digit >= '0' && digit <= '7')) {
      throw invalid(role, name, "files: mode '" + mode + "' is not octal");
    }
    return new File(file.getString("template"), file.getString("target"), mode, check(file));
  }

  private List<String> check(Config file) {
    if (!file.hasPath("check")) {
      return List.of();
    }
    List<String> check = file.getStringList("check");
    if (check.stream().noneMatch(argument -> argument.contains("{{ " + File.FILE + " }}"))) {
      throw invalid(role, name, "files: check does not contain {{ " + File.FILE + " }}");
    }
    return check;
  }

  private Certificate certificate(Config certificate) {
    return new Certificate(
        certificate.getString("certificate"),
        certificate.getString("key"),
        certificate.getString("common-name"),
        number(certificate, "days"));
  }

  private Wait wait(Config wait, Duration timeout) {
    String kind =
        CHECK_KINDS.stream()
            .filter(wait::hasPath)
            .findFirst()
            .orElseThrow(
                () -> invalid(role, name, "a check must have one of the fields " + CHECK_KINDS));
    String certificate = choice("certificate", string(wait, "certificate", TRUSTED), CERTIFICATES);
    return new Wait(
        kind,
        wait.getString(kind),
        !certificate.equals(TRUSTED),
        duration(wait, "timeout", timeout));
  }

  private Stop stop(Optional<Config> stop) {
    return new Stop(
        choice(
            "stop.signal",
            stop.map(config -> string(config, "signal", "TERM")).orElse("TERM"),
            SIGNALS),
        stop.map(config -> duration(config, "grace", DEFAULT_GRACE_PERIOD))
            .orElse(DEFAULT_GRACE_PERIOD));
  }

  private Restart restart(Optional<Config> restart) {
    return new Restart(
        choice(
            "restart.when",
            restart.map(config -> string(config, "when", "never")).orElse("never"),
            RESTART_CONDITIONS),
        restart.map(config -> duration(config, "delay", Duration.ZERO)).orElse(Duration.ZERO),
        restart
            .filter(config -> config.hasPath("limit"))
            .map(config -> number(config, "limit"))
            .orElse(0),
        restart.map(this::successCodes).orElse(Set.of()));
  }

  private Set<Integer> successCodes(Config restart) {
    String field = "success-codes";
    return restart.hasPath(field)
        ? restart.getStringList(field).stream()
            .map(code -> exitCode(field, code))
            .collect(Collectors.toSet())
        : Set.of();
  }

  private int exitCode(String field, String text) {
    int code = integer(field, text);
    if (code < 0 || code > 255) {
      throw invalid(role, name, field + ": " + code + " is not an exit code (0 to 255)");
    }
    return code;
  }

  private static DataDirectory dataDirectory(Config prepare) {
    return new DataDirectory(
        prepare.getString("data-directory"),
        prepare.hasPath("start") ? prepare.getStringList("start") : List.of(),
        stringMap(prepare, "variables"));
  }

  private List<String> strings(String field, List<String> fallback) {
    return description.hasPath(field) ? description.getStringList(field) : fallback;
  }

  private Map<String, ConfigValue> values(String field) {
    return description.hasPath(field)
        ? new TreeMap<>(description.getObject(field))
        : new TreeMap<>();
  }

  private static String string(Config config, String field, String fallback) {
    return config.hasPath(field) ? config.getString(field) : fallback;
  }

  /**
   * Parses a duration. HOCON's parser is not used because it takes a number without a unit as
   * milliseconds.
   */
  private Duration duration(Config config, String field, Duration fallback) {
    if (!config.hasPath(field)) {
      return fallback;
    }
    try {
      return Durations.parse(config.getString(field));
    } catch (IllegalArgumentException e) {
      throw invalid(role, name, field + ": " + e.getMessage()).causedBy(e);
    }
  }

  /** Parses an integer. HOCON's parser is not used because it truncates a fraction. */
  private int number(Config config, String field) {
    return integer(field, config.getString(field));
  }

  private int integer(String field, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw invalid(role, name, field + ": '" + text + "' is not an integer").causedBy(e);
    }
  }

  private static Optional<Config> config(Config config, String field) {
    return config.hasPath(field) ? Optional.of(config.getConfig(field)) : Optional.empty();
  }

  private static List<? extends Config> configs(Config config, String field) {
    return config.hasPath(field) ? config.getConfigList(field) : List.of();
  }

  private static Map<String, String> stringMap(Config config, String field) {
    Map<String, String> strings = new TreeMap<>();
    if (config.hasPath(field)) {
      config
          .getObject(field)
          .forEach((key, value) -> {
            if (value.valueType() != ConfigValueType.NULL) {
              strings.put(key, config.getString(ConfigUtil.joinPath(field, key)));
            }
          });
    }
    return strings;
  }
}
