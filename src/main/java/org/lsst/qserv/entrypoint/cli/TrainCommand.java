package org.lsst.qserv.entrypoint.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.catalogue.Catalogue;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.health.Incarnation;
import org.lsst.qserv.entrypoint.health.Probe;
import org.lsst.qserv.entrypoint.health.StateFiles;
import org.lsst.qserv.entrypoint.health.StateRecord;
import org.lsst.qserv.entrypoint.host.DatabaseUrl;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.Masked;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.plan.LaunchPlan;
import org.lsst.qserv.entrypoint.plan.PlanText;
import org.lsst.qserv.entrypoint.plan.Planner;
import org.lsst.qserv.entrypoint.plan.Step;
import org.lsst.qserv.entrypoint.plan.Target;
import org.lsst.qserv.entrypoint.process.Exec;
import org.lsst.qserv.entrypoint.process.Limits;
import org.lsst.qserv.entrypoint.process.ServiceCommand;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.readiness.Checker;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.SettingsReader;
import org.lsst.qserv.entrypoint.settings.SettingsSources;
import org.lsst.qserv.entrypoint.template.RenderedFile;
import org.lsst.qserv.entrypoint.template.TemplateRenderer;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Walks through what launches and probes do, without a service, so that the JVM can record the
 * classes for its cache when the image is built. Not for people, and not in the help.
 */
final class TrainCommand implements Callable<Integer> {
  private static final List<String> SETTINGS =
      List.of(
          "instance-id=train",
          "auth-key=train",
          "admin-auth-key=train",
          "registry.host=localhost",
          "czar.admin-url=mysql://train@localhost/train",
          "database.admin-url=mysql://train@localhost/train",
          "replication.url=mysql://train@localhost/train",
          "czar.http.password=train",
          "args.train=true");
  private static final String JSON = "{\"xrootd\": {\"manager\": {\"host\": \"localhost\"}}}";
  private static final String SUCCESS = "{\"since\": \"now\"}";

  /** A port that nothing listens on. */
  private static final int CLOSED = 1;

  private final Host host;

  TrainCommand(Host host) {
    this.host = host;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    spec.usageMessage().hidden(true);
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    Path directory = Files.createTempDirectory("train");
    SettingsSources sources = new SettingsSources(SETTINGS, List.of(), List.of(JSON), List.of());
    for (String role : Catalogue.of(new SettingsReader(host).read(sources, null)).roles()) {
      Settings settings = new SettingsReader(host).read(sources, role);
      Catalogue catalogue = Catalogue.of(settings);
      for (String component : catalogue.componentNames(role)) {
        Target target = new Target(role, Optional.of(component));
        LaunchPlan plan = Planner.plan(catalogue, target, settings, List.of());
        host.out().print(PlanText.of(plan));
        render(plan, settings, directory);
      }
    }
    state(directory);
    check();
    execute(directory);
    return 0;
  }

  private static void render(LaunchPlan plan, Settings settings, Path directory) {
    TemplateRenderer renderer = new TemplateRenderer(settings);
    plan.starts().stream()
        .flatMap(start -> start.steps().stream())
        .filter(Step.RenderTemplate.class::isInstance)
        .map(Step.RenderTemplate.class::cast)
        .forEach(file ->
            RenderedFile.write(
                directory.resolve(file.target().getFileName()),
                renderer.render(file.template()),
                file.permissions()));
  }

  private void state(Path directory) throws IOException {
    Check check = new Check.Tcp("localhost", CLOSED);
    Incarnation self = Incarnation.of(host, ProcessHandle.current().pid()).orElseThrow();
    StateFiles files = new StateFiles(directory);
    files.write(
        new StateRecord(
            "train",
            "train",
            StateRecord.Phase.RUNNING,
            Mode.FULL,
            "",
            SUCCESS,
            Instant.EPOCH,
            self,
            Optional.of(check)));
    Probe probe = new Probe(host, new Checker(Duration.ofSeconds(1))::ask);
    files.read().forEach(state -> host.out().println(probe.ready(state)));
  }

  private void check() {
    Checker checker = new Checker(Duration.ofSeconds(1));
    for (Check check :
        List.of(
            new Check.Http(URI.create("http://127.0.0.1:" + CLOSED)),
            new Check.Http(URI.create("https://127.0.0.1:" + CLOSED)),
            new Check.LocalSql("/nowhere"),
            new Check.Sql(DatabaseUrl.parse("mysql://train@127.0.0.1:" + CLOSED + "/train")))) {
      host.out().println(checker.ask(check));
    }
  }

  /** Fails, because the file is no program: the JVM must end by itself to write its record. */
  private void execute(Path directory) throws IOException {
    Path noProgram =
        Files.createFile(
            directory.resolve("no-program"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.write(noProgram, new byte[] {1});
    ServiceCommand command =
        new ServiceCommand(
            "train",
            List.of(Masked.plain(noProgram.toString())),
            Map.of(),
            Set.of(),
            Path.of("/"),
            new Limits(Map.of()));
    Failure expected = new Exec(host).become(command);
    host.out().println(expected.getMessage());
  }
}
