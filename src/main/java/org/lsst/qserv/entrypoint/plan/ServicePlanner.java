// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.catalog.Component;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.host.SocketPath;
import org.lsst.qserv.entrypoint.mariadb.upgrade.UpgradeRule;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.plan.Step.AwaitLock;
import org.lsst.qserv.entrypoint.plan.Step.CheckServerVersion;
import org.lsst.qserv.entrypoint.plan.Step.MakeCertificate;
import org.lsst.qserv.entrypoint.plan.Step.MakeDirectory;
import org.lsst.qserv.entrypoint.plan.Step.PrepareDatabase;
import org.lsst.qserv.entrypoint.plan.Step.RenderTemplate;
import org.lsst.qserv.entrypoint.plan.Step.UpgradeDatabase;
import org.lsst.qserv.entrypoint.process.ResourceLimits;
import org.lsst.qserv.entrypoint.process.ServiceCommand;
import org.lsst.qserv.entrypoint.process.SignalName;
import org.lsst.qserv.entrypoint.process.StopPolicy;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.lsst.qserv.entrypoint.settings.type.Size;
import org.lsst.qserv.entrypoint.supervise.RestartRule;

/** Plans the service of a component from its description, with all references resolved. */
final class ServicePlanner {
  private final Catalog catalog;
  private final Settings settings;
  private final List<String> arguments;
  private final FileSteps files;
  private final Mode mode;
  private final SchemaSteps schemas;

  ServicePlanner(Catalog catalog, Settings settings, List<String> arguments, Mode mode) {
    this.catalog = catalog;
    this.settings = settings;
    this.mode = mode;
    this.schemas = new SchemaSteps(catalog, settings);
    this.arguments = arguments;
    this.files = new FileSteps(settings, settings.flag("templates.check"));
  }

  /**
   * Plans one component.
   *
   * @param isOnlyComponent whether no other component of the target runs
   */
  ServicePlan plan(Component component, boolean isOnlyComponent) {
    ReferenceResolver references = new ReferenceResolver(settings, component);
    CommandPlanner command =
        new CommandPlanner(settings, component, references, arguments, isOnlyComponent);
    try {
      component.activation().required().forEach(name -> require(references, name));
      ConstraintCheck constraints = new ConstraintCheck(settings, references.name());
      component.activation().constraints().forEach(constraints::check);
      command.checkReserved(catalog);
      return service(component, references, command);
    } catch (IllegalArgumentException e) {
      throw new Failure(
              ExitCode.CONFIGURATION,
              "the catalog's description of " + references.name() + ": " + e.getMessage(),
              "correct the catalog; docs/catalog.md describes its format")
          .causedBy(e);
    }
  }

  private ServicePlan service(
      Component component, ReferenceResolver references, CommandPlanner command) {
    WaitPlanner waits = new WaitPlanner(settings, component, references);
    command.checkExpected();
    return new ServicePlan(
        component.name(),
        component.activation().modes().stream().map(Mode::of).collect(Collectors.toSet()),
        steps(component, references, waits),
        new ServiceCommand(
            references.name(),
            command.commandLine(),
            command.environment(),
            settings.consumedVariables(),
            references.path(component.program().directory()),
            limits(component, references),
            lock(component, references)),
        component.program().user(),
        references.resolveAll(component.lifecycle().ports()),
        component
            .lifecycle()
            .ready()
            .filter(wait -> command.runsCatalogProgram())
            .flatMap(waits::ready),
        supervision(component, postStart(component, references, command)));
  }

  private static Optional<Path> lock(Component component, ReferenceResolver references) {
    return component.preparation().lock().map(lock -> references.path(lock.file()));
  }

  /** Returns the steps after the start of the catalog's program; there are none for another one. */
  private List<Step> postStart(
      Component component, ReferenceResolver references, CommandPlanner command) {
    List<Step> steps = new ArrayList<>();
    if (command.runsCatalogProgram() && upgradeRule() == UpgradeRule.AUTOMATIC) {
      component
          .preparation()
          .dataDirectory()
          .ifPresent(described ->
              steps.add(
                  new UpgradeDatabase(
                      references.path(described.path()),
                      settings.find("database.admin-url").map(DatabaseUrl.class::cast))));
    }
    return steps;
  }

  private UpgradeRule upgradeRule() {
    if (mode != Mode.MAINTENANCE) {
      return UpgradeRule.REFUSED;
    }
    return settings.string("database.auto-upgrade").equals(mode.toString())
        ? UpgradeRule.AUTOMATIC
        : UpgradeRule.MANUAL;
  }

  private Supervision supervision(Component component, List<Step> postStart) {
    Component.Restart restart = component.lifecycle().restart();
    return new Supervision(
        component.activation().after(),
        postStart,
        stop(component),
        new RestartRule(
            RestartRule.When.valueOf(restart.when().toUpperCase(Locale.ROOT)),
            restart.delay(),
            restart.limit(),
            restart.successCodes()));
  }

  private void require(ReferenceResolver references, String setting) {
    if (settings.find(setting).isEmpty()) {
      settings.problems().add(settings.missing(setting, references.name()));
    }
  }

  private List<Step> steps(Component component, ReferenceResolver references, WaitPlanner waits) {
    Set<Path> directories = new LinkedHashSet<>();
    List<Step> steps = new ArrayList<>();
    List<RenderTemplate> rendered = files.of(component);
    references
        .resolveAll(component.preparation().directories())
        .forEach(name -> directories.add(Path.of(name)));
    rendered.forEach(file -> directories.add(file.target().getParent()));
    lock(component, references).map(Path::getParent).ifPresent(directories::add);
    directories.forEach(directory -> steps.add(new MakeDirectory(directory)));
    steps.addAll(rendered);
    component
        .preparation()
        .certificate()
        .ifPresent(described -> steps.add(certificate(references, described)));
    component
        .preparation()
        .dataDirectory()
        .ifPresent(prepared -> {
          steps.add(prepare(component, references, prepared));
          steps.add(checkVersion(component, references, prepared));
        });
    List<Step> schema = schemas.steps(component, mode);
    for (Component.Wait wait : component.preparation().waits()) {
      steps.add(SchemaSteps.before(schema, waits.await(wait)));
    }
    steps.addAll(schema);
    component
        .preparation()
        .lock()
        .ifPresent(lock -> steps.add(new AwaitLock(references.path(lock.file()), lock.timeout())));
    return steps;
  }

  private MakeCertificate certificate(
      ReferenceResolver references, Component.Certificate described) {
    return new MakeCertificate(
        references.path(described.certificate()),
        references.path(described.key()),
        references.resolve(described.commonName()),
        described.days());
  }

  private PrepareDatabase prepare(
      Component component, ReferenceResolver references, Component.DataDirectory described) {
    Map<String, RedactedText> variables = new TreeMap<>();
    // the variable of an unset password is empty, and then the SQL does not create the account
    described
        .variables()
        .forEach((name, text) -> variables.put(name, references.resolveIfSet(text)));
    Path templates = Path.of(settings.string("paths.templates"));
    Path dataDirectory = references.path(described.path());
    checkSocket(SocketPath.in(dataDirectory).toString(), references.name());
    return new PrepareDatabase(
        dataDirectory,
        references.resolveAll(component.program().command()),
        references.resolveAll(described.start()).stream().map(templates::resolve).toList(),
        variables,
        settings.string("database.on-empty").equals("refuse"));
  }

  private void checkSocket(String socket, String component) {
    if (SocketPath.isTooLong(socket)) {
      settings
          .problems()
          .add(
              Problem.configuration(
                  "paths.data ("
                      + settings.origin("paths.data")
                      + "): the socket of "
                      + component
                      + " has a path of "
                      + SocketPath.length(socket)
                      + " bytes, longer than "
                      + SocketPath.MAX_BYTES
                      + ": "
                      + socket,
                  "choose a shorter path, or make it a short symbolic link to the volume"));
    }
  }

  private CheckServerVersion checkVersion(
      Component component, ReferenceResolver references, Component.DataDirectory described) {
    return new CheckServerVersion(
        references.path(described.path()),
        references.resolveAll(component.program().command()).getFirst(),
        upgradeRule(),
        settings.string("database.on-unclean").equals("allow"));
  }

  private ResourceLimits limits(Component component, ReferenceResolver references) {
    Map<ResourceLimits.Resource, Long> limits = new EnumMap<>(ResourceLimits.Resource.class);
    component
        .program()
        .limits()
        .forEach((name, amount) ->
            limits.put(
                ResourceLimits.Resource.valueOf(name.toUpperCase(Locale.ROOT)),
                settings.bytes(Size.parse(references.resolve(amount)))));
    return new ResourceLimits(limits);
  }

  private StopPolicy stop(Component component) {
    Duration grace =
        settings
            .find("stop.grace")
            .map(Duration.class::cast)
            .orElse(component.lifecycle().stop().grace());
    boolean isDatabase = component.preparation().dataDirectory().isPresent();
    return new StopPolicy(
        SignalName.valueOf(component.lifecycle().stop().signal()), grace, !isDatabase);
  }
}
