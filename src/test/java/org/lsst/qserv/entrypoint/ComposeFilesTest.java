// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** Tests that the compose files work with Compose 1.29 and Compose v2 and expose no secrets. */
final class ComposeFilesTest {
  private static final Path FOLDER = Path.of("compose");
  private static final String CLUSTER = "docker-compose.yml";
  private static final String COMPACT = "compact.yml";

  private static final Set<String> COMMON_TOP_LEVEL_KEYS =
      Set.of("services", "volumes", "networks");

  private static final Set<String> COMMON_SERVICE_KEYS =
      Set.of(
          "cap_add",
          "cap_drop",
          "command",
          "depends_on",
          "entrypoint",
          "environment",
          "healthcheck",
          "hostname",
          "image",
          "mem_limit",
          "network_mode",
          "networks",
          "ports",
          "read_only",
          "restart",
          "stop_grace_period",
          "stop_signal",
          "tmpfs",
          "ulimits",
          "user",
          "volumes",
          "working_dir");

  private static final Pattern SECRET = Pattern.compile("PASSWORD|AUTH_KEY|TOKEN");

  @SuppressWarnings("unchecked") // the test checks the types that YAML has
  private static Map<String, Object> map(@Nullable Object value) {
    assertThat(value).isInstanceOf(Map.class);
    return (Map<String, Object>) requireNonNull(value);
  }

  private static Map<String, Object> read(String name) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(200);
    try (InputStream stream = Files.newInputStream(FOLDER.resolve(name))) {
      return map(new Yaml(options).load(stream));
    }
  }

  private static Map<String, Map<String, Object>> services(String name) throws IOException {
    Map<String, Map<String, Object>> services = new TreeMap<>();
    map(read(name).get("services")).forEach((service, body) -> services.put(service, map(body)));
    return services;
  }

  private static Map<String, Map<String, Object>> components() throws IOException {
    Map<String, Map<String, Object>> components = services(CLUSTER);
    components.values().removeIf(service -> role(service).isEmpty() || isInstallation(service));
    return components;
  }

  private static Map<String, Map<String, Object>> installations() throws IOException {
    Map<String, Map<String, Object>> installations = services(CLUSTER);
    installations.values().removeIf(service -> !isInstallation(service));
    return installations;
  }

  private static boolean isInstallation(Map<String, Object> service) {
    return role(service).contains("install");
  }

  /** Returns the arguments of {@code entrypoint}; empty for a service that is not a component. */
  private static List<String> role(Map<String, Object> service) {
    List<?> command = (List<?>) service.getOrDefault("command", List.of());
    return !command.isEmpty() && command.getFirst().equals("entrypoint")
        ? command.stream().skip(1).map(String::valueOf).toList()
        : List.of();
  }

  private static boolean isDatabase(Map<String, Object> service) {
    return role(service).contains("database");
  }

  @ParameterizedTest
  @ValueSource(strings = {CLUSTER, COMPACT})
  void usesOnlyKeysThatBothVersionsOfComposeSupport(String name) throws IOException {
    Set<String> top = new TreeSet<>(read(name).keySet());
    top.removeIf(key -> key.startsWith("x-"));
    assertThat(COMMON_TOP_LEVEL_KEYS).containsAll(top);
    services(name)
        .forEach((service, body) ->
            assertThat(COMMON_SERVICE_KEYS).as(service).containsAll(body.keySet()));
  }

  @Test
  void containsEachOfTheTwelveComponents() throws IOException {
    Set<String> kinds = new TreeSet<>();
    components().values().forEach(service -> kinds.add(String.join(" ", role(service))));
    assertThat(kinds)
        .containsExactly(
            "czar database",
            "czar http",
            "czar proxy",
            "replication controller",
            "replication database",
            "replication registry",
            "worker cmsd",
            "worker database",
            "worker replica",
            "worker xrootd",
            "xrootd cmsd",
            "xrootd xrootd");
  }

  @Test
  void containsTwoWorkers() throws IOException {
    assertThat(components()).hasSize(16);
  }

  @Test
  void eachDatabaseWaitsForItsInstallation() throws IOException {
    Set<String> waitedFor = new TreeSet<>();
    components()
        .forEach((name, service) -> {
          if (isDatabase(service)) {
            assertThat(map(service.get("depends_on")))
                .as(name)
                .containsEntry(
                    name.replace("-database", "-install"),
                    Map.of("condition", "service_completed_successfully"));
            waitedFor.add(name.replace("-database", "-install"));
          }
        });
    assertThat(installations().keySet()).isEqualTo(waitedFor);
  }

  @Test
  void publishesPortsOnLoopbackOnly() throws IOException {
    services(CLUSTER)
        .forEach((name, service) ->
            assertThat((List<?>) service.getOrDefault("ports", List.of()))
                .as(name)
                .allSatisfy(port -> assertThat(String.valueOf(port)).startsWith("127.0.0.1:")));
  }

  @Test
  void onlyHealthChecksOfDatabasesAreDependencies() throws IOException {
    Map<String, Map<String, Object>> services = services(CLUSTER);
    services.forEach((name, service) ->
        map(service.getOrDefault("depends_on", Map.of()))
            .forEach((other, condition) -> {
              if (map(condition).containsValue("service_healthy")) {
                assertThat(isDatabase(services.getOrDefault(other, Map.of())))
                    .as("%s waits for %s", name, other)
                    .isTrue();
              }
            }));
  }

  @Test
  void restartsEveryServiceUnlessItWasStopped() throws IOException {
    Map<String, Map<String, Object>> services = services(CLUSTER);
    services.remove("secrets"); // runs once
    services.keySet().removeAll(installations().keySet()); // until it succeeds
    services.forEach(
        (name, service) -> assertThat(service).as(name).containsEntry("restart", "unless-stopped"));
  }

  @Test
  void databasesHaveAMemoryLimitAndALongGracePeriod() throws IOException {
    components()
        .forEach((name, service) -> {
          if (isDatabase(service)) {
            assertThat(service).as(name).containsKey("mem_limit");
            assertThat(service).as(name).containsEntry("stop_grace_period", "30m");
          }
        });
  }

  @Test
  void healthChecksUseTheProbeOfTheEntryPoint() throws IOException {
    components()
        .forEach((name, service) ->
            assertThat(map(service.get("healthcheck")).get("test"))
                .as(name)
                .isEqualTo(
                    isDatabase(service)
                        ? List.of("CMD", "entrypoint", "probe", "ready")
                        : List.of("CMD", "entrypoint", "probe", "live", "--stop-outdated")));
  }

  @Test
  void componentsShareTheNetworkOfTheirRole() throws IOException {
    Map<String, Map<String, Object>> services = services(CLUSTER);
    components()
        .forEach((name, service) -> {
          String network = String.valueOf(service.get("network_mode"));
          assertThat(network).as(name).startsWith("service:");
          String owner = network.substring("service:".length());
          assertThat(services).as(name).containsKey(owner);
          assertThat(role(services.getOrDefault(owner, Map.of()))).as(owner).isEmpty();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {CLUSTER, COMPACT})
  void passesSecretsOnlyAsFiles(String name) throws IOException {
    services(name)
        .forEach((service, body) ->
            map(body.getOrDefault("environment", Map.of()))
                .forEach((variable, value) -> {
                  assertThat(!SECRET.matcher(variable).find() || variable.endsWith("_FILE"))
                      .as("%s of %s", variable, service)
                      .isTrue();
                  assertThat(String.valueOf(value))
                      .as("%s of %s", variable, service)
                      .doesNotContainPattern("mysql://[^@]*:[^@]*@");
                }));
  }

  @Test
  void everyVariableIsASetting(@TempDir Path directory) throws IOException {
    for (Map.Entry<String, Map<String, Object>> entry : components().entrySet()) {
      assertVariablesAreSettings(directory, entry.getKey(), entry.getValue());
    }
  }

  private static void assertVariablesAreSettings(
      Path directory, String name, Map<String, Object> service) throws IOException {
    TestSettings settings = new TestSettings(directory).role(role(service).getFirst());
    map(service.getOrDefault("environment", Map.of()))
        .forEach((variable, value) -> {
          if (!variable.endsWith("_FILE")) {
            settings.variable(variable, String.valueOf(value));
          }
        });
    assertThat(TestSettings.warnings(settings.valid())).as(name).isEmpty();
  }

  @Test
  void rootFileSystemsAreReadOnly() throws IOException {
    services(CLUSTER)
        .forEach((name, service) -> assertThat(service).as(name).containsEntry("read_only", true));
  }

  @Test
  void volumesAreNamedAndDeclared() throws IOException {
    Set<String> declared = map(read(CLUSTER).get("volumes")).keySet();
    services(CLUSTER)
        .forEach((name, service) ->
            ((List<?>) service.getOrDefault("volumes", List.of()))
                .forEach(volume ->
                    assertThat(declared)
                        .as("%s of %s", volume, name)
                        .contains(String.valueOf(volume).split(":", -1)[0])));
  }

  @Test
  void theCompactClusterHasTheSameRolesPortsAndSecrets() throws IOException {
    Map<String, Map<String, Object>> compact = services(COMPACT);
    Map<String, Map<String, Object>> cluster = services(CLUSTER);
    Set<String> roles = Set.of("czar", "worker-1", "worker-2", "xrootd", "replication");
    assertThat(compact.keySet()).containsAll(roles);
    for (String name : roles) {
      Map<String, Object> role = compact.getOrDefault(name, Map.of());
      assertThat(role(role)).as(name).containsExactly(name.replaceFirst("-\\d$", ""));
      assertThat(role.get("ports")).as(name).isEqualTo(map(cluster.get(name)).get("ports"));
      assertThat(role.get("hostname")).as(name).isEqualTo(name);
    }
    assertThat(read(COMPACT).keySet()).contains("volumes");
    assertThat(map(compact.get("secrets")).get("volumes"))
        .isEqualTo(List.of("secrets:/config-etc"));
  }

  @Test
  void everyVariableOfTheCompactClusterIsASetting(@TempDir Path directory) throws IOException {
    for (Map.Entry<String, Map<String, Object>> entry : services(COMPACT).entrySet()) {
      if (!role(entry.getValue()).isEmpty()) {
        assertVariablesAreSettings(directory, entry.getKey(), entry.getValue());
      }
    }
  }
}
