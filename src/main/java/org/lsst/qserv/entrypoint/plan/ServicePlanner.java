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
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.plan.Step.AwaitLock;
import org.lsst.qserv.entrypoint.plan.Step.CheckServerVersion;
import org.lsst.qserv.entrypoint.plan.Step.MakeCertificate;
import org.lsst.qserv.entrypoint.plan.Step.MakeDirectory;
import org.lsst.qserv.entrypoint.plan.Step.PrepareDatabase;
import org.lsst.qserv.entrypoint.plan.Step.RenderTemplate;
import org.lsst.qserv.entrypoint.process.ResourceLimits;
import org.lsst.qserv.entrypoint.process.ServiceCommand;
import org.lsst.qserv.entrypoint.process.SignalName;
import org.lsst.qserv.entrypoint.process.StopPolicy;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
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
   * @param alone whether the settings {@code args} and {@code command} apply to the component
   */
  ServicePlan plan(Component component, boolean alone) {
    ComponentTexts texts = new ComponentTexts(settings, component);
    CommandPlanner command = new CommandPlanner(settings, component, texts, arguments, alone);
    try {
      component.activation().required().forEach(name -> require(texts, name));
      ConstraintCheck constraints = new ConstraintCheck(settings, texts.name());
      component.activation().constraints().forEach(constraints::check);
      command.checkReserved(catalog);
      return service(component, texts, command);
    } catch (IllegalArgumentException e) {
      throw new Failure(
              ExitCode.CONFIGURATION,
              "the catalog's description of " + texts.name() + ": " + e.getMessage(),
              "see docs/catalog.md for the format")
          .causedBy(e);
    }
  }

  private ServicePlan service(Component component, ComponentTexts texts, CommandPlanner command) {
    WaitPlanner waits = new WaitPlanner(settings, component, texts);
    command.checkExpected();
    return new ServicePlan(
        component.name(),
        component.activation().modes().stream().map(Mode::of).collect(Collectors.toSet()),
        steps(component, texts, waits),
        new ServiceCommand(
            texts.name(),
            command.commandLine(),
            command.environment(),
            settings.passedVariables(),
            texts.path(component.program().directory()),
            limits(component, texts),
            lock(component, texts)),
        component.program().user(),
        texts.list(component.lifecycle().ports()),
        component.lifecycle().ready().filter(wait -> command.isOwnProgram()).flatMap(waits::ready),
        supervision(component));
  }

  private static Optional<Path> lock(Component component, ComponentTexts texts) {
    return component.preparation().lock().map(lock -> texts.path(lock.file()));
  }

  private Supervision supervision(Component component) {
    Component.Restart restart = component.lifecycle().restart();
    return new Supervision(
        component.activation().after(),
        stop(component),
        new RestartRule(
            RestartRule.When.valueOf(restart.when().toUpperCase(Locale.ROOT)),
            restart.delay(),
            restart.limit(),
            restart.successCodes()));
  }

  private void require(ComponentTexts texts, String setting) {
    if (settings.find(setting).isEmpty()) {
      settings.problems().add(settings.missing(setting, texts.name()));
    }
  }

  private List<Step> steps(Component component, ComponentTexts texts, WaitPlanner waits) {
    Set<Path> directories = new LinkedHashSet<>();
    List<Step> steps = new ArrayList<>();
    List<RenderTemplate> rendered = files.of(component);
    texts
        .list(component.preparation().directories())
        .forEach(name -> directories.add(Path.of(name)));
    rendered.forEach(file -> directories.add(file.target().getParent()));
    lock(component, texts).map(Path::getParent).ifPresent(directories::add);
    directories.forEach(directory -> steps.add(new MakeDirectory(directory)));
    steps.addAll(rendered);
    component
        .preparation()
        .certificate()
        .ifPresent(described -> steps.add(certificate(texts, described)));
    component
        .preparation()
        .dataDirectory()
        .ifPresent(prepared -> {
          steps.add(prepare(component, texts, prepared));
          steps.add(checkVersion(component, texts, prepared));
        });
    component.preparation().waits().forEach(wait -> steps.add(waits.await(wait)));
    steps.addAll(schemas.steps(component, mode));
    component
        .preparation()
        .lock()
        .ifPresent(lock -> steps.add(new AwaitLock(texts.path(lock.file()), lock.timeout())));
    return steps;
  }

  private MakeCertificate certificate(ComponentTexts texts, Component.Certificate described) {
    return new MakeCertificate(
        texts.path(described.certificate()),
        texts.path(described.key()),
        texts.text(described.commonName()),
        described.days());
  }

  private PrepareDatabase prepare(
      Component component, ComponentTexts texts, Component.DataDirectory described) {
    Map<String, RedactedText> variables = new TreeMap<>();
    // an unset password gives an empty variable, and then the SQL does not create the account
    described.variables().forEach((name, text) -> variables.put(name, texts.optional(text)));
    Path templates = Path.of(settings.string("paths.templates"));
    Path dataDirectory = texts.path(described.path());
    checkSocket(SocketPath.in(dataDirectory).toString(), texts.name());
    return new PrepareDatabase(
        dataDirectory,
        texts.list(component.program().command()),
        texts.list(described.start()).stream().map(templates::resolve).toList(),
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
      Component component, ComponentTexts texts, Component.DataDirectory described) {
    return new CheckServerVersion(
        texts.path(described.path()),
        texts.list(component.program().command()).getFirst(),
        mode == Mode.MAINTENANCE,
        settings.string("database.on-unclean").equals("allow"));
  }

  private ResourceLimits limits(Component component, ComponentTexts texts) {
    Map<ResourceLimits.Resource, Long> limits = new EnumMap<>(ResourceLimits.Resource.class);
    component
        .program()
        .limits()
        .forEach((name, amount) ->
            limits.put(
                ResourceLimits.Resource.valueOf(name.toUpperCase(Locale.ROOT)),
                settings.bytes(Size.parse(texts.text(amount)))));
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
