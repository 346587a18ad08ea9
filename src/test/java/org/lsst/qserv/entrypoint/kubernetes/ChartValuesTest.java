// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** Tests the schema and the reference of the chart's values. */
final class ChartValuesTest {
  private static final Path README = Chart.DIRECTORY.resolve("README.md");

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "releaseLine: ssi                       | releaseLine",
        "mode: install                          | mode",
        "modes: full                            | modes",
        "workers: { replicas: '3' }             | workers.replicas",
        "workers: { replica: 3 }                | replica",
        "workers: { storage: 10 TiB }           | workers.storage",
        "workers: { resources: { svc: { limits: null } } } | svc",
        "workers: { resources: { svc: { limits: { memory: null } } } } | memory",
        "czars: { settings: 3 }                 | czars.settings",
        "sidecars: init                         | sidecars",
        "qservImageName: ''                     | qservImageName",
        "database: { onEmpty: create }          | database.onEmpty",
        "ingest: { enable: true }               | nginxImageName",
        "certManager: { enabled: true }         | issuerRef",
        "controlPort: { port: 80 }              | controlPort.port",
        "secrets: { czar: '' }                  | secrets.czar",
        "czarSmig: { runId: 7 }                 | czarSmig.runId",
        "schemaJobs: { hooks: flux }            | schemaJobs.hooks"
      })
  void aWrongValueIsRefusedAndNamed(String values, String named) throws IOException {
    Path file = Files.writeString(directory.resolve("values.yaml"), values);
    assertThatThrownBy(() -> Chart.render(file, Map.of()))
        .hasMessageContaining("values don't meet the specifications of the schema")
        .hasMessageContaining(named);
  }

  @Test
  void theDefaultsAreValidWithoutAnyValuesFile() throws IOException {
    Path file = Files.writeString(directory.resolve("values.yaml"), "{}");
    assertThat(Manifests.of(Chart.render(file, Map.of())).objects()).hasSizeGreaterThan(8);
  }

  @Test
  void hoconArrivesUnchangedAndAnObjectAsJson() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("values.yaml"),
            """
            settings: "  # indented\\n\\nlog { level = DEBUG }\\n\\tservice-log.options = \\"a: 'b' #c\\"\\n"
            workers: { settings: { mariadb: { max-connections: 12345678 } } }
            """);
    Map<String, String> data =
        Manifests.of(Chart.render(file, Map.of())).one(ConfigMap.class, "qserv-settings").getData();
    assertThat(data)
        .containsEntry(
            "site.conf",
            "  # indented\n\nlog { level = DEBUG }\n\tservice-log.options = \"a: 'b' #c\"\n");
    assertThat(data.get("site-worker.conf"))
        .isEqualToIgnoringWhitespace("{\"mariadb\": {\"max-connections\": 12345678}}");
  }

  @Test
  void theReadmeDescribesEveryValue() throws IOException {
    ValuesReference reference = ValuesReference.of(Chart.DIRECTORY.resolve("values.yaml"));
    if (Boolean.getBoolean("update")) {
      Files.writeString(README, reference.markdown());
    }
    assertThat(Files.readString(README))
        .as("update it with: mvn test -Dtest=ChartValuesTest -Dupdate=true")
        .isEqualTo(reference.markdown());
    assertThat(reference.entries())
        .allSatisfy(entry -> assertThat(entry.meaning()).as(entry.name()).isNotEmpty());
  }

  @Test
  void everyValueIsInTheSchemaAndInTheDefaults() throws IOException {
    Map<String, ?> defaults = read("values.yaml");
    Map<String, ?> schema = read("values.schema.json");
    TreeSet<String> inSchema =
        new TreeSet<>(((Map<String, ?>) child(schema, "properties")).keySet());
    inSchema.remove("global"); // Helm adds it
    assertThat(inSchema).isEqualTo(new TreeSet<>(defaults.keySet()));
    for (String name :
        List.of(
            "czars",
            "workers",
            "replication",
            "xrootd",
            "ingest",
            "secrets",
            "database",
            "probes")) {
      Map<String, ?> properties = child(child(child(schema, "properties"), name), "properties");
      assertThat(properties.keySet()).as(name).isEqualTo(child(defaults, name).keySet());
    }
  }

  private static Map<String, ?> read(String file) throws IOException {
    return new Yaml().load(Files.readString(Chart.DIRECTORY.resolve(file)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> child(Map<String, ?> object, String name) {
    return (Map<String, ?>) requireNonNull(object.get(name), name);
  }
}
