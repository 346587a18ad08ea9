// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.explain.Explanation.Advice;
import org.lsst.qserv.entrypoint.explain.Explanation.LaunchDecision;
import org.lsst.qserv.entrypoint.explain.Explanation.Line;
import org.lsst.qserv.entrypoint.explain.Explanation.ModeEffect;
import org.lsst.qserv.entrypoint.explain.Explanation.PlannedInitialization;
import org.lsst.qserv.entrypoint.explain.Explanation.Schema;
import org.lsst.qserv.entrypoint.explain.Explanation.Service;
import org.lsst.qserv.entrypoint.explain.Explanation.ServiceInvocation;
import org.lsst.qserv.entrypoint.explain.Explanation.ServiceOperation;
import org.lsst.qserv.entrypoint.explain.Explanation.ServicePreparation;
import org.lsst.qserv.entrypoint.explain.Explanation.ServiceVariables;
import org.lsst.qserv.entrypoint.explain.Explanation.Setting;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.mariadb.account.DesiredState;
import org.lsst.qserv.entrypoint.plan.LaunchAction;
import org.lsst.qserv.entrypoint.plan.LaunchPlan;
import org.lsst.qserv.entrypoint.plan.ModeChanges;
import org.lsst.qserv.entrypoint.plan.ServicePlan;
import org.lsst.qserv.entrypoint.plan.Step;
import org.lsst.qserv.entrypoint.process.ServiceCommand;
import org.lsst.qserv.entrypoint.process.ServiceEnvironment;
import org.lsst.qserv.entrypoint.settings.ReleaseLine;
import org.lsst.qserv.entrypoint.settings.SettingOrigins;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.template.TemplateRenderer;

/**
 * Explains a plan. It reads the files that a launch would write, queries databases, and changes
 * nothing.
 */
public final class Explainer {
  private final Host host;
  private final Settings settings;
  private final Catalog catalog;

  public Explainer(Host host, Settings settings, Catalog catalog) {
    this.host = host;
    this.settings = settings;
    this.catalog = catalog;
  }

  /**
   * Returns the explanation of a plan that was made from these settings.
   *
   * @param translation the translation of a legacy command line; empty if the command line is a
   *     current one
   * @throws org.lsst.qserv.entrypoint.failure.Failure if a template has an error
   * @throws InterruptedException if the thread is interrupted while waiting for databases
   */
  public Explanation explain(LaunchPlan plan, List<String> translation)
      throws InterruptedException {
    SchemaQueryPlanner queries = new SchemaQueryPlanner(settings, catalog, plan.target().role());
    Map<ServicePlan, List<SchemaStatusQuery>> queriesOf = new LinkedHashMap<>();
    plan.services().forEach(service -> queriesOf.put(service, queries.of(service)));
    SchemaStatusResults results =
        SchemaStatusResults.query(queriesOf.values().stream().flatMap(List::stream).toList());
    List<Service> services =
        queriesOf.entrySet().stream()
            .map(entry -> service(entry.getKey(), results.of(entry.getValue())))
            .toList();
    settings.problems().throwIfAny("the templates of '" + plan.target() + "'");
    return new Explanation(
        line(),
        plan.target().role(),
        plan.target().component(),
        new LaunchDecision(
            plan.mode().mode().toString(),
            plan.mode().describeOrigin(),
            action(plan.action()),
            plan.why(),
            modes(plan)),
        translation,
        settings(),
        settings.warnings().stream()
            .map(warning -> new Advice(warning.what(), warning.fix()))
            .toList(),
        services);
  }

  private static String action(LaunchAction action) {
    return action.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private List<ModeEffect> modes(LaunchPlan plan) {
    return new ModeChanges(catalog, plan)
        .effects().entrySet().stream()
            .map(effect ->
                new ModeEffect(
                    effect.getKey().toString(),
                    effect.getKey() == plan.mode().mode(),
                    effect.getValue()))
            .toList();
  }

  private Line line() {
    ReleaseLine line = settings.releaseLine();
    return line.isDetermined()
        ? new Line(line.name(), line.reason())
        : new Line("any", line.reason() + ", and all plan this");
  }

  private List<Setting> settings() {
    SettingOrigins origins = settings.origins();
    return origins.names().stream()
        .map(name ->
            new Setting(
                name, origins.effectiveValue(name), origins.of(name), origins.isGiven(name)))
        .toList();
  }

  private Service service(ServicePlan service, List<Schema> schemas) {
    ServiceCommand command = service.command();
    return new Service(
        service.component(),
        preparation(service, schemas),
        invocation(service.user(), command),
        new ServiceVariables(
            command.environment().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().shown())
                .toList(),
            inherited(command),
            withheld(command)),
        operation(service));
  }

  private ServicePreparation preparation(ServicePlan service, List<Schema> schemas) {
    List<String> steps = new ArrayList<>();
    List<FileDifference> files = new ArrayList<>();
    List<String> waits = new ArrayList<>();
    for (Step step : service.steps()) {
      if (step instanceof Step.RenderTemplate file) {
        files.add(difference(file));
      } else if (step instanceof Step.CheckServerVersion check) {
        steps.add(check + new MariaDbVersions(host).of(check));
      } else {
        (step instanceof Step.Await ? waits : steps).add(step.toString());
      }
    }
    for (Step step : service.supervision().postStart()) {
      steps.add("after the start: " + step);
    }
    return new ServicePreparation(steps, files, waits, initializations(service), schemas);
  }

  private static ServiceInvocation invocation(String user, ServiceCommand command) {
    return new ServiceInvocation(
        command.command().stream().map(RedactedText::shown).toList(),
        secretOptions(command),
        command.directory().toString(),
        user,
        command.limits().values().entrySet().stream()
            .map(limit -> limit.getKey().name().toLowerCase(Locale.ROOT) + "=" + limit.getValue())
            .sorted()
            .toList());
  }

  private static ServiceOperation operation(ServicePlan service) {
    return new ServiceOperation(
        service.ports(),
        service.ready().map(Step.Await::toString),
        "SIG"
            + service.supervision().stop().signal()
            + ", SIGKILL after "
            + service.supervision().stop().grace().toSeconds()
            + " s",
        service.supervision().restart().when().name().toLowerCase(Locale.ROOT));
  }

  private static List<PlannedInitialization> initializations(ServicePlan service) {
    return service.steps().stream()
        .filter(Step.InstallSchema.class::isInstance)
        .map(Step.InstallSchema.class::cast)
        .map(install -> {
          DesiredState desired = install.initialization().desired();
          return new PlannedInitialization(
              desired.module(),
              new QueriedServer.ByDataDirectory(install.dataDirectory()).toString(),
              desired.databases(),
              desired.accounts().stream().map(account -> account.name().toString()).toList());
        })
        .toList();
  }

  private FileDifference difference(Step.RenderTemplate file) {
    RedactedText text = new TemplateRenderer(settings).renderRedacted(file.template());
    return FileDifference.of(file.target(), file.template(), file.permissions(), text);
  }

  private static List<String> secretOptions(ServiceCommand command) {
    return command.command().stream()
        .filter(RedactedText::holdsSecret)
        .map(argument -> argument.shown().replaceFirst("=.*", ""))
        .toList();
  }

  private List<String> inherited(ServiceCommand command) {
    Set<String> names = new TreeSet<>(ServiceEnvironment.of(host.environment(), command).keySet());
    names.removeAll(command.environment().keySet());
    return List.copyOf(names);
  }

  private List<String> withheld(ServiceCommand command) {
    Set<String> names = new TreeSet<>(command.withheld());
    names.retainAll(host.environment().keySet());
    return List.copyOf(names);
  }
}
