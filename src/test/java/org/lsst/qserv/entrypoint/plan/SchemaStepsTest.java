// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.TestSettings;

/** Tests the schema steps of components. */
final class SchemaStepsTest {
  private static final String SCRIPTS = "schema.scripts=/scripts";

  @TempDir Path directory;

  private List<String> schemas(String target, String... assignments) {
    TestSettings settings =
        TestPlan.required(directory, target.split(" ", -1)[0]).assign(assignments);
    return TestPlan.service(target, settings.read()).steps().stream()
        .filter(Step.EnsureSchema.class::isInstance)
        .map(Step::toString)
        .toList();
  }

  @Test
  void withoutScriptsThereIsNoSchemaStep() {
    assertThat(schemas("worker cmsd", "database.url=mysql://q@127.0.0.1:3306/")).isEmpty();
  }

  @Test
  void aComponentWithAnAdministratorInitializesTheSchema() {
    assertThat(schemas("worker cmsd", SCRIPTS, "database.url=mysql://q@127.0.0.1:3306/"))
        .containsExactly(
            "wait for the schema of module worker for at most 600 s (uninitialized: initialize,"
                + " outdated: wait)");
  }

  @ParameterizedTest
  @CsvSource({"replication registry, replication", "worker replica, replication"})
  void aComponentWithoutAdministratorWaitsForAnUninitializedSchema(String target, String module) {
    assertThat(schemas(target, SCRIPTS))
        .containsExactly(
            "wait for the schema of module "
                + module
                + " for at most 600 s (uninitialized: wait, because there is no administrator"
                + " account, outdated:"
                + " wait)");
  }

  @Test
  void theSettingsDetermineActionsAndTimeout() {
    assertThat(
            schemas(
                "worker cmsd",
                SCRIPTS,
                "database.url=mysql://q@127.0.0.1:3306/",
                "schema.on-uninitialized=fail",
                "schema.on-outdated=upgrade",
                "schema.wait-timeout=7s"))
        .containsExactly(
            "wait for the schema of module worker for at most 7 s (uninitialized: fail, outdated:"
                + " upgrade)");
  }

  /** The initialization creates the database, for which a wait would be in vain. */
  @ParameterizedTest
  @CsvSource({
    "schema.on-uninitialized=initialize, mysql://q@127.0.0.1:3306/",
    "schema.on-uninitialized=wait, mysql://q@127.0.0.1:3306/qservw_worker"
  })
  void aComponentThatInitializesTheSchemaWaitsOnlyForTheServer(String policy, String url) {
    TestSettings settings =
        TestPlan.required(directory, "worker")
            .assign(SCRIPTS, "database.url=mysql://q@127.0.0.1:3306/qservw_worker", policy);
    assertThat(TestPlan.service("worker cmsd", settings.read()).steps())
        .filteredOn(Step.Await.class::isInstance)
        .extracting(Step::toString)
        .containsExactly("wait for " + url + " for at most 600 s");
  }

  @Test
  void aDatabaseWaitsForNoSchema() {
    assertThat(schemas("worker database", SCRIPTS)).isEmpty();
  }
}
