// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.cli.EntrypointCommand;

/** Tests the {@code template} commands. */
final class TemplateCommandTest {
  @TempDir Path directory;

  private TestHost host;

  @BeforeEach
  void prepareHost() {
    host = new TestHost(directory.resolve("root")).imageWithPrograms();
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("template"));
    all.addAll(List.of(arguments));
    if (!all.contains("--help")) {
      all.addAll(List.of("-e", "paths.templates=" + TestPlan.TEMPLATES));
    }
    return new EntrypointCommand(
            host.host(), TestFiles.BUNDLED, () -> "1.2.3", (level, format) -> {})
        .run(all);
  }

  private Path template(String text) throws IOException {
    return Files.writeString(directory.resolve("t.cnf"), text);
  }

  private String manager(String text) throws IOException {
    return "files.cmsd-manager.template=" + template(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "list", "render", "check"})
  void printsTheApprovedHelp(String name) throws IOException {
    List<String> arguments = name.isEmpty() ? List.of("--help") : List.of(name, "--help");
    assertThat(run(arguments.toArray(String[]::new))).isZero();
    Path approved =
        Path.of("src/test/resources/help/template" + (name.isEmpty() ? "" : "-" + name) + ".txt");
    if (Boolean.getBoolean("update")) {
      Files.writeString(approved, host.out(), StandardCharsets.UTF_8);
    }
    assertThat(host.out()).isEqualTo(Files.readString(approved));
  }

  @Test
  void requiresASubcommand() {
    int exit =
        new EntrypointCommand(host.host(), TestFiles.BUNDLED, () -> "1", (level, format) -> {})
            .run(List.of("template"));
    assertThat(exit).isEqualTo(64);
    assertThat(host.err())
        .isEqualTo(
            "error: missing subcommand for 'template'\nfix: use 'template list', 'template render' or 'template check'\n");
  }

  @Test
  void listsEachTemplateOfTheReleaseLine() {
    assertThat(run("list")).isZero();
    assertThat(host.out().lines())
        .hasSize(1 + 21)
        .first()
        .asString()
        .matches("ROLE +COMPONENT +TEMPLATE +TARGET");
    assertThat(host.out())
        .containsPattern(
            "worker +cmsd +"
                + TestPlan.TEMPLATES
                + "/xrootd/cmsd-worker.cf +/config-etc/cmsd-worker.cf\n");
  }

  @Test
  void listsTheTemplatesOfOneComponent() {
    assertThat(run("list", "xrootd", "cmsd", "-e", "paths.config=/c")).isZero();
    assertThat(host.out().lines().skip(1))
        .singleElement()
        .asString()
        .isEqualTo(
            "xrootd  cmsd       "
                + TestPlan.TEMPLATES
                + "/xrootd/cmsd-manager.cnf  /c/cmsd-manager.cnf");
  }

  @Test
  void reportsAnUnknownRole() {
    assertThat(run("list", "wroker")).isEqualTo(64);
    assertThat(host.err()).contains("fix: did you mean worker?");
  }

  @Test
  void printsAFileAfterItsTargetWithSecretsRedacted() throws IOException {
    String text = "key={{ auth_key }} {{ replication.url }}\n";
    List<String> settings = List.of("auth-key=hunter2", "replication.url=mysql://u:s3cret@h/d");
    assertThat(render(manager(text), settings))
        .isEqualTo(
            "==> /config-etc/cmsd-manager.cnf <==\nkey=[REDACTED] mysql://u:[REDACTED]@h:3306/d\n");
  }

  @Test
  void redactsSecretsInAFileThatNeedsTheEngine() throws IOException {
    String text =
        "{% for w in [auth_key, replication.url.password] %}{{ w }} {% endfor %}{{ replication.url }}\n";
    List<String> settings = List.of("auth-key=hunter2", "replication.url=mysql://u:s3cret@h/d");
    assertThat(render(manager(text), settings))
        .isEqualTo(
            "==> /config-etc/cmsd-manager.cnf <==\n[REDACTED] [REDACTED] mysql://u:[REDACTED]@h:3306/d\n");
  }

  private String render(String template, List<String> settings, String... more) {
    List<String> arguments = new ArrayList<>(List.of("render", "xrootd", "cmsd", "-e", template));
    settings.forEach(setting -> arguments.addAll(List.of("-e", setting)));
    arguments.addAll(List.of(more));
    assertThat(run(arguments.toArray(String[]::new))).as(host.err()).isZero();
    return host.out();
  }

  @Test
  void revealsSecretsOnRequest() throws IOException {
    assertThat(render(manager("{{ auth_key }}"), List.of("auth-key=hunter2"), "--reveal"))
        .isEqualTo("==> /config-etc/cmsd-manager.cnf <==\nhunter2\n");
  }

  @Test
  void writesFilesToAFolderWithTheirPermissions() throws IOException {
    Path folder = directory.resolve("out");
    assertThat(
            run(
                "render",
                "worker",
                "cmsd",
                "--to",
                folder.toString(),
                "-e",
                "xrootd.manager.host=m",
                "-e",
                "database.password=hunter2",
                "-e",
                "instance-id=i",
                "-e",
                "auth-key=k",
                "-e",
                "admin-auth-key=a",
                "-e",
                "registry.host=r"))
        .as(host.err())
        .isZero();
    Path file = folder.resolve("config-etc/xrdssi-worker.cf");
    assertThat(host.out().lines()).hasSize(3).contains(file.toString());
    assertThat(Files.readString(file)).contains("password = hunter2\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void writesNoFileIfEveryoneCouldReadASecret() throws IOException {
    Path folder = directory.resolve("out");
    assertThat(
            run(
                "render",
                "xrootd",
                "--to",
                folder.toString(),
                "-exrootd.manager.host=m",
                "-edatabase.password=hunter2",
                "-e" + manager("{{ database.password }}\n")))
        .isEqualTo(78);
    assertThat(host.err())
        .contains("t.cnf contains a secret, but everyone can read ")
        .doesNotContain("hunter2");
    assertThat(folder).doesNotExist();
  }

  @Test
  void refusesToRenderWithoutARequiredValue() throws IOException {
    assertThat(run("render", "xrootd", "cmsd", "-e", manager("{{ registry.host }}"))).isEqualTo(78);
    assertThat(host.out()).isEmpty();
  }

  @Test
  void shippedTemplatesPassTheCheckWithoutSettings() {
    assertThat(run("check")).as(host.err()).isZero();
    assertThat(host.out()).isEqualTo("10 templates are valid\n");
  }

  @Test
  void reportsAllProblemsTogether() throws IOException {
    String text =
        "{{ registry.hots }}\n{% if false %}\n{{ abracadabra }}\n{{ 1 + }}\n{% endif %}\n";
    assertThat(run("check", "xrootd", "-e", manager(text))).isEqualTo(65);
    String file = directory.resolve("t.cnf").toString();
    assertThat(host.err())
        .startsWith("error: 3 problems in the templates of 'xrootd'\n")
        .contains(
            file + ": 1: unknown variable 'registry.hots'\n    fix: did you mean registry.host?",
            file + ": 3: unknown variable 'abracadabra'",
            file + ": 4: ");
  }

  @Test
  void aStrictCheckAcceptsNoPlaceholders() throws IOException {
    String template = manager("{{ registry.host }}");
    assertThat(run("check", "xrootd", "cmsd", "-e", template)).isZero();
    assertThat(run("check", "xrootd", "cmsd", "--strict", "-e", template)).isEqualTo(65);
    assertThat(host.err())
        .isEqualTo(
            "error: registry.host is required by "
                + directory.resolve("t.cnf")
                + ": 1\nfix: set it: -e registry.host=…\n");
  }

  @Test
  void runsTheCheckOfTheServiceOnRequest() throws IOException {
    Path program =
        Files.writeString(directory.resolve("cconfig"), "#!/bin/sh\necho \"no $1\"\nexit 8\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    host.variable("PATH", directory.toString());
    assertThat(run("check", "xrootd", "cmsd")).isZero();
    assertThat(run("check", "xrootd", "cmsd", "--run-checks")).isEqualTo(65);
    assertThat(host.err())
        .startsWith(
            "error: "
                + TestPlan.TEMPLATES
                + "/xrootd/cmsd-manager.cnf: check of the rendered file"
                + " /config-etc/cmsd-manager.cnf failed with exit code 8: cconfig -c ")
        .endsWith("\n    no -c\nfix: fix the template or the settings that it uses\n");
  }

  @Test
  void showsTheCheckInThePlanIfItIsEnabled() {
    host = new TestHost(directory.resolve("root")).imageWithPrograms();
    int exit =
        new EntrypointCommand(host.host(), TestFiles.BUNDLED, () -> "1", (level, format) -> {})
            .run(List.of("xrootd", "cmsd", "--dry-run", "-e", "templates.check=true"));
    assertThat(exit).as(host.err()).isZero();
    assertThat(host.out())
        .contains(
            "(rw-r--r--), checked by: cconfig -c /config-etc/cmsd-manager.cnf -n manager -x cmsd"
                + " -h test-host\n");
  }
}
