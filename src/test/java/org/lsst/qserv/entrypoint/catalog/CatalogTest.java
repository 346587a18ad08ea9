// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Tests the catalog as records, and the additions of a site. */
final class CatalogTest {
  @TempDir Path directory;

  private Catalog catalog(String site) {
    return Catalog.of(new TestSettings(directory).file("site.conf", site).valid());
  }

  private Component component(String description) {
    return catalog("catalog.roles.czar.components.extra { " + description + " }")
        .component("czar", "extra");
  }

  @Test
  void theReleaseLineHasFourRoles() {
    assertThat(catalog("").roles())
        .containsExactly("czar", "monitor", "replication", "worker", "xrootd");
  }

  @ParameterizedTest
  @CsvSource({
    "czar, database http proxy",
    "worker, cmsd database replica xrootd",
    "xrootd, cmsd xrootd",
    "replication, controller database registry"
  })
  void aRoleHasItsComponents(String role, String components) {
    assertThat(catalog("").componentNames(role)).containsExactly(components.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "czar, database http proxy",
    "worker, database cmsd xrootd replica",
    "xrootd, cmsd xrootd",
    "replication, database registry controller"
  })
  void componentsStartAfterTheirDependencies(String role, String order) {
    Catalog catalog = catalog("");
    assertThat(catalog.components(role, catalog.componentNames(role)))
        .extracting(Component::name)
        .containsExactly(order.split(" ", -1));
  }

  @Test
  void dependenciesThatAreNotSelectedAreIgnored() {
    assertThat(catalog("").components("worker", Set.of("replica", "cmsd")))
        .extracting(Component::name)
        .containsExactly("cmsd", "replica");
  }

  @ParameterizedTest
  @CsvSource({
    "60, 60000",
    "60s, 60000",
    "'60 seconds', 60000",
    "2m, 120000",
    "500ms, 500",
    "1 hour, 3600000"
  })
  void aDurationWithoutUnitIsInSecondsAsInSettings(String written, long milliseconds) {
    Duration duration = Duration.ofMillis(milliseconds);
    Component component =
        component(
            ("command = [x], stop { grace = %1$s }, restart { delay = %1$s },"
                    + " waits = [{ tcp = \"a:1\", timeout = %1$s }]")
                .formatted(written));
    assertThat(component.lifecycle().stop().grace()).isEqualTo(duration);
    assertThat(component.lifecycle().restart().delay()).isEqualTo(duration);
    assertThat(component.preparation().waits().getFirst().timeout()).isEqualTo(duration);
  }

  @ParameterizedTest
  @CsvSource({
    "stop { grace = 1.5 }, \"grace: '1.5' is not a duration\"",
    "stop { grace = 10 us }, \"grace: '10 us' is not a duration\"",
    "restart { limit = 2.7 }, \"limit: '2.7' is not an integer\"",
    "restart { success-codes = [1.5] }, \"success-codes: '1.5' is not an integer\"",
    "restart { success-codes = [300] }, \"success-codes: 300 is not an exit code (0 to 255)\""
  })
  void aNumberThatWouldBeTruncatedIsRejected(String field, String reason) {
    assertThatThrownBy(() -> component("command = [x], " + field))
        .hasMessageContaining(reason.replace("\"", ""));
  }

  @Test
  void readsTheExitCodesThatMeanSuccess() {
    Component component =
        component("command = [x], restart { when = failure, success-codes = [143, 5] }");
    assertThat(component.lifecycle().restart().successCodes()).containsExactlyInAnyOrder(5, 143);
  }

  @Test
  void aComponentRequiresOnlyACommand() {
    Component component = component("command = [sleep]");
    assertThat(component.activation().modes()).containsExactly("full");
    assertThat(component.program().directory()).isEqualTo("/");
    assertThat(component.lifecycle().stop())
        .isEqualTo(new Component.Stop("TERM", Duration.ofSeconds(30)));
    assertThat(component.lifecycle().restart())
        .isEqualTo(new Component.Restart("never", Duration.ZERO, 0, Set.of()));
    assertThat(component.lifecycle().ready()).isEmpty();
  }

  @Test
  void aSiteCanAddARole() {
    assertThat(catalog("catalog.roles.extra.components.one.command = [sleep]").roles())
        .contains("extra");
  }

  @Test
  void aSiteCanReplaceAFieldAndKeepTheRest() {
    Component proxy =
        catalog("catalog.roles.czar.components.proxy.directory = /tmp").component("czar", "proxy");
    assertThat(proxy.program().directory()).isEqualTo("/tmp");
    assertThat(proxy.program().command().getFirst()).isEqualTo("mysql-proxy");
  }

  @Test
  void aSiteCanRemoveAVariableFromTheEnvironment() {
    Component proxy =
        catalog("catalog.roles.czar.components.proxy.environment.LD_PRELOAD = null")
            .component("czar", "proxy");
    assertThat(proxy.program().environment()).doesNotContainKey("LD_PRELOAD");
  }

  @Test
  void aFileCheckWithoutTheFileIsAFailure() {
    assertThatThrownBy(() ->
            component("command = [sleep], files = [{ template = a, target = /b, check = [true] }]"))
        .hasMessageContaining("files: check does not contain {{ file }}");
  }

  @Test
  void anUnknownFieldIsAFailure() {
    assertThatThrownBy(() -> component("command = [x], comand = [y]"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessage(
            "error: the catalog's description of czar extra: unknown field comand"
                + "\nfix: correct the field; docs/catalog-components.md lists the fields");
  }

  @Test
  void aComponentWithoutCommandIsAFailure() {
    assertThatThrownBy(() -> component("description = x"))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("error: the catalog's description of czar extra: ")
        .hasMessageContaining("command");
  }

  @Test
  void aWaitWithoutACheckIsAFailure() {
    assertThatThrownBy(() -> component("command = [x], waits = [{ timeout = 1s }]"))
        .hasMessage(
            "error: the catalog's description of czar extra: a check must have one of the fields"
                + " [tcp, mariadb, sql, http]"
                + "\nfix: correct the field; docs/catalog-components.md lists the fields");
  }

  @Test
  void cyclicDependenciesOfComponentsAreAFailure() {
    Catalog catalog =
        catalog(
            "catalog.roles.x.components {"
                + " a { command = [x], after = [b] }, b { command = [x], after = [a] } }");
    assertThatThrownBy(() -> catalog.components("x", Set.of("a", "b")))
        .hasMessage(
            "error: the catalog's description of x a, b: cyclic dependency in after"
                + "\nfix: correct the field; docs/catalog-components.md lists the fields");
  }
}
