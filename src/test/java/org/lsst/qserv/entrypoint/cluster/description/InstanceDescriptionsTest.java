// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.SettingsReader;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import org.lsst.qserv.entrypoint.settings.source.SettingsSources;
import org.lsst.qserv.entrypoint.settings.type.Tls;

final class InstanceDescriptionsTest {
  private static final String COMPLETE =
      """
      cluster.instances.dr1 {
        release-line = http
        mode = full
        status { password-file = PASSWORD }
        roles {
          czar { hosts = czar, settings { czar.http.port = 5048 } }
          worker {
            hosts = "worker-{0..2}.worker", count = 3, schema-version = 3
            control-port = 9990, components.svc.control-port = 9991
            settings { worker.replication.http-port = 25011 }
          }
          replication {
            hosts = [repl]
            components.registry.hosts = [registry]
            settings { registry.port = 25083 }
          }
        }
      }
      """;

  @TempDir Path directory;

  private List<InstanceDescription> read(String name, String text) throws IOException {
    Path password = Files.writeString(directory.resolve("password"), "canary-secret\n");
    Path file =
        Files.writeString(
            directory.resolve(name), text.replace("PASSWORD", "\"" + password + "\""));
    TestHost host = new TestHost(directory);
    BundledFiles bundled = TestFiles.BUNDLED;
    Settings settings =
        new SettingsReader(host.host(), bundled)
            .read(
                new SettingsSources(List.of(), List.of(), List.of(), List.of(file.toString())), "");
    return InstanceDescriptions.read(settings, host.host(), bundled);
  }

  private List<Problem> problems(String text) {
    return catchThrowableOfType(Failure.class, () -> read("dr1.conf", text)).problems();
  }

  private static Target find(InstanceDescription instance, String component, String host) {
    return instance.targets().stream()
        .filter(target -> target.component().equals(component) && target.host().equals(host))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void derivesWhatEachComponentIsAskedFromTheCatalog() throws IOException {
    InstanceDescription instance = read("dr1.conf", COMPLETE).getFirst();

    assertThat(instance.id()).isEqualTo("dr1");
    assertThat(instance.mode()).contains(Mode.FULL);
    assertThat(instance.targets()).hasSize(3 + 3 * 3 + 3);
    assertThat(find(instance, "svc", "worker-2.worker").endpoint())
        .hasToString("Service[check=http://worker-2.worker:25011/meta/version]");
    assertThat(find(instance, "http", "czar").endpoint())
        .hasToString("Service[check=https://czar:5048/meta/version]");
    assertThat(find(instance, "proxy", "czar").endpoint())
        .hasToString("Port[check=tcp://czar:4040]");
    assertThat(find(instance, "registry", "registry").reports().get("registry"))
        .hasToString("http://registry:25083/services");
    assertThat(find(instance, "controller", "repl").reports())
        .doesNotContainKeys("registry", Target.LAUNCHER)
        .containsKeys("workers", "transactions");
    assertThat(find(instance, "svc", "worker-1.worker").reports().get(Target.LAUNCHER))
        .hasToString("http://worker-1.worker:9991/status");
    assertThat(find(instance, "database", "worker-1.worker").reports().get(Target.LAUNCHER))
        .hasToString("http://worker-1.worker:9990/status");
    assertThat(find(instance, "svc", "worker-0.worker").heartbeat().orElseThrow().group())
        .isEqualTo("workers");
  }

  @Test
  void observesDatabasesWithTheStatusAccountAndTheExpectedSchema() throws IOException {
    InstanceDescription instance = read("dr1.conf", COMPLETE).getFirst();

    Endpoint.Database database =
        (Endpoint.Database) find(instance, "database", "worker-1.worker").endpoint();
    assertThat(database.url().address()).isEqualTo("worker-1.worker:3306");
    assertThat(database.url().user()).isEqualTo("qsstatus");
    assertThat(database.url().password().orElseThrow().reveal()).isEqualTo("canary-secret");
    assertThat(database.schema().orElseThrow().database()).isEqualTo("qservw_worker");
    assertThat(database.schema().orElseThrow().version()).hasValue(3);
    assertThat(instance.toString()).doesNotContain("canary-secret");
  }

  /** Returns a description of one czar with more fields. */
  private static String czar(String fields) {
    return "cluster.instances.dr1 { release-line = http, roles.czar { " + fields + " } }";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"worker_1", "czar:4048", "a..b", "host%", "wörker", "w?x", "a b", "u@h", "[::1]"})
  void aHostThatIsNeitherANameNorAnAddressIsAProblem(String host) {
    assertThat(problems(czar("hosts = [\"" + host + "\"]")))
        .extracting(Problem::what)
        .singleElement()
        .asString()
        .contains("'" + host + "' is not a host name");
  }

  @ParameterizedTest
  @CsvSource({
    "czar, http://czar:9990/status",
    "czar-0.czar.dr1.svc, http://czar-0.czar.dr1.svc:9990/status",
    "10.0.0.7, http://10.0.0.7:9990/status",
    "::1, http://[::1]:9990/status"
  })
  void eachHostIsPartOfUrls(String host, String url) throws IOException {
    InstanceDescription instance =
        read("dr1.conf", czar("hosts = [\"" + host + "\"], control-port = 9990")).getFirst();
    assertThat(find(instance, "http", host).reports().get(Target.LAUNCHER)).hasToString(url);
  }

  @Test
  void theAddressOfADatabaseCanBeIpv6() throws IOException {
    InstanceDescription instance = read("dr1.conf", czar("hosts = [\"2001:db8::7\"]")).getFirst();
    assertThat(find(instance, "database", "2001:db8::7").endpoint().address())
        .isEqualTo("[2001:db8::7]:3306");
  }

  @Test
  void aControlPortWithACertificateIsAskedWithTls() throws IOException {
    InstanceDescription instance =
        read("dr1.conf", czar("hosts = czar, control-port = 9990, control-tls = true")).getFirst();
    assertThat(find(instance, "http", "czar").reports().get(Target.LAUNCHER))
        .hasToString("https://czar:9990/status");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hosts = czar, schema-version = 3000000000 | schema-version
          hosts = czar, schema-version = -1 | schema-version
          hosts = czar, settings { czar.replication.registry-heartbeat-ival-sec = -1 } | settings
          hosts = czar, settings { mariadb.port = null } | component database
          hosts = czar, settings { mariadb.port = x } | mariadb.port
          count = 3, components { proxy.hosts = a, http.hosts = a, database.hosts = a } | count
          """)
  void aFieldThatCannotBeUsedIsAProblemWithItsName(String fields, String name) {
    assertThat(problems(czar(fields)))
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem.what()).contains(name));
  }

  @Test
  void aSchemaVersionOfARoleWithoutSchemaIsAProblem() {
    String text =
        "cluster.instances.dr1 { release-line = xrd, roles.xrootd { hosts = x, schema-version = 1 } }";
    assertThat(problems(text))
        .extracting(Problem::what)
        .singleElement()
        .asString()
        .contains("role xrootd has no schema");
  }

  @Test
  void anAccountOfARoleHasTheAbsentFieldsOfTheInstance() throws IOException {
    InstanceDescription instance =
        read(
                "dr1.conf",
                """
                cluster.instances.dr1 {
                  release-line = http
                  status { user = watcher, tls = verify-full, tls-ca-file = /ca.pem }
                  roles.czar { hosts = czar, status.password-file = PASSWORD }
                }
                """)
            .getFirst();

    Endpoint.Database database = (Endpoint.Database) find(instance, "database", "czar").endpoint();
    assertThat(database.url().user()).isEqualTo("watcher");
    assertThat(database.url().password().orElseThrow().reveal()).isEqualTo("canary-secret");
    assertThat(database.url().tls().mode()).isEqualTo(Tls.Mode.VERIFY_FULL);
    assertThat(database.url().tls().caFile()).isEqualTo("/ca.pem");
  }

  @Test
  void readsSeveralInstancesFromYaml() throws IOException {
    List<InstanceDescription> instances =
        read(
            "dr.yaml",
            """
            cluster:
              instances:
                dr1: {release-line: http, roles: {czar: {hosts: [czar1]}}}
                dr2: {release-line: xrd, roles: {xrootd: {hosts: [redirector]}}}
            """);

    assertThat(instances).extracting(InstanceDescription::id).containsExactly("dr1", "dr2");
    assertThat(instances.getLast().targets())
        .extracting(Target::component)
        .containsExactly("cmsd", "xrootd");
  }

  @Test
  void reportsAllProblemsAtOnceWithOriginAndFix() {
    List<Problem> problems =
        problems(
            """
            cluster.instances.dr1 {
              release-lin = http
              release-line = http
              mode = fast
              status { pasword-file = /x, password-file = /does/not/exist }
              roles {
                wroker { hosts = w }
                czar { hosts = [c, c], count = 3, settings { czar.http.prot = 1, registry.port = x } }
                worker { hosts = "w{2..1}", ports = 1 }
                replication { components.registry.hosts = r }
              }
            }
            """);

    assertThat(problems)
        .extracting(problem -> problem.what().replace(directory + "/", "") + " | " + problem.fix())
        .contains(
            "cluster.instances.dr1.release-lin (from dr1.conf: 2): unknown field | did you mean"
                + " release-line?",
            "cluster.instances.dr1.mode (from dr1.conf: 4): 'fast' is not one of full, maintenance"
                + " | use one of full, maintenance",
            "cluster.instances.dr1.status.pasword-file (from dr1.conf: 5): unknown field | did you"
                + " mean password-file?",
            "cluster.instances.dr1.roles.wroker (from dr1.conf: 7): unknown role of release line"
                + " http | did you mean worker?",
            "cluster.instances.dr1.roles.czar.hosts (from dr1.conf: 8): host c is listed twice |"
                + " list each host only once",
            "cluster.instances.dr1.roles.czar.count (from dr1.conf: 8): is 3, but hosts are 1 |"
                + " correct the pattern or the count",
            "cluster.instances.dr1.roles.worker.hosts (from dr1.conf: 9): 'w{2..1}' has the"
                + " descending range {2..1} | use worker-{0..70}.worker")
        .anySatisfy(text ->
            assertThat(text)
                .contains("roles.czar.settings.czar.http.prot")
                .contains("unknown setting")
                .contains("did you mean czar.http.port?"))
        .anySatisfy(text -> assertThat(text).contains("registry.port").contains("not an integer"))
        .anySatisfy(text -> assertThat(text).contains("/does/not/exist cannot be read"))
        .anySatisfy(
            text -> assertThat(text).contains("the hosts of component controller are missing"));
  }

  @Test
  void anUnknownSettingOutsideOfTheInstancesIsAProblem() {
    assertThat(problems("clutser.instances {}"))
        .extracting(Problem::what)
        .anySatisfy(what -> assertThat(what).contains("clutser").contains("unknown setting"));
  }

  @Test
  void aFileWithoutInstanceIsAProblem() {
    assertThat(problems("cluster.instances {}"))
        .extracting(Problem::what)
        .containsExactly("cluster.instances is empty");
  }

  @Test
  void theEnvironmentOfThisProcessDoesNotChangeThePortsOfOtherHosts() throws IOException {
    TestHost host = new TestHost(directory).variable("QSERV_CZAR__HTTP__PORT", "1");
    BundledFiles bundled = TestFiles.BUNDLED;
    Settings settings =
        new SettingsReader(host.host(), bundled)
            .read(
                new SettingsSources(
                    List.of(
                        "cluster.instances={\"a\":{\"release-line\":\"xrd\",\"roles\":{\"czar\":"
                            + "{\"hosts\":\"czar\"}}}}"),
                    List.of(),
                    List.of(),
                    List.of()),
                "");

    InstanceDescription instance =
        InstanceDescriptions.read(settings, host.host(), bundled).getFirst();

    assertThat(find(instance, "http", "czar").endpoint())
        .hasToString("Service[check=https://czar:4048/meta/version]");
  }
}
