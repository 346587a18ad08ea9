// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.mariadb.account.DesiredState;
import org.lsst.qserv.entrypoint.mariadb.account.Login;
import org.lsst.qserv.entrypoint.mariadb.connection.AccountName;
import org.lsst.qserv.entrypoint.settings.Settings;

/** The operators who upgrade schemas remotely, from the setting {@code operators}. */
final class Operators {
  private static final String NAME = "operators";
  private static final Set<String> FIELDS = Set.of("hosts", "modules", "expires", "password-file");
  private static final String EVERYWHERE = "%";

  private final List<Operator> operators;
  private final LocalDate today;

  private Operators(List<Operator> operators, LocalDate today) {
    this.operators = operators;
    this.today = today;
  }

  /** An operator, whose accounts are valid up to and including the day {@code expires}. */
  private record Operator(
      String name, List<String> hosts, Set<String> modules, LocalDate expires, Path passwordFile) {

    List<AccountName> accounts() {
      return hosts.stream().map(host -> new AccountName(name, host)).toList();
    }
  }

  /** Reads the operators; invalid ones are added to the problems of the settings. */
  static Operators of(Settings settings, Set<String> modules, LocalDate today) {
    List<Operator> operators = new ArrayList<>();
    new TreeMap<>(settings.map(NAME))
        .forEach((name, value) -> {
          int before = settings.problems().found().size();
          Reader reader = new Reader(settings, NAME + "." + name);
          Operator operator = reader.read(name, value, modules);
          if (settings.problems().found().size() == before) {
            operators.add(operator);
          }
        });
    return new Operators(operators, today);
  }

  /** Returns the accounts that may upgrade a module's schema. */
  List<DesiredState.Account> of(String module, Map<String, List<String>> privileges) {
    return operators.stream()
        .filter(operator -> operator.modules().contains(module) && !isExpired(operator))
        .flatMap(operator ->
            operator.accounts().stream()
                .map(name ->
                    new DesiredState.Account(
                        name,
                        new Login.PasswordFile(operator.passwordFile()),
                        ModuleInitializationPlanner.grants(privileges),
                        List.of())))
        .toList();
  }

  /** Returns the expired accounts, which must not exist. */
  List<AccountName> expired() {
    return operators.stream()
        .filter(this::isExpired)
        .flatMap(operator -> operator.accounts().stream())
        .toList();
  }

  private boolean isExpired(Operator operator) {
    return today.isAfter(operator.expires());
  }

  /** Reads one operator. */
  private record Reader(Settings settings, String setting) {

    Operator read(String name, Object value, Set<String> modules) {
      Map<?, ?> fields = value instanceof Map<?, ?> map ? map : Map.of();
      Set<String> unknown = new TreeSet<>();
      fields.keySet().forEach(field -> unknown.add(String.valueOf(field)));
      unknown.removeAll(FIELDS);
      if (!unknown.isEmpty()) {
        problem(
            "unknown field " + String.join(", ", unknown),
            "allowed fields: " + String.join(", ", new TreeSet<>(FIELDS)));
      }
      List<String> allowedModules = strings(fields, "modules");
      allowedModules.stream()
          .filter(module -> !modules.contains(module))
          .forEach(module ->
              problem(
                  "modules: unknown module '" + module + "'",
                  "use one or more of " + String.join(", ", modules)));
      List<String> hosts = strings(fields, "hosts");
      if (hosts.contains(EVERYWHERE)) {
        problem(
            "hosts: % allows any host", "list the allowed hosts, or use a pattern such as 10.1.%");
      }
      return new Operator(
          name,
          hosts,
          Set.copyOf(allowedModules),
          date(String.valueOf(fields.get("expires"))),
          passwordFile(fields));
    }

    private List<String> strings(Map<?, ?> fields, String field) {
      List<String> texts =
          fields.get(field) instanceof List<?> list
              ? list.stream().map(String::valueOf).toList()
              : List.of();
      if (texts.isEmpty()) {
        problem(
            field + " is missing or is not a non-empty list",
            "set " + field + " to a list of strings");
      }
      return texts;
    }

    private LocalDate date(String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeParseException e) {
        problem(
            "expires is missing or is not a date",
            "specify the last valid day in the form 2026-12-31");
        return LocalDate.MIN;
      }
    }

    private Path passwordFile(Map<?, ?> fields) {
      if (!(fields.get("password-file") instanceof String text) || !text.startsWith("/")) {
        problem(
            "password-file is missing or is not an absolute path",
            "use the path of the file that contains the password");
        return Path.of("/");
      }
      return Path.of(text);
    }

    private void problem(String what, String fix) {
      settings
          .problems()
          .add(Problem.configuration(setting + " (" + settings.origin(NAME) + "): " + what, fix));
    }
  }
}
