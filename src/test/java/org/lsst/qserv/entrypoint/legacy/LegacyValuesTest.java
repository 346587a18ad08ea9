// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.TestPlan;

/** Tests the sources of values of legacy command lines, and references between them. */
final class LegacyValuesTest {
  @TempDir Path directory;

  private TestHost host;

  @BeforeEach
  void prepareHost() {
    host = new TestHost(directory.resolve("root"));
  }

  private TestLegacyLine manager(String... arguments) {
    List<String> all = new ArrayList<>(List.of("xrootd-manager"));
    all.addAll(List.of(arguments));
    return new TestLegacyLine(host, all);
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private static String manager(TestLegacyLine line) {
    return line.settings().string("xrootd.manager.host");
  }

  @Test
  void aValueIsInTheSameArgumentOrInTheNext() {
    assertThat(manager(manager("--cmsd-manager-name=a"))).isEqualTo("a");
    assertThat(manager(manager("--cmsd-manager-name", "--a"))).isEqualTo("--a");
  }

  @Test
  void theLastOfSeveralValuesApplies() {
    assertThat(manager(manager("--cmsd-manager-name=a", "--cmsd-manager-name=b"))).isEqualTo("b");
  }

  @Test
  void valuesMayReferToVariablesThatReferToOthers() {
    TestLegacyLine line =
        manager("--cmsd-manager-name={{ a }}.x", "--targs", "a={{b}}1", "--targs=b={{ HOST }}");
    assertThat(line.problems())
        .containsExactly("--targs b: 'HOST' has no value -> set it: --targs HOST=…");
    host.variable("HOST", "h");
    line = manager("--cmsd-manager-name={{ a }}.x", "--targs", "a={{b}}1", "--targs=b={{ HOST }}");
    assertThat(manager(line)).isEqualTo("h1.x");
  }

  @Test
  void aCycleIsReported() {
    assertThat(
            manager("--cmsd-manager-name={{ a }}", "--targs", "a={{ b }}", "--targs", "b={{ a }}")
                .problems())
        .containsExactly(
            "the values of cmsd_manager_name, a, b refer to each other"
                + " -> set one of them to a value without {{ }}",
            "the values of a, b refer to each other -> set one of them to a value without {{ }}",
            "the values of b, a refer to each other -> set one of them to a value without {{ }}");
  }

  @Test
  void aUrlThatRefersToItsOwnSocketIsACycle() {
    assertThat(
            new TestLegacyLine(host, "worker-cmsd --db-uri mysql://q@h:1?socket={{db_socket}}")
                .problems())
        .containsExactly(
            "the values of db_uri, db_socket refer to each other"
                + " -> set one of them to a value without {{ }}");
  }

  @Test
  void anUnknownNameIsReportedWithASuggestion() {
    assertThat(manager("--cmsd-manager-name={{ hots }}", "--targs", "host=h").problems())
        .containsExactly("--cmsd-manager-name: 'hots' has no value -> did you mean host?");
  }

  @Test
  void anUnknownNameInABranchIsReported() {
    String text = "{% if host %}{{ hots }}{% endif %}";
    assertThat(manager("--cmsd-manager-name", text, "--targs", "host=h").problems())
        .containsExactly("--cmsd-manager-name: 'hots' has no value -> did you mean host?");
  }

  @Test
  void messagesOfTheTemplateEngineShowNoSecret() {
    String text = "{{ db_password|round }}";
    assertThat(manager("--cmsd-manager-name", text, "--targs", "db_password=s3cret").problems())
        .singleElement()
        .asString()
        .startsWith("--cmsd-manager-name: ")
        .doesNotContain("s3cret");
  }

  @Test
  void valuesArePrintedAsInPython() {
    assertThat(
            manager(manager("--cmsd-manager-name={{ x == 'a' }}{{ [x, 'b'] }}", "--targs", "x=a")))
        .isEqualTo("True['a', 'b']");
  }

  @Test
  void aVariableOverridesTheOptionOfItsName() {
    TestLegacyLine line = manager("--targs", "cmsd_manager_name=t", "--cmsd-manager-name=o");
    assertThat(manager(line)).isEqualTo("t");
    assertThat(line.settings().origin("xrootd.manager.host"))
        .isEqualTo("from --targs cmsd_manager_name");
  }

  @Test
  void aVariableOnTheLineOverridesOneInTheFile() throws IOException {
    String file = write("t.yaml", "cmsd_manager_name: f\nport: 1.10\n");
    assertThat(manager(manager("--targs-file", file))).isEqualTo("f");
    assertThat(manager(manager("--targs-file", file, "--targs=cmsd_manager_name=l")))
        .isEqualTo("l");
    assertThat(manager(manager("--targs-file", file, "--targs=cmsd_manager_name={{port}}")))
        .isEqualTo("1.10");
  }

  @Test
  void commasMakeAListAndCauseAWarning() {
    TestLegacyLine line = manager("--targs", "a=x,y", "--cmsd-manager-name={{ a|join('-') }}");
    assertThat(manager(line)).isEqualTo("x-y");
    assertThat(line.warnings())
        .containsExactly(
            "--targs a: the value contains commas and is read as a list of 2 -> specify a string"
                + " with commas in --targs-file, or mark a list with a trailing comma");
  }

  @Test
  void aTrailingCommaMakesAListOfOneElement() {
    TestLegacyLine line = manager("--targs", "a=x,", "--cmsd-manager-name={{ a|length }}");
    assertThat(manager(line)).isEqualTo("1");
    assertThat(line.warnings()).isEmpty();
  }

  @Test
  void anUnusedVariableCausesAWarning() {
    assertThat(manager("--targs", "a=x").warnings())
        .containsExactly(
            "--targs a is not used: no template in this image and no other option or variable refers to it"
                + " -> specify your own template, or use a setting; docs/settings.md lists them");
  }

  @Test
  void theLineOverridesAnOptionsFile() throws IOException {
    String file =
        write(
            "o.yaml",
            """
            proxy: {xrootd-manager: other}
            xrootd-manager:
              cmsd-manager-name: "{{ a }}"
              xrootd_manager_cfg_path: /x/y.cf
              targs: [a=1]
            """);
    TestLegacyLine line = manager("-@", file);
    assertThat(manager(line)).isEqualTo("1");
    assertThat(line.command()).contains(" -c /x/y.cf ");
    assertThat(line.settings().origin("xrootd.manager.host"))
        .isEqualTo("from " + file + ": cmsd-manager-name");
    assertThat(manager(manager("--options-file=" + file, "--cmsd-manager-name=l"))).isEqualTo("l");
    assertThat(manager(manager("-@" + file, "--targs", "a=2"))).isEqualTo("2");
  }

  @Test
  void unknownKeysInAnOptionsFileAreReported() throws IOException {
    String file =
        write(
            "o.yaml",
            "proxi: {}\nxrootd-manager: {cmsd-manager-nam: x, results-protocol: HTTP, cmd: [a]}\n");
    TestLegacyLine line = manager("--options-file", file);
    assertThat(line.problems())
        .containsExactlyInAnyOrder(
            file + ": proxi: unknown legacy command -> did you mean proxy?",
            file
                + ": cmsd-manager-nam: unknown option of 'xrootd-manager'"
                + " -> did you mean cmsd-manager-name?",
            file + ": cmd is not a single value -> use a text");
    assertThat(line.warnings())
        .containsExactly(
            file
                + ": results-protocol no longer exists and is ignored"
                + " -> remove it; results are transferred over HTTP");
  }

  @Test
  void aMissingOrInvalidFileIsReported() throws IOException {
    String file = write("t.yaml", "a: [");
    assertThat(manager("--options-file", "/no/o.yaml", "--targs-file", file).problems())
        .satisfiesExactly(
            problem ->
                assertThat(problem)
                    .isEqualTo("--options-file /no/o.yaml: no such file -> correct the path"),
            problem ->
                assertThat(problem)
                    .startsWith("--targs-file " + file + ": is not valid YAML (line "));
  }

  @Test
  void removedOptionsAreAcceptedWithAWarning() {
    TestLegacyLine line = manager("--mysql-monitor-password", "s3cret", "--results-protocol=HTTP");
    line.plan();
    assertThat(line.warnings())
        .containsExactly(
            "--mysql-monitor-password no longer exists and is ignored"
                + " -> remove it; database.monitor-password creates the account monitor",
            "--results-protocol no longer exists and is ignored"
                + " -> remove it; results are transferred over HTTP");
  }

  @Test
  void problemsOfTheLineAreReportedTogether() {
    assertThat(
            manager("--cmsd-manager-nme=a", "--wholly-different", "again", "--targs", "a", "--cmd")
                .problems())
        .containsExactlyInAnyOrder(
            "unknown option '--cmsd-manager-nme' of 'xrootd-manager'"
                + " -> did you mean --cmsd-manager-name?",
            "unknown option '--wholly-different' of 'xrootd-manager'"
                + " -> see entrypoint xrootd-manager --help",
            "unexpected argument 'again' -> see entrypoint xrootd-manager --help",
            "--targs: a variable without a name or value -> use NAME=VALUE",
            "--cmd requires a value -> see entrypoint xrootd-manager --help");
  }

  @Test
  void aValueIsAText() {
    TestLegacyLine line =
        new TestLegacyLine(
            host,
            List.of("czar-http", "--password={\"$#", "--user=[x]", "--db-uri=mysql://q:a@b@h:1/d"));
    assertThat(line.settings().text("czar.http.password").orElseThrow().value()).isEqualTo("{\"$#");
    assertThat(line.settings().string("czar.http.user")).isEqualTo("[x]");
    assertThat(line.settings().find("database.url").orElseThrow())
        .hasToString("mysql://q:[REDACTED]@h:1/d");
  }

  @Test
  void currentOptionsMayBeMixedIn() {
    TestLegacyLine line =
        manager("--dry-run", "-e", "a=b", "-ec=d", "--json={}", "--cmsd-manager-name", "m");
    assertThat(line.translation().options())
        .containsExactly("--dry-run", "-e", "a=b", "-ec=d", "--json={}");
    assertThat(line.problems()).isEmpty();
  }

  @Test
  void theLegacyOptionConfigDiffersFromTheCurrentOne() {
    TestLegacyLine line =
        new TestLegacyLine(
            host,
            "worker-repl --db-admin-uri mysql://a@h/d?socket=/s --repl-connection mysql://r@h/q"
                + " --config mysql://other:pw@h/q");
    assertThat(line.command())
        .isEqualTo(
            "qserv-replica-worker --qserv-worker-db=mysql://a@h:3306/d"
                + " --config=mysql://other:pw@h/q");
    assertThat(TestPlan.shown(line.start())).contains("--config=mysql://other:[REDACTED]@h/q");
  }

  @Test
  void aTemplateOfThePythonEntryPointStillRenders() throws IOException {
    String template =
        write(
            "old.cnf",
            """
            {# old #}
            host={{ db_host }} port={{ db_port }} socket={{ db_socket }}
            password={{ mysqld_user_qserv_password }} user={{ db_qserv_user }}
            registry={{ repl_registry_host }}:{{ repl_registry_port }} dir={{ results_dirname }}
            {% for arg in extended_args %}[{{ arg }}]{% endfor %}
            {% if extra == "yes" %}extra {{ HOME_OF_TEST }}{% endif %}
            """);
    host.variable("HOME_OF_TEST", "/h");
    TestLegacyLine line =
        new TestLegacyLine(
            host,
            "worker-xrootd --db-uri mysql://qsmaster:pw@127.0.0.1:3307?socket=/s"
                + " --cmsd-manager-name m --repl-registry-host r --targs extra=yes"
                + " --xrdssi-cfg-file "
                + template
                + " -- -d --x=y");
    assertThat(line.file("/config-etc/xrdssi-worker.cf"))
        .isEqualTo(
            """

            host=127.0.0.1 port=3307 socket=/s
            password=pw user=qsmaster
            registry=r:8080 dir=/qserv/data/results
            [-d][--x=y]
            extra /h\
            """);
    assertThat(line.warnings()).isEmpty();
  }
}
