// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.Sample;
import org.lsst.qserv.entrypoint.SeededRandom;
import org.lsst.qserv.entrypoint.schema.script.GeneratedScript;
import org.lsst.qserv.entrypoint.schema.script.ScriptSplitter;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;

/**
 * Tests that scripts are split into the same statements as by the real client, which the general
 * log of the server shows. White space outside of strings and names is ignored.
 */
final class SqlClientParityIT {
  private static final Path CASES = Path.of("src/test/resources/schema/script");

  /** A quoted string or name, which is compared literally, or white space. */
  private static final Pattern QUOTED_OR_SPACE =
      Pattern.compile(
          "('(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`)|\\s+", Pattern.DOTALL);

  private static final String CLIENT =
      "mariadb --no-defaults -uroot -S /tmp/parity.sock --default-character-set=utf8mb4";

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Container container;

  @BeforeAll
  static void startServerWithGeneralLog() {
    container = Container.idle(Image.LITE).start();
    container.script(
        """
        mariadb-install-db --no-defaults --datadir=/tmp/parity --auth-root-authentication-method=normal >/tmp/install.log 2>&1
        setsid mariadbd --no-defaults --datadir=/tmp/parity --socket=/tmp/parity.sock --skip-networking --max-statement-time=0.5 \\
          --log-output=TABLE --general-log=1 >/tmp/parity.log 2>&1 </dev/null &
        """);
    container.await(
        "the server", () -> container.run("bash", "-c", CLIENT + " -e 'select 1'").exit() == 0);
    container.script(CLIENT + " -e 'create database a; create database b; create database `c d`'");
  }

  @AfterAll
  static void removeServer() {
    container.close();
  }

  @Test
  void splitsTheCorpusLikeTheClient() throws IOException {
    Map<String, String> scripts = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(CASES.resolve("parity"))) {
      for (Path file : files.sorted().toList()) {
        scripts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(scripts).hasSizeGreaterThan(5);
    List<List<String>> sent = sent(List.copyOf(scripts.values()));
    int i = 0;
    for (Map.Entry<String, String> script : scripts.entrySet()) {
      assertThat(split(script.getValue())).as(script.getKey()).isEqualTo(sent.get(i++));
    }
  }

  @Test
  void splitsCompoundStatementsLikeTheClientWithADelimiter() throws IOException {
    List<String> statements =
        List.of(Files.readString(CASES.resolve("compound.sql")).strip().split("\n====\n", -1));
    String with =
        statements.stream()
            .map(statement -> "DELIMITER $$\n" + statement + "$$\nDELIMITER ;\n")
            .collect(Collectors.joining());
    List<String> sent = sent(List.of(with)).getFirst();
    assertThat(sent).hasSameSizeAs(statements);
    assertThat(split(with)).isEqualTo(sent);
    assertThat(split(String.join(";\n", statements))).isEqualTo(sent);
  }

  @Test
  void splitsGeneratedScriptsLikeTheClient() {
    SeededRandom random = SeededRandom.forTest(SqlClientParityIT.class);
    List<GeneratedScript> scripts =
        IntStream.range(0, Sample.times(150, 1500))
            .mapToObj(n -> GeneratedScript.of(random, 1 + random.below(12)))
            .toList();
    List<List<String>> sent = sent(scripts.stream().map(GeneratedScript::forClient).toList());
    for (int i = 0; i < scripts.size(); i++) {
      GeneratedScript script = scripts.get(i);
      assertThat(split(script.forClient())).as(script.forClient()).isEqualTo(sent.get(i));
      assertThat(split(script.bare())).as(script.bare()).isEqualTo(sent.get(i));
    }
  }

  private static List<String> split(String script) {
    return ScriptSplitter.split(script).stream()
        .map(ScriptStatement::text)
        .map(SqlClientParityIT::comparable)
        .toList();
  }

  private static String comparable(String statement) {
    String spaced =
        QUOTED_OR_SPACE
            .matcher(statement)
            .replaceAll(match ->
                match.group(1) == null
                    ? " "
                    : java.util.regex.Matcher.quoteReplacement(match.group(1)));
    String stripped = spaced.strip();
    return stripped.toLowerCase(Locale.ROOT).startsWith("use ")
        ? "use " + stripped.substring(4).replace("`", "")
        : stripped;
  }

  /** Returns the statements that the client sent for each script. */
  private static List<List<String>> sent(List<String> scripts) {
    String lines =
        scripts.stream()
            .map(script ->
                Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8)))
            .collect(Collectors.joining("\n", "", "\n"));
    container.write("/tmp/scripts", lines);
    String log =
        container.script(
            CLIENT
                + " -e 'truncate table mysql.general_log'\n"
                + "while read -r script; do\n"
                + "  base64 -d <<<\"$script\" >/tmp/script.sql\n"
                + "  "
                + CLIENT
                + " --force </tmp/script.sql >/dev/null 2>&1 || true\n"
                + "done </tmp/scripts\n"
                + CLIENT
                + " -NBe 'select thread_id, command_type, hex(argument) from mysql.general_log'");
    Map<String, List<String>> byConnection = new LinkedHashMap<>();
    for (String line : log.lines().toList()) {
      String[] row = line.split("\t", -1);
      String argument = new String(HexFormat.of().parseHex(row[2]), StandardCharsets.UTF_8);
      if (row[1].equals("Connect")) {
        byConnection.put(row[0], new ArrayList<>());
      } else if (byConnection.containsKey(row[0]) && !argument.equals("SELECT DATABASE()")) {
        add(byConnection.get(row[0]), row[1], argument);
      }
    }
    return byConnection.values().stream().limit(scripts.size()).toList();
  }

  private static void add(List<String> statements, String command, String argument) {
    if (command.equals("Query")) {
      statements.addAll(ofServer(argument));
    } else if (command.equals("Init DB")) {
      statements.add("use " + argument);
    }
  }

  /** Splits several statements that the client sent in one packet. */
  private static List<String> ofServer(String argument) {
    return argument.contains(";")
        ? split("DELIMITER $$parity$$\n" + argument + "$$parity$$\n")
        : List.of(comparable(argument));
  }
}
