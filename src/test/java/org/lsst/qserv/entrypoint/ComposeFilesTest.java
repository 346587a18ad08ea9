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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** Tests that the compose files work with Compose 1.29 and Compose v2 and expose no secrets. */
final class ComposeFilesTest {
  private static final Path FOLDER = Path.of("compose");
  private static final String XRD = "docker-compose.yml+xrd.yml";
  private static final String HTTP = "docker-compose.yml+http.yml";
  private static final String COMPACT_XRD = "compact.yml+compact-xrd.yml";
  private static final String COMPACT_HTTP = "compact.yml+compact-http.yml";

  private static final Set<String> COMMON_TOP_LEVEL_KEYS =
      Set.of("services", "volumes", "networks");

  private static final Set<String> COMMON_SERVICE_KEYS =
      Set.of(
          "cap_add",
          "cap_drop",
          "command",
          "depends_on",
          "entrypoint",
          "env_file",
          "environment",
          "extends",
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

  private static Map<String, Object> readFile(String name) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(200);
    try (InputStream stream = Files.newInputStream(FOLDER.resolve(name))) {
      return map(new Yaml(options).load(stream));
    }
  }

  /** Returns the services of a file, each with what it extends. */
  private static Map<String, Object> completeServices(String name) throws IOException {
    Map<String, Object> services = map(readFile(name).get("services"));
    Map<String, Object> complete = new TreeMap<>();
    for (Map.Entry<String, Object> service : services.entrySet()) {
      complete.put(service.getKey(), complete(map(service.getValue()), name));
    }
    return complete;
  }

  private static Map<String, Object> complete(Map<String, Object> service, String name)
      throws IOException {
    if (!service.containsKey("extends")) {
      return service;
    }
    Map<String, Object> base = map(service.get("extends"));
    String file = String.valueOf(base.getOrDefault("file", name));
    Map<String, Object> extended =
        complete(map(map(readFile(file).get("services")).get(base.get("service"))), file);
    Map<String, Object> own = new TreeMap<>(service);
    own.remove("extends");
    return merged(extended, own);
  }

  /** Merges objects and lists as Compose does. */
  private static Map<String, Object> merged(Map<String, Object> base, Map<String, Object> own) {
    Map<String, Object> merged = new TreeMap<>(base);
    own.forEach((key, value) -> merged.put(key, merged(key, base.get(key), value)));
    return merged;
  }

  private static @Nullable Object merged(String key, @Nullable Object base, @Nullable Object own) {
    if (base instanceof Map && own instanceof Map) {
      return merged(map(base), map(own));
    }
    boolean isCommand = key.equals("command") || key.equals("test");
    return base instanceof List<?> first && own instanceof List<?> second && !isCommand
        ? Stream.concat(first.stream(), second.stream()).toList()
        : own;
  }

  /** Returns the content of the files of a cluster, whose names are separated by plus signs. */
  private static Map<String, Object> read(String cluster) throws IOException {
    Map<String, Object> all = new TreeMap<>();
    for (String name : cluster.split("\\+", -1)) {
      Map<String, Object> file = new TreeMap<>(readFile(name));
      file.put("services", completeServices(name));
      all = merged(all, file);
    }
    return all;
  }

  private static Map<String, Map<String, Object>> services(String cluster) throws IOException {
    Map<String, Map<String, Object>> services = new TreeMap<>();
    map(read(cluster).get("services")).forEach((service, body) -> services.put(service, map(body)));
    return services;
  }

  private static Map<String, Map<String, Object>> components(String cluster) throws IOException {
    Map<String, Map<String, Object>> components = services(cluster);
    components.values().removeIf(service -> role(service).isEmpty() || isInstallation(service));
    return components;
  }

  private static Map<String, Map<String, Object>> installations(String cluster) throws IOException {
    Map<String, Map<String, Object>> installations = services(cluster);
    installations.values().removeIf(service -> !isInstallation(service));
    return installations;
  }

  private static String line(String cluster) {
    return cluster.contains("xrd") ? "xrd" : "http";
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
  @ValueSource(strings = {XRD, HTTP, COMPACT_XRD, COMPACT_HTTP})
  void usesOnlyKeysThatBothVersionsOfComposeSupport(String name) throws IOException {
    Set<String> top = new TreeSet<>(read(name).keySet());
    top.removeIf(key -> key.startsWith("x-"));
    assertThat(COMMON_TOP_LEVEL_KEYS).containsAll(top);
    services(name)
        .forEach((service, body) ->
            assertThat(COMMON_SERVICE_KEYS).as(service).containsAll(body.keySet()));
  }

  private static Set<String> kinds(String cluster) throws IOException {
    Set<String> kinds = new TreeSet<>();
    components(cluster).values().forEach(service -> kinds.add(String.join(" ", role(service))));
    return kinds;
  }

  @Test
  void containsEachComponentOfItsReleaseLine() throws IOException {
    Set<String> common =
        Set.of(
            "czar database",
            "czar http",
            "czar proxy",
            "monitor status",
            "replication controller",
            "replication database",
            "replication registry",
            "worker database",
            "worker replica");
    Set<String> xrd = new TreeSet<>(common);
    xrd.addAll(List.of("worker cmsd", "worker xrootd", "xrootd cmsd", "xrootd xrootd"));
    Set<String> http = new TreeSet<>(common);
    http.add("worker svc");
    assertThat(kinds(XRD)).isEqualTo(xrd);
    assertThat(kinds(HTTP)).isEqualTo(http);
  }

  @Test
  void containsTwoWorkers() throws IOException {
    assertThat(components(XRD)).hasSize(17);
    assertThat(components(HTTP)).hasSize(13);
  }

  @ParameterizedTest
  @ValueSource(strings = {XRD, HTTP})
  void eachDatabaseWaitsForItsInstallation(String cluster) throws IOException {
    Set<String> waitedFor = new TreeSet<>();
    components(cluster)
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
    assertThat(installations(cluster).keySet()).isEqualTo(waitedFor);
  }

  @ParameterizedTest
  @ValueSource(strings = {XRD, HTTP})
  void publishesPortsOnLoopbackOnly(String cluster) throws IOException {
    services(cluster)
        .forEach((name, service) ->
            assertThat((List<?>) service.getOrDefault("ports", List.of()))
                .as(name)
                .allSatisfy(port -> assertThat(String.valueOf(port)).startsWith("127.0.0.1:")));
  }

  @ParameterizedTest
  @ValueSource(strings = {XRD, HTTP})
  void servicesWaitForEachOtherByThemselves(String cluster) throws IOException {
    services(cluster)
        .forEach((name, service) ->
            assertThat(map(service.getOrDefault("depends_on", Map.of())).values())
                .as(name)
                .doesNotContain(Map.of("condition", "service_healthy")));
  }

  @ParameterizedTest
  @ValueSource(strings = {XRD, HTTP})
  void restartsEveryServiceUnlessItWasStopped(String cluster) throws IOException {
    Map<String, Map<String, Object>> services = services(cluster);
    services.remove("secrets"); // runs once
    services.keySet().removeAll(installations(cluster).keySet()); // until it succeeds
    services.forEach(
        (name, service) -> assertThat(service).as(name).containsEntry("restart", "unless-stopped"));
  }

  @ParameterizedTest
  @ValueSource(strings = {XRD, HTTP})
  void databasesHaveAMemoryLimitAndALongGracePeriod(String cluster) throws IOException {
    components(cluster)
        .forEach((name, service) -> {
          if (isDatabase(service)) {
            assertThat(service).as(name).containsKey("mem_limit");
            assertThat(service).as(name).containsEntry("stop_grace_period", "30m");
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {XRD, HTTP})
  void healthChecksUseTheProbeOfTheEntryPoint(String cluster) throws IOException {
    components(cluster)
        .forEach((name, service) ->
            assertThat(map(service.get("healthcheck")).get("test"))
                .as(name)
                .isEqualTo(
                    isDatabase(service)
                        ? List.of("CMD", "entrypoint", "probe", "ready")
                        : List.of("CMD", "entrypoint", "probe", "live", "--stop-outdated")));
  }

  @ParameterizedTest
  @ValueSource(strings = {XRD, HTTP})
  void componentsShareTheNetworkOfTheirRole(String cluster) throws IOException {
    Map<String, Map<String, Object>> services = services(cluster);
    components(cluster)
        .forEach((name, service) -> {
          String network = String.valueOf(service.get("network_mode"));
          assertThat(network).as(name).startsWith("service:");
          String owner = network.substring("service:".length());
          assertThat(services).as(name).containsKey(owner);
          assertThat(role(services.getOrDefault(owner, Map.of()))).as(owner).isEmpty();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {XRD, HTTP, COMPACT_XRD, COMPACT_HTTP})
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

  @ParameterizedTest
  @ValueSource(strings = {XRD, HTTP})
  void everyVariableIsASetting(String cluster, @TempDir Path directory) throws IOException {
    for (Map.Entry<String, Map<String, Object>> entry : components(cluster).entrySet()) {
      assertVariablesAreSettings(directory, cluster, entry.getKey(), entry.getValue());
    }
  }

  private static void assertVariablesAreSettings(
      Path directory, String cluster, String name, Map<String, Object> service) throws IOException {
    TestSettings settings =
        new TestSettings(directory).line(line(cluster)).role(role(service).getFirst());
    map(service.getOrDefault("environment", Map.of()))
        .forEach((variable, value) -> {
          if (!variable.endsWith("_FILE")) {
            settings.variable(variable, String.valueOf(value));
          }
        });
    assertThat(TestSettings.warnings(settings.valid())).as(name).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {XRD, HTTP})
  void rootFileSystemsAreReadOnly(String cluster) throws IOException {
    services(cluster)
        .forEach((name, service) -> assertThat(service).as(name).containsEntry("read_only", true));
  }

  @ParameterizedTest
  @ValueSource(strings = {XRD, HTTP})
  void volumesAreNamedAndDeclared(String cluster) throws IOException {
    Set<String> declared = map(read(cluster).get("volumes")).keySet();
    services(cluster)
        .forEach((name, service) ->
            ((List<?>) service.getOrDefault("volumes", List.of()))
                .forEach(volume ->
                    assertThat(declared)
                        .as("%s of %s", volume, name)
                        .contains(String.valueOf(volume).split(":", -1)[0])));
  }

  @ParameterizedTest
  @CsvSource({XRD + "," + COMPACT_XRD, HTTP + "," + COMPACT_HTTP})
  void theCompactClusterHasTheSameRolesPortsAndSecrets(String full, String small)
      throws IOException {
    Map<String, Map<String, Object>> compact = services(small);
    Map<String, Map<String, Object>> cluster = services(full);
    Set<String> roles =
        new TreeSet<>(Set.of("czar", "worker-1", "worker-2", "replication", "monitor"));
    if (full.equals(XRD)) {
      roles.add("xrootd");
    }
    assertThat(compact.keySet()).containsAll(roles);
    for (String name : roles) {
      Map<String, Object> role = compact.getOrDefault(name, Map.of());
      assertThat(role(role)).as(name).containsExactly(name.replaceFirst("-\\d$", ""));
      assertThat(role.get("ports")).as(name).isEqualTo(map(cluster.get(name)).get("ports"));
      assertThat(role.get("hostname")).as(name).isEqualTo(name);
    }
    assertThat(read(small).keySet()).contains("volumes");
    assertThat(map(compact.get("secrets")).get("volumes"))
        .isEqualTo(List.of("secrets:/config-etc"));
  }

  @ParameterizedTest
  @ValueSource(strings = {COMPACT_XRD, COMPACT_HTTP})
  void everyVariableOfTheCompactClusterIsASetting(String cluster, @TempDir Path directory)
      throws IOException {
    for (Map.Entry<String, Map<String, Object>> entry : services(cluster).entrySet()) {
      if (!role(entry.getValue()).isEmpty()) {
        assertVariablesAreSettings(directory, cluster, entry.getKey(), entry.getValue());
      }
    }
  }
}
