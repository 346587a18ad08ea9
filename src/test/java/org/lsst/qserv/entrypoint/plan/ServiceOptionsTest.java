// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestPlan;

/** Tests the conversion of {@code args} into command line arguments. */
final class ServiceOptionsTest {
  @TempDir Path directory;

  private ServicePlan service(String... assignments) {
    return TestPlan.service(
        "xrootd cmsd", TestPlan.required(directory, "xrootd").assign(assignments).valid());
  }

  private List<String> arguments(String... assignments) {
    List<String> command = TestPlan.commandLine(service(assignments));
    return command.subList(command.indexOf("/var/run/xrootd/cmsd.pid") + 1, command.size());
  }

  private List<String> registry(String... assignments) {
    return TestPlan.shown(
        TestPlan.service(
            "replication registry",
            TestPlan.required(directory, "replication").assign(assignments).valid()));
  }

  @Test
  void aStringIsOneArgumentWithItsName() {
    assertThat(arguments("args.name=a b,c=d")).containsExactly("--name=a b,c=d");
  }

  @Test
  void aListRepeatsTheOption() {
    assertThat(arguments("args.a=[\"x\",\"y,z\",\"p=q\"]"))
        .containsExactly("-a", "x", "-a", "y,z", "-a", "p=q");
    assertThat(arguments("args.name=[\"x\",\"y\"]")).containsExactly("--name=x", "--name=y");
  }

  @Test
  void anEmptyListOmitsTheOption() {
    assertThat(arguments("args.name=[]")).isEmpty();
  }

  @Test
  void aSingleLetterOptionHasItsValueInASeparateArgument() {
    assertThat(arguments("args.x=1")).containsExactly("-x", "1");
  }

  @Test
  void trueIsAFlag() {
    assertThat(arguments("args.debug=true", "args.v=true")).containsExactly("--debug", "-v");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "null"})
  void falseAndNullOmitTheOption(String value) {
    assertThat(arguments("args.debug=" + value)).isEmpty();
  }

  @Test
  void aQuotedTrueIsAText() {
    assertThat(arguments("args.x-y=\"true\"")).containsExactly("--x-y=true");
  }

  @Test
  void numbersAreKeptAsWritten() {
    assertThat(arguments("args={\"n\":1.10,\"name\":7}")).containsExactly("-n", "1.10", "--name=7");
  }

  @Test
  void aListMayContainFlags() {
    assertThat(arguments("args.v=[true,true]")).containsExactly("-v", "-v");
  }

  @Test
  void anObjectIsAProblem() {
    assertThatThrownBy(() -> service("args.x.y=1"))
        .hasMessage(
            "error: args.x of xrootd cmsd is an object"
                + "\nfix: use a string, a number, true, false, null or a list");
  }

  @Test
  void optionsAreSortedByName() {
    assertThat(arguments("args.b=1", "args.a-b=1", "args.c=1"))
        .containsExactly("--a-b=1", "-b", "1", "-c", "1");
  }

  @Test
  void nullRemovesADefaultOfTheCatalog() {
    assertThat(registry("args.registry-port=null"))
        .noneMatch(argument -> argument.contains("port"));
  }

  @Test
  void aDefaultOfTheCatalogIsReplaced() {
    assertThat(registry("args.registry-port=1")).contains("--registry-port=1");
  }

  @Test
  void aFlagThatIsFalseByDefaultCanBeEnabled() {
    assertThat(registry("args.debug=true")).contains("--debug");
  }

  @Test
  void secretsInOptionsAreRedacted() {
    assertThat(registry())
        .contains(
            "--auth-key=[REDACTED]",
            "--config=mysql://qsreplica:[REDACTED]@replication:3306/qservReplica");
  }

  @Test
  void theEntireValueOfASecretOptionIsRedacted() {
    assertThat(registry("args.auth-key=canary", "args.http-password=[\"canary\"]"))
        .contains("--auth-key=[REDACTED]", "--http-password=[REDACTED]");
  }

  @Test
  void theUsersValuesAreLiteral() {
    assertThat(arguments("args.name=<{{ x }}>")).containsExactly("--name=<{{ x }}>");
  }
}
