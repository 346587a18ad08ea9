// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.catalog;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.settings.ReleaseLine;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.Suggestion;

/**
 * The roles, components and schema modules of a release line. If the release line is undetermined,
 * the use of a part in which the candidates differ is a {@link Failure} with code 78.
 */
public final class Catalog {
  private static final String MODULES = "modules";
  private static final String RESERVED = "reserved-options";
  private static final String ROLES = "roles";
  private static final String COMPONENTS = "components";
  private static final String RESTART_ORDER = "restart-order";

  private final Config all;
  private final Config roles;
  private final Config modules;
  private final Config accounts;
  private final Config reserved;
  private final ReleaseLine line;

  private Catalog(
      Config all,
      Config roles,
      Config modules,
      Config accounts,
      Config reserved,
      ReleaseLine line) {
    this.all = all;
    this.reserved = reserved;
    this.line = line;
    this.roles = roles;
    this.modules = modules;
    this.accounts = accounts;
  }

  /**
   * Returns the catalog of the release line in the settings, including the additions of {@code
   * --config}.
   */
  public static Catalog of(Settings settings) {
    Config all = settings.catalog();
    return new Catalog(
        all,
        all.getConfig(ROLES),
        part(all, MODULES),
        part(all, "accounts"),
        part(all, RESERVED),
        settings.releaseLine());
  }

  private static Config part(Config all, String name) {
    return all.hasPath(name) ? all.getConfig(name) : ConfigFactory.empty();
  }

  /** Returns the sorted names of the schema modules. */
  public Set<String> modules() {
    return new TreeSet<>(modules.root().keySet());
  }

  /**
   * Returns a schema module.
   *
   * @throws Failure with exit code 64 if there is no such module, 78 if its description is invalid
   */
  public SchemaModule module(String name) {
    if (!modules().contains(name)) {
      throw new Failure(
          ExitCode.USAGE,
          "unknown module '" + name + "' (expected one of " + String.join(", ", modules()) + ")",
          Suggestion.nearest(name, modules())
              .map(near -> "did you mean " + near + "?")
              .orElse("use one of the listed modules"));
    }
    line.requireSame(MODULES, name);
    return new SchemaModuleReader(name, modules.getConfig(ConfigUtil.joinPath(name)), accounts)
        .read();
  }

  /**
   * Returns the options of a program that only the launcher may set.
   *
   * @param program the name of the program without its path
   */
  public ReservedOptions reservedOptions(String program) {
    line.requireSame(RESERVED, program);
    String path = ConfigUtil.joinPath(program);
    if (!reserved.hasPath(path)) {
      return ReservedOptions.NONE;
    }
    try {
      Config description = reserved.getConfig(path);
      Map<String, String> options = new TreeMap<>();
      description
          .getObject("options")
          .forEach((name, instead) -> {
            if (instead.valueType() != ConfigValueType.NULL) { // null: the site allows the option
              options.put(name, String.valueOf(instead.unwrapped()));
            }
          });
      return new ReservedOptions(
          description.hasPath("lines") ? description.getStringList("lines") : List.of(), options);
    } catch (ConfigException e) {
      throw new Failure(
              ExitCode.CONFIGURATION,
              "the catalog's " + RESERVED + "." + program + ": " + e.getMessage(),
              "correct the catalog; docs/catalog.md describes its format")
          .causedBy(e);
    }
  }

  /**
   * Returns the order in which the parts of an instance are restarted with a new image while it
   * serves, each as {@code ROLE} or {@code ROLE COMPONENT}.
   *
   * @throws Failure with exit code 78 if it is missing or contains an unknown role or component
   */
  public List<String> restartOrder() {
    line.requireSame(RESTART_ORDER);
    try {
      List<String> order = all.getStringList(RESTART_ORDER);
      for (String part : order) {
        String[] names = part.split(" ", 2);
        boolean known =
            names.length == 2
                ? hasComponent(names[0], names[1])
                : roles.hasPath(ConfigUtil.joinPath(part));
        if (!known) {
          throw invalidRestartOrder("unknown role or component '" + part + "'");
        }
      }
      return order;
    } catch (ConfigException e) {
      throw invalidRestartOrder(String.valueOf(e.getMessage())).causedBy(e);
    }
  }

  private static Failure invalidRestartOrder(String problem) {
    return new Failure(
        ExitCode.CONFIGURATION,
        "the catalog's " + RESTART_ORDER + ": " + problem,
        "correct the list; docs/catalog.md describes its format");
  }

  /** Returns the sorted names of the roles. */
  public Set<String> roles() {
    return new TreeSet<>(roles.root().keySet());
  }

  /** Returns the sorted names of a role's components; the role must exist. */
  public Set<String> componentNames(String role) {
    line.requireSameMembers(ROLES, role, COMPONENTS);
    return new TreeSet<>(components(role).root().keySet());
  }

  /**
   * Returns what a component reports to others over the network; the component must exist.
   *
   * @throws Failure with exit code 78 if the description is invalid
   */
  public Reports reports(String role, String name) {
    line.requireSame(ROLES, role, COMPONENTS, name);
    return new ReportsReader(role, name, components(role).getConfig(ConfigUtil.joinPath(name)))
        .read();
  }

  /** Returns whether a role exists and has a component. */
  public boolean hasComponent(String role, String name) {
    return roles.hasPath(ConfigUtil.joinPath(role, COMPONENTS, name));
  }

  /** Returns the component of a role that runs its database; empty if there is none. */
  public Optional<Component> database(String role) {
    for (String name : new TreeSet<>(components(role).root().keySet())) {
      if (roles.hasPath(ConfigUtil.joinPath(role, COMPONENTS, name, "prepare"))) {
        return Optional.of(component(role, name));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns a component, which must exist.
   *
   * @throws org.lsst.qserv.entrypoint.failure.Failure if its description is invalid
   */
  public Component component(String role, String name) {
    line.requireSame(ROLES, role, COMPONENTS, name);
    try {
      Config description = components(role).getConfig(ConfigUtil.joinPath(name));
      return new ComponentReader(role, name, description).read();
    } catch (ConfigException e) {
      throw ComponentReader.invalid(role, name, "is not an object").causedBy(e);
    }
  }

  /** Returns components of a role, each after those that it names in {@code after}. */
  public List<Component> components(String role, Set<String> names) {
    List<Component> ordered = new ArrayList<>();
    Set<String> waiting = new TreeSet<>(names);
    while (!waiting.isEmpty()) {
      int before = ordered.size();
      for (String name : List.copyOf(waiting)) {
        Component component = component(role, name);
        checkAfter(component);
        if (component.activation().after().stream().noneMatch(waiting::contains)) {
          ordered.add(component);
          waiting.remove(name);
        }
      }
      if (ordered.size() == before) {
        throw ComponentReader.invalid(
            role, String.join(", ", waiting), "cyclic dependency in after");
      }
    }
    return ordered;
  }

  private void checkAfter(Component component) {
    for (String name : component.activation().after()) {
      if (!hasComponent(component.role(), name)) {
        throw ComponentReader.invalid(
            component.role(), component.name(), "after: unknown component '" + name + "'");
      }
    }
  }

  private Config components(String role) {
    try {
      return roles.getConfig(ConfigUtil.joinPath(role, COMPONENTS));
    } catch (ConfigException e) {
      throw ComponentReader.invalid(role, "(all components)", "the object 'components' is missing")
          .causedBy(e);
    }
  }
}
