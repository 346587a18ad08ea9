// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.description;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.catalog.SchemaModule;
import org.lsst.qserv.entrypoint.cluster.description.Endpoint.ExpectedSchema;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.failure.Problems;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.schema.script.ScriptDirectory;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.SettingsReader;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import org.lsst.qserv.entrypoint.settings.source.SettingsSources;
import org.lsst.qserv.entrypoint.settings.type.SettingType;
import org.lsst.qserv.entrypoint.settings.type.ValueOrigin;

/** Reads the description of one instance. */
final class InstanceReader {
  private static final String LINE = "release-line";
  private static final String MODE = "mode";
  private static final String ROLES = "roles";
  private static final String SETTINGS = "settings";
  private static final String COMPONENTS = "components";
  private static final String SCHEMA_VERSION = "schema-version";
  private static final Set<String> FIELDS =
      Set.of(LINE, MODE, ROLES, LauncherPort.PORT, LauncherPort.TLS, StatusAccount.FIELD);
  private static final Set<String> ROLE_FIELDS =
      Set.of(
          HostList.FIELD,
          HostList.COUNT,
          SETTINGS,
          COMPONENTS,
          LauncherPort.PORT,
          LauncherPort.TLS,
          SCHEMA_VERSION,
          StatusAccount.FIELD);
  private static final Set<String> COMPONENT_FIELDS =
      Set.of(HostList.FIELD, HostList.COUNT, LauncherPort.PORT, LauncherPort.TLS);

  private final Host host;
  private final BundledFiles bundled;
  private final Problems problems;

  /**
   * Creates a reader.
   *
   * @param host the host, whose environment must not matter for other hosts
   */
  InstanceReader(Host host, BundledFiles bundled, Problems problems) {
    this.host = host;
    this.bundled = bundled;
    this.problems = problems;
  }

  /** Returns the instance; what is invalid is added to the problems and left out. */
  InstanceDescription read(String id, Fields fields) {
    fields.only("field", FIELDS);
    List<Target> targets = new ArrayList<>();
    Optional<String> line =
        fields
            .read(LINE, new SettingType(SettingType.Kind.ENUM, bundled.releaseLines()))
            .map(String::valueOf);
    if (fields.value(LINE).isEmpty()) {
      fields.missing(LINE, "set it to " + String.join(" or ", bundled.releaseLines()));
    }
    StatusAccount account = StatusAccount.read(fields, StatusAccount.DEFAULT);
    Optional<Fields> roles = fields.object(ROLES);
    if (roles.isEmpty()) {
      fields.missing(ROLES, "list the roles with their hosts");
    }
    line.ifPresent(name ->
        roles.ifPresent(found ->
            targets.addAll(
                targets(name, found, account, LauncherPort.read(fields, LauncherPort.NONE)))));
    return new InstanceDescription(
        id,
        line.orElse(""),
        fields
            .read(MODE, new SettingType(SettingType.Kind.ENUM, List.of("full", "maintenance")))
            .map(value -> Mode.of(String.valueOf(value))),
        targets);
  }

  private List<Target> targets(
      String line, Fields roles, StatusAccount account, LauncherPort launchers) {
    List<Target> targets = new ArrayList<>();
    Set<String> known = Catalog.of(settings(line, "", Optional.empty())).roles();
    roles.only("role of release line " + line, known);
    for (Map.Entry<String, ConfigValue> member : roles.members().entrySet()) {
      String role = member.getKey();
      if (known.contains(role)) {
        Fields fields = new Fields(roles.path(role), member.getValue(), problems);
        fields.only("field", ROLE_FIELDS);
        LauncherPort port = LauncherPort.read(fields, launchers);
        targets.addAll(role(line, role, fields, account, port));
      }
    }
    return targets;
  }

  private List<Target> role(
      String line, String role, Fields fields, StatusAccount account, LauncherPort launchers) {
    Settings settings = settings(line, role, fields.value(SETTINGS));
    Catalog catalog = Catalog.of(settings);
    Optional<ExpectedSchema> schema = schema(catalog, settings, role, fields);
    StatusAccount own = StatusAccount.read(fields, account);
    TargetFactory factory = new TargetFactory(catalog, settings, own, schema);
    List<ComponentHosts> hosts = hosts(catalog.componentNames(role), fields, launchers);
    return addProblems(settings, fields)
        ? hosts.stream().flatMap(one -> targets(factory, role, one, fields).stream()).toList()
        : List.of();
  }

  private record ComponentHosts(String component, List<String> hosts, LauncherPort launchers) {}

  private static List<ComponentHosts> hosts(
      Set<String> components, Fields role, LauncherPort launchers) {
    Optional<Fields> described =
        role.object(COMPONENTS).map(found -> found.only("component", components));
    Optional<List<String>> common = HostList.read(role);
    List<ComponentHosts> hosts = new ArrayList<>();
    for (String component : components) {
      Optional<Fields> own =
          described
              .flatMap(found -> found.object(component))
              .map(found -> found.only("field", COMPONENT_FIELDS));
      Optional<List<String>> ownHosts = own.flatMap(HostList::read);
      if (ownHosts.isEmpty() && common.isEmpty()) {
        role.problem(
            "the hosts of component " + component + " are missing",
            "set hosts for the role, or components." + component + ".hosts ([] for none)");
      }
      hosts.add(
          new ComponentHosts(
              component,
              ownHosts.or(() -> common).orElse(List.of()),
              own.map(found -> LauncherPort.read(found, launchers)).orElse(launchers)));
    }
    return hosts;
  }

  private static List<Target> targets(
      TargetFactory factory, String role, ComponentHosts component, Fields fields) {
    try {
      return component.hosts().stream()
          .map(name -> factory.target(role, component.component(), name))
          .map(component.launchers()::of)
          .toList();
    } catch (IllegalArgumentException e) {
      fields.problem(
          SETTINGS,
          "component " + component.component() + " has no usable address: " + e.getMessage(),
          "correct the settings of the role");
      return List.of();
    }
  }

  private static Optional<ExpectedSchema> schema(
      Catalog catalog, Settings settings, String role, Fields fields) {
    Optional<Integer> given = schemaVersion(fields);
    for (String name : catalog.modules()) {
      SchemaModule module = catalog.module(name);
      if (module.role().equals(role)) {
        OptionalInt version = given.map(OptionalInt::of).orElseGet(() -> newest(settings, module));
        return Optional.of(new ExpectedSchema(name, module.database(), version));
      }
    }
    given.ifPresent(_ ->
        fields.problem(SCHEMA_VERSION, "role " + role + " has no schema", "remove this field"));
    return Optional.empty();
  }

  private static Optional<Integer> schemaVersion(Fields fields) {
    return fields
        .read(SCHEMA_VERSION, SettingType.of(SettingType.Kind.INTEGER))
        .map(Long.class::cast)
        .filter(number -> {
          boolean isVersion = number >= 0 && number <= Integer.MAX_VALUE;
          if (!isVersion) {
            fields.problem(SCHEMA_VERSION, number + " is not a version", "use a number such as 17");
          }
          return isVersion;
        })
        .map(Long::intValue);
  }

  /** Returns the newest version of the scripts in this image; empty if it has none. */
  private static OptionalInt newest(Settings settings, SchemaModule module) {
    Optional<Path> scripts =
        settings
            .find("schema.scripts")
            .map(directory -> Path.of(settings.text(directory).value()).resolve(module.scripts()))
            .filter(Files::isDirectory);
    return scripts.isPresent()
        ? OptionalInt.of(ScriptDirectory.read(scripts.get()).newest().number())
        : OptionalInt.empty();
  }

  /** Reads the settings of a role on other hosts; the environment of this process has no effect. */
  private Settings settings(String line, String role, Optional<ConfigValue> own) {
    Host elsewhere =
        new Host(Map.of(), host.in(), host.out(), host.err(), host.time(), host.root());
    List<String> documents =
        own.map(value -> List.of(value.render(ConfigRenderOptions.concise()))).orElse(List.of());
    return new SettingsReader(elsewhere, bundled)
        .read(
            new SettingsSources(List.of(LINE + "=" + line), List.of(), documents, List.of()), role);
  }

  /**
   * Adds the problems of a role's settings with their place in the description, and returns whether
   * there is none.
   */
  private boolean addProblems(Settings settings, Fields fields) {
    String origin = fields.value(SETTINGS).map(ValueOrigin::of).orElse("");
    for (Problem problem : settings.problems().found()) {
      String what = problem.what().replace("from --json", origin);
      problems.add(Problem.configuration(fields.path(SETTINGS) + "." + what, problem.fix()));
    }
    return settings.problems().found().isEmpty();
  }
}
