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

/** How {@code args} become words of a command line. */
final class ServiceOptionsTest {
  @TempDir Path directory;

  private ServicePlan start(String... assignments) {
    return TestPlan.start(
        "xrootd cmsd", TestPlan.required(directory, "xrootd").assign(assignments).valid());
  }

  private List<String> words(String... assignments) {
    List<String> words = TestPlan.words(start(assignments));
    return words.subList(words.indexOf("/var/run/xrootd/cmsd.pid") + 1, words.size());
  }

  private List<String> registry(String... assignments) {
    return TestPlan.shown(
        TestPlan.start(
            "replication registry",
            TestPlan.required(directory, "replication").assign(assignments).valid()));
  }

  @Test
  void aTextIsOneWordWithItsName() {
    assertThat(words("args.name=a b,c=d")).containsExactly("--name=a b,c=d");
  }

  @Test
  void aListRepeatsTheOption() {
    assertThat(words("args.a=[\"x\",\"y,z\",\"p=q\"]"))
        .containsExactly("-a", "x", "-a", "y,z", "-a", "p=q");
    assertThat(words("args.name=[\"x\",\"y\"]")).containsExactly("--name=x", "--name=y");
  }

  @Test
  void anEmptyListLeavesTheOptionOut() {
    assertThat(words("args.name=[]")).isEmpty();
  }

  @Test
  void aNameOfOneLetterHasItsValueInAWordOfItsOwn() {
    assertThat(words("args.x=1")).containsExactly("-x", "1");
  }

  @Test
  void trueIsAFlag() {
    assertThat(words("args.debug=true", "args.v=true")).containsExactly("--debug", "-v");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "null"})
  void falseAndNullLeaveTheOptionOut(String word) {
    assertThat(words("args.debug=" + word)).isEmpty();
  }

  @Test
  void aQuotedTrueIsAText() {
    assertThat(words("args.x-y=\"true\"")).containsExactly("--x-y=true");
  }

  @Test
  void numbersAreTextsAsTheyWereWritten() {
    assertThat(words("args={\"n\":1.10,\"name\":7}")).containsExactly("-n", "1.10", "--name=7");
  }

  @Test
  void aListMayHoldFlags() {
    assertThat(words("args.v=[true,true]")).containsExactly("-v", "-v");
  }

  @Test
  void anObjectIsAProblem() {
    assertThatThrownBy(() -> start("args.x.y=1"))
        .hasMessage(
            "error: args.x of xrootd cmsd is an object"
                + "\nfix: give a text, a number, true, false, null or a list");
  }

  @Test
  void optionsAreSortedByName() {
    assertThat(words("args.b=1", "args.a-b=1", "args.c=1"))
        .containsExactly("--a-b=1", "-b", "1", "-c", "1");
  }

  @Test
  void nullRemovesADefaultOfTheCatalog() {
    assertThat(registry("args.registry-port=null")).noneMatch(word -> word.contains("port"));
  }

  @Test
  void aDefaultOfTheCatalogIsReplaced() {
    assertThat(registry("args.registry-port=1")).contains("--registry-port=1");
  }

  @Test
  void aDefaultFalseCanBeSwitchedOn() {
    assertThat(registry("args.debug=true")).contains("--debug");
  }

  @Test
  void theSecretsAmongTheOptionsAreMasked() {
    assertThat(registry())
        .contains(
            "--auth-key=[REDACTED]",
            "--config=mysql://qsreplica:[REDACTED]@replication:3306/qservReplica");
  }

  @Test
  void aSecretOptionThatIsGivenByItselfIsMaskedAsAWhole() {
    assertThat(registry("args.auth-key=canary", "args.http-password=[\"canary\"]"))
        .contains("--auth-key=[REDACTED]", "--http-password=[REDACTED]");
  }

  @Test
  void whatAUserGivesIsLiteral() {
    assertThat(words("args.name=<{{ x }}>")).containsExactly("--name=<{{ x }}>");
  }
}
