// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.Sample;
import org.lsst.qserv.entrypoint.image.Container.Outcome;
import org.lsst.qserv.entrypoint.io.JsonString;

/** Tests that values are passed unchanged to arguments, files and environment. */
final class ArgumentsIT {
  private static final Sample SAMPLE = Sample.of(ArgumentsIT.class);

  /** Values that are special for a shell, parser, template or encoding. */
  private static final List<String> PIECES =
      List.of(
          "'", "\"", "`", ",", "=", "\n", "\r\n", "\t", "$", "${x}", "#", "#{x}", "\\", "\\n", "%",
          "%s", " ", "  ", "{", "}", "{{ x }}", "{% x %}", "[", "]", ":", ";", "&", "|", "<", ">",
          "*", "?", "~", "!", "-", "--", "@", "/", "a", "B", "0", "true", "null", "é", "ß", "漢",
          "😀", "\u00a0", "\u2028", "\u0001", "\u007f");

  /** Text settings without a required format. */
  private static final List<String> TEXTS =
      List.of(
          "czar.css.database",
          "czar.resultdb.database",
          "czar.qmeta.database",
          "czar.qstatus.database",
          "czar.qdisppool.vect-run-sizes",
          "czar.http.user",
          "proxy.backend-address",
          "mariadb.options",
          "service-log.options");

  private static final String SEPARATOR = "<next>";

  /** A component that prints its arguments and its file. */
  private static final String CATALOG =
      """
      catalog.roles.test {
        description = "a role of the test"
        components.dump {
          description = "prints what it got"
          command = [sh, "-c", "base64 -w0 /proc/$$/cmdline; echo; base64 -w0 /tmp/rendered", dump]
          files = [{ template = "/tmp/template", target = "/tmp/rendered", mode = "0600" }]
        }
      }
      """;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Container container;

  @BeforeAll
  static void start() {
    container =
        Container.idle(Image.LITE)
            .file("/tmp/test.conf", CATALOG)
            .file("/tmp/template", template())
            .start();
  }

  private static String template() {
    return TEXTS.stream()
            .map(name -> "{{ " + name.replace('-', '_') + " }}")
            .collect(Collectors.joining(SEPARATOR))
        + SEPARATOR
        + "\n";
  }

  @AfterAll
  static void removeContainer() {
    container.close();
  }

  @Test
  void showsTheExactCommandInADryRun() {
    Outcome outcome =
        container.run(
            "entrypoint",
            "worker",
            "xrootd",
            "-e",
            "args={\"a\":[\"x\",\"y,z\",\"p=q\"],\"debug\":true}",
            "--json",
            "{\"xrootd\":{\"manager\":{\"host\":\"m\"}},\"registry.host\":\"r\",\"instance-id\":\"i\","
                + "\"auth-key\":\"\",\"admin-auth-key\":\"\"}",
            "--dry-run");

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().lines())
        .contains(
            "exec     xrootd -c /config-etc/cmsd-worker.cf -n worker -I v4 -s"
                + " /var/run/xrootd/xrootd.pid -l @libXrdSsiLog.so -+xrdssi"
                + " /config-etc/xrdssi-worker.cf -a x -a y,z -a p=q --debug");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "LC_ALL=C", "LC_ALL=", "LANG=de_DE.ISO-8859-1", "LC_ALL=tlh.KLINGON"})
  void passesValuesUnchangedToArgumentsAndFiles(String locale) {
    for (int round = 0; round < Sample.times(1, 20); round++) {
      Map<String, String> options = values(Sample.times(40, 200), "o");
      Map<String, String> texts = new LinkedHashMap<>();
      TEXTS.forEach(name -> texts.put(name, value(SAMPLE.random())));
      Outcome outcome = launch(locale, options, texts);

      assertThat(outcome.exit()).as("%s", outcome).isZero();
      List<String> printed = outcome.out().lines().map(ArgumentsIT::decoded).toList();
      Map<String, String> arrived = new TreeMap<>();
      for (String word : printed.getFirst().split("\0", -1)) {
        if (word.startsWith("--o")) {
          arrived.put(word.substring(2, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
      }
      assertThat(arrived).isEqualTo(new TreeMap<>(options));
      assertThat(printed.getLast())
          .isEqualTo(String.join(SEPARATOR, texts.values()) + SEPARATOR + "\n");
    }
  }

  private static String decoded(String line) {
    return new String(Base64.getDecoder().decode(line), UTF_8);
  }

  private static Map<String, String> values(int count, String prefix) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      values.put(prefix + i, value(SAMPLE.random()));
    }
    return values;
  }

  private static String value(Random random) {
    StringBuilder value = new StringBuilder();
    int length = 1 + random.nextInt(8);
    for (int i = 0; i < length; i++) {
      value.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return value.toString();
  }

  /** Specifies each value in a different source. */
  private static Outcome launch(
      String locale, Map<String, String> options, Map<String, String> texts) {
    List<String> command =
        new ArrayList<>(List.of("entrypoint", "test", "dump", "--config", "/tmp/test.conf"));
    Map<String, String> environment = new HashMap<>();
    if (!locale.isEmpty()) {
      int equals = locale.indexOf('=');
      environment.put(locale.substring(0, equals), locale.substring(equals + 1));
    }
    List<String> asJson = new ArrayList<>();
    List<String> asVariable = new ArrayList<>();
    int turn = 0;
    for (Map.Entry<String, String> option : options.entrySet()) {
      String member = JsonString.of(option.getKey()) + ":" + JsonString.of(option.getValue());
      switch (turn++ % 4) {
        case 0 -> asJson.add(member);
        case 1 -> asVariable.add(member);
        case 2 -> command.addAll(List.of("-e", "args={" + member + "}"));
        default -> command.add("-eargs." + option.getKey() + "=" + written(option.getValue()));
      }
    }
    command.addAll(List.of("--json", "{\"args\":{" + String.join(",", asJson) + "}}"));
    environment.put("QSERV_ARGS", "{" + String.join(",", asVariable) + "}");
    for (Map.Entry<String, String> text : texts.entrySet()) {
      String value = written(text.getValue());
      if (turn++ % 2 == 0) {
        command.addAll(List.of("-e", text.getKey() + "=" + value));
      } else {
        String name = text.getKey().toUpperCase(Locale.ROOT).replace(".", "__").replace("-", "_");
        environment.put("QSERV_" + name, value);
      }
    }
    return container.run(environment, command.toArray(String[]::new));
  }

  /** Quotes a value only if necessary. */
  private static String written(String value) {
    boolean special = value.matches("(?s)[{\\[\"].*|true|false|null");
    return special ? JsonString.of(value) : value;
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec", "supervise"})
  void passesTheEnvironmentOfTheContainerAndTheCatalog(String way) {
    Map<String, String> given =
        Map.ofEntries(
            entry("LC_ALL", "C"),
            entry("JAVA_TOOL_OPTIONS", "-Dfor=others"),
            entry("LINES_OF_TEXT", "one\ntwo = é"),
            entry("my.site", "no identifier"),
            entry("a-b é", "="),
            entry("MALLOC_ARENA_MAX", ""),
            entry("SHLVL", "0"),
            entry("QSERV_LOG__LEVEL", "ERROR"),
            entry("QSERV_LAUNCH", way),
            entry("QSERV_SOMETHING_ELSE", "kept"),
            entry("ENTRYPOINT_USER", "1000"));
    Map<String, String> expected = new TreeMap<>(variables(container.run(given, "env", "-0")));
    List.of("QSERV_LOG__LEVEL", "QSERV_LAUNCH", "ENTRYPOINT_USER").forEach(expected::remove);
    expected.put("LD_PRELOAD", "libjemalloc.so.2");

    // not to stdout, where a supervisor adds the name of the component to each line
    String command = "-ecommand=[\"sh\",\"-c\",\"cat /proc/$$/environ >/tmp/environment\"]";
    assertThat(container.run(given, "entrypoint", "xrootd", "cmsd", command).exit()).isZero();

    assertThat(variables(container.run("cat", "/tmp/environment")))
        .containsExactlyInAnyOrderEntriesOf(expected);
  }

  private static Map<String, String> variables(Outcome outcome) {
    Map<String, String> variables = new TreeMap<>();
    for (String variable : outcome.out().split("\0", -1)) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        variables.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    return variables;
  }
}
