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
  private static final String CONTROL_PORT = "control-port";
  private static final Set<String> FIELDS =
      Set.of(LINE, MODE, ROLES, CONTROL_PORT, StatusAccount.FIELD);
  private static final Set<String> ROLE_FIELDS =
      Set.of(
          HostList.FIELD,
          HostList.COUNT,
          SETTINGS,
          COMPONENTS,
          CONTROL_PORT,
          SCHEMA_VERSION,
          StatusAccount.FIELD);

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
    StatusAccount account = StatusAccount.read(fields, Optional.empty());
    Optional<Fields> roles = fields.object(ROLES);
    if (roles.isEmpty()) {
      fields.missing(ROLES, "list the roles with their hosts");
    }
    line.ifPresent(name ->
        roles.ifPresent(
            found -> targets.addAll(targets(name, found, account, controlPort(fields)))));
    return new InstanceDescription(
        id,
        line.orElse(""),
        fields
            .read(MODE, new SettingType(SettingType.Kind.ENUM, List.of("full", "maintenance")))
            .map(value -> Mode.of(String.valueOf(value))),
        targets);
  }

  private static Optional<Integer> controlPort(Fields fields) {
    return fields
        .read(CONTROL_PORT, SettingType.of(SettingType.Kind.PORT))
        .map(port -> Math.toIntExact((Long) port));
  }

  private List<Target> targets(
      String line, Fields roles, StatusAccount account, Optional<Integer> controlPort) {
    List<Target> targets = new ArrayList<>();
    Set<String> known = Catalog.of(settings(line, "", Optional.empty())).roles();
    roles.only("role of release line " + line, known);
    for (Map.Entry<String, ConfigValue> member : roles.members().entrySet()) {
      String role = member.getKey();
      if (known.contains(role)) {
        Fields fields = new Fields(roles.path(role), member.getValue(), problems);
        fields.only("field", ROLE_FIELDS);
        Optional<Integer> port = controlPort(fields).or(() -> controlPort);
        targets.addAll(role(line, role, fields, account, port));
      }
    }
    return targets;
  }

  private List<Target> role(
      String line,
      String role,
      Fields fields,
      StatusAccount account,
      Optional<Integer> controlPort) {
    Settings settings = settings(line, role, fields.value(SETTINGS));
    Catalog catalog = Catalog.of(settings);
    TargetFactory factory =
        new TargetFactory(
            catalog,
            settings,
            StatusAccount.read(fields, Optional.of(account)),
            schema(catalog, settings, role, fields));
    Set<String> components = catalog.componentNames(role);
    Optional<Fields> own =
        fields.object(COMPONENTS).map(found -> found.only("component", components));
    Optional<List<String>> hosts = HostList.read(fields);
    List<Target> targets = new ArrayList<>();
    for (String component : components) {
      Optional<Fields> one =
          own.flatMap(found -> found.object(component))
              .map(found ->
                  found.only("field", Set.of(HostList.FIELD, HostList.COUNT, CONTROL_PORT)));
      Optional<List<String>> ownHosts = one.flatMap(HostList::read);
      Optional<Integer> port = one.flatMap(InstanceReader::controlPort).or(() -> controlPort);
      if (ownHosts.isEmpty() && hosts.isEmpty()) {
        fields.problem(
            "the hosts of component " + component + " are missing",
            "set hosts for the role, or components." + component + ".hosts ([] for none)");
      }
      for (String name : ownHosts.or(() -> hosts).orElse(List.of())) {
        Target target = factory.target(role, component, name);
        targets.add(port.map(target::withControlPort).orElse(target));
      }
    }
    addProblems(settings, fields);
    return targets;
  }

  private static Optional<ExpectedSchema> schema(
      Catalog catalog, Settings settings, String role, Fields fields) {
    Optional<Object> given = fields.read(SCHEMA_VERSION, SettingType.of(SettingType.Kind.INTEGER));
    for (String name : catalog.modules()) {
      SchemaModule module = catalog.module(name);
      if (module.role().equals(role)) {
        OptionalInt version =
            given
                .map(number -> OptionalInt.of(Math.toIntExact((Long) number)))
                .orElseGet(() -> newest(settings, module));
        return Optional.of(new ExpectedSchema(name, module.database(), version));
      }
    }
    return Optional.empty();
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

  /** Adds the problems of a role's settings with their place in the description. */
  private void addProblems(Settings settings, Fields fields) {
    String origin = fields.value(SETTINGS).map(ValueOrigin::of).orElse("");
    for (Problem problem : settings.problems().found()) {
      String what = problem.what().replace("from --json", origin);
      problems.add(Problem.configuration(fields.path(SETTINGS) + "." + what, problem.fix()));
    }
  }
}
