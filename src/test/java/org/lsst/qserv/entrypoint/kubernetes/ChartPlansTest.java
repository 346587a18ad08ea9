// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.plan.LaunchPlan;
import org.lsst.qserv.entrypoint.plan.ServicePlan;
import org.lsst.qserv.entrypoint.plan.Step;

/**
 * Tests that the launcher accepts each container of the chart, and that ports, volumes and grace
 * periods of the container are those of its plan.
 */
final class ChartPlansTest {
  @TempDir static Path directory;

  /** The plans by row, because making one takes a moment. */
  private static final Map<String, LaunchPlan> PLANS = new HashMap<>();

  /** A container of a documented values file. */
  record Row(String values, PodContainer container) {
    @Override
    public String toString() {
      return values + ": " + container;
    }
  }

  static Stream<Row> launchers() {
    return Chart.valuesFiles().stream()
        .flatMap(values ->
            Chart.rendered(values).launchers().stream()
                .map(container -> new Row(values.getFileName().toString(), container)));
  }

  /** Returns the containers whose mode is full, so that their plans have a service. */
  static Stream<Row> runningLaunchers() {
    return launchers().filter(row -> mode(row).equals("full"));
  }

  private static String mode(Row row) {
    return manifests(row).one(ConfigMap.class, "qserv-mode").getData().getOrDefault("mode", "");
  }

  private static Manifests manifests(Row row) {
    return Chart.rendered(Chart.VALUES.resolve(row.values()));
  }

  private static ContainerLaunch launch(Row row) {
    Path own = directory.resolve(row.toString().replaceAll("[ :]+", "-"));
    return new ContainerLaunch(manifests(row), row.container(), own);
  }

  private static LaunchPlan plan(Row row) {
    return PLANS.computeIfAbsent(row.toString(), _ -> launch(row).plan());
  }

  private static ServicePlan service(Row row) {
    List<ServicePlan> services = plan(row).services();
    assertThat(services).hasSize(1);
    return services.getFirst();
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void aDryRunOfTheContainerFindsNoProblem(Row row) {
    assertThat(launch(row).dryRun())
        .startsWith("0 ")
        .contains("target   " + row.container().container().getArgs().get(0))
        .doesNotContain("secret-of-");
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void theModeIsThatOfTheConfigMap(Row row) {
    LaunchPlan plan = plan(row);
    assertThat(plan.mode().mode())
        .isEqualTo(mode(row).equals("full") ? Mode.FULL : Mode.MAINTENANCE);
    assertThat(plan.mode().toString()).contains("/etc/qserv/mode/mode");
  }

  @ParameterizedTest
  @MethodSource("runningLaunchers")
  void thePortsOfTheContainerAreThoseOfThePlan(Row row) {
    List<String> expected = new ArrayList<>(service(row).ports());
    expected.removeIf(port -> port.contains("-")); // a range cannot be declared
    row.container().container().getEnv().stream()
        .filter(variable -> variable.getName().equals("QSERV_CONTROL__PORT"))
        .map(EnvVar::getValue)
        .forEach(expected::add);
    assertThat(
            row.container().container().getPorts().stream()
                .map(ContainerPort::getContainerPort)
                .map(String::valueOf))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(row.container().container().getPorts())
        .allSatisfy(port -> assertThat(port.getName()).hasSizeLessThanOrEqualTo(15));
  }

  @ParameterizedTest
  @MethodSource("runningLaunchers")
  void everyPathThatThePlanWritesIsOnAWritableVolume(Row row) {
    ContainerLaunch launch = launch(row);
    List<Path> paths = new ArrayList<>(List.of(Path.of("/run/qserv"), Path.of("/tmp/x")));
    launch
        .plan()
        .services()
        .forEach(service -> service.steps().forEach(step -> paths.addAll(written(step))));
    assertThat(paths)
        .filteredOn(path -> !launch.isMounted(path))
        .allSatisfy(path -> assertThat(row.container().canWrite(path.toString())).isTrue());
    assertThat(row.container().container().getSecurityContext().getReadOnlyRootFilesystem())
        .isTrue();
  }

  private static List<Path> written(Step step) {
    if (step instanceof Step.MakeDirectory directory) {
      return List.of(directory.path());
    }
    if (step instanceof Step.RenderTemplate template) {
      return List.of(template.target());
    }
    if (step instanceof Step.MakeCertificate certificate) {
      return List.of(certificate.certificate(), certificate.key());
    }
    if (step instanceof Step.PrepareDatabase database) {
      return List.of(database.dataDirectory());
    }
    return step instanceof Step.AwaitLock lock ? List.of(lock.file()) : List.of();
  }

  @Test
  void theLauncherUnderstandsEveryProbe() {
    Map<List<String>, Row> commands = new LinkedHashMap<>();
    launchers()
        .forEach(row ->
            Stream.of(
                    row.container().container().getStartupProbe(),
                    row.container().container().getLivenessProbe(),
                    row.container().container().getReadinessProbe())
                .forEach(probe -> commands.putIfAbsent(probe.getExec().getCommand(), row)));
    assertThat(commands).hasSize(3);
    commands.forEach((command, row) -> {
      assertThat(command.getFirst()).isEqualTo("entrypoint");
      assertThat(launch(row).run(command.subList(1, command.size())))
          .startsWith("1 ")
          .contains("no component is running in this container");
    });
  }

  static List<Path> valuesFiles() {
    return Chart.valuesFiles();
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void aPodHasTimeToStopItsServicesAndThenItsDatabase(Path values) {
    Map<String, Duration> services = new TreeMap<>();
    Map<String, Duration> databases = new TreeMap<>();
    launchers()
        .filter(row -> values.endsWith(row.values()))
        .forEach(row -> {
          LaunchPlan plan = plan(row);
          plan.services()
              .forEach(service ->
                  (row.container().isDatabase() ? databases : services)
                      .merge(
                          row.container().owner(),
                          service.supervision().stop().grace(),
                          (one, other) -> one.compareTo(other) > 0 ? one : other));
        });
    Chart.rendered(values)
        .podTemplates()
        .forEach((owner, pod) -> {
          Duration needed =
              services
                  .getOrDefault(owner, Duration.ZERO)
                  .plus(databases.getOrDefault(owner, Duration.ZERO));
          if (!needed.isZero()) {
            assertThat(Duration.ofSeconds(pod.getSpec().getTerminationGracePeriodSeconds()))
                .as(owner)
                .isGreaterThan(needed)
                .isLessThan(needed.plusMinutes(2));
          }
        });
  }
}
