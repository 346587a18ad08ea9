// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.Sample;

/**
 * The schema, the data, the accounts and what a script observes of its session are the same after
 * an upgrade as after the {@code mariadb} client, whether the upgrade runs undisturbed or is killed
 * and resumed; or the upgrade refuses the script before anything runs. The scripts are the files of
 * {@code schema/equality} and generated ones; {@code equality.py} there executes them and documents
 * the directives of a script. Only what {@code masked.txt} lists is not compared.
 *
 * <p>A short run executes every script on a default server, a sample on the other servers, and
 * kills a sample of the upgrades at one command. A full run cuts off each upgrade on a default
 * server at every command, which the server cannot tell from a kill. {@code
 * -Dentrypoint.equality=REGEX} restricts a run to the files whose path matches, {@code
 * -Dentrypoint.equality.server=NAME} to one configuration of the server.
 */
@Order(1)
final class SchemaEqualityIT {
  private static final Path CORPUS = Path.of("src/test/resources/schema/equality");

  private static final String COMMAND_SERVER_CLASS =
      CommandServer.class.getName().replace('.', '/') + ".class";

  private static final Path COMMAND_SERVER = Path.of("target/test-classes", COMMAND_SERVER_CLASS);

  private static final Pattern FILES =
      Pattern.compile(System.getProperty("entrypoint.equality", ""));

  private static final String SERVER = System.getProperty("entrypoint.equality.server", "");

  private static final List<String> PHASES = List.of("before", "during", "after");

  /**
   * A server, and its share of the scripts in a short run.
   *
   * @param name the name by which scripts refer to it
   * @param options lines for the group [mariadbd]
   * @param clientInit the statement with which the client starts each session, or an empty string
   * @param part which part of the scripts it executes
   * @param parts into how many parts the scripts are divided
   * @param scripts how many scripts a short run executes
   * @param kills how many upgrades a short run kills
   */
  record Configuration(
      String name, String options, String clientInit, int part, int parts, int scripts, int kills) {
    static Configuration standard(int part) {
      return new Configuration("default", "", "", part, 2, Integer.MAX_VALUE, 6);
    }

    static Configuration sampled(String name, String options) {
      return new Configuration(name, options, "", 0, 1, 4, 1);
    }

    @Override
    public String toString() {
      return parts == 1 ? name : name + ", part " + (part + 1) + " of " + parts;
    }
  }

  /** What the driver reports about one execution of a script. */
  private record Answer(String file, String way, String verdict, String details) {
    static Answer of(String line) {
      List<String> fields = List.of(line.split("\t", -1));
      byte[] details = Base64.getDecoder().decode(fields.get(3));
      return new Answer(
          fields.get(0), fields.get(1), fields.get(2), new String(details, StandardCharsets.UTF_8));
    }

    boolean failed() {
      return verdict.equals("FAILED");
    }

    @Override
    public String toString() {
      return file + " [" + way + "]: " + details.indent(2).strip();
    }
  }

  static List<Configuration> configurations() {
    return Stream.of(
            Configuration.standard(0),
            Configuration.standard(1),
            Configuration.sampled("ansi-quotes", "sql_mode=ANSI_QUOTES"),
            Configuration.sampled("no-backslash-escapes", "sql_mode=NO_BACKSLASH_ESCAPES"),
            Configuration.sampled("lower-case-names", "lower_case_table_names=1"),
            Configuration.sampled("latin1", "character_set_server=latin1"),
            new Configuration(
                "max-statement-time",
                "max_statement_time=1",
                "SET max_statement_time = 0",
                0,
                1,
                4,
                1))
        .filter(configuration -> SERVER.isEmpty() || configuration.name().equals(SERVER))
        .toList();
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("configurations")
  void theResultEqualsThatOfTheClientOrTheScriptIsRefused(Configuration configuration)
      throws IOException {
    Sample sample = Sample.of(SchemaEqualityIT.class, configuration.toString());
    try (Container container = withCorpus()) {
      List<String> files = new ArrayList<>(files(configuration));
      for (int i = 0; i < Sample.times(2, 40); i++) {
        String name = "generated/" + i + ".sql";
        container.write("/tmp/equality/" + name, GeneratedMigration.of(sample.random()));
        files.add(name);
      }
      List<Answer> answers =
          execute(
              container,
              configuration,
              jobs(sample, configuration, sample.of(files, configuration.scripts())));
      report(configuration, answers);
    }
  }

  @Test
  void aServerInOracleModeIsRefusedByName() {
    if (!SERVER.isEmpty() && !SERVER.equals("oracle")) {
      return;
    }
    Configuration oracle = Configuration.sampled("oracle", "sql_mode=ORACLE");
    try (Container container = withCorpus()) {
      container.write(
          "/tmp/equality/oracle.sql", "-- expect: refused ORACLE\nINSERT INTO t VALUES (1);\n");
      report(oracle, execute(container, oracle, List.of("oracle.sql\tall")));
    }
  }

  @Test
  void theDriverPassesItsOwnChecks() {
    try (Container container = withCorpus()) {
      assertThat(container.script("python3 /tmp/equality/equality.py --check")).isEqualTo("ok\n");
    }
  }

  /** Every mask names a file of the corpus. */
  @Test
  void masksReferToFilesThatExist() throws IOException {
    List<String> all = files();
    assertThat(Files.readAllLines(CORPUS.resolve("masked.txt")))
        .filteredOn(line -> line.startsWith("column "))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(all).contains(line.split(" ", -1)[1]));
  }

  private static Container withCorpus() {
    // Prepared in memory: the test is about statements, not about disks.
    Container container =
        Container.idle(Image.DEVELOPMENT)
            .tmpfs("/qserv/data")
            .copy(CORPUS, "/tmp/equality")
            .copy(COMMAND_SERVER, "/tmp/classes/" + COMMAND_SERVER_CLASS)
            .start();
    container.scriptAs("0:0", "chown -R 1000:0 /tmp/equality");
    container.script("mkdir -p /tmp/equality/generated");
    container.write("/tmp/password", "of this test");
    return container;
  }

  private static List<String> files(Configuration configuration) throws IOException {
    List<String> all =
        files().stream().filter(file -> FILES.matcher(file).find()).collect(Collectors.toList());
    List<String> part = new ArrayList<>();
    for (int i = configuration.part(); i < all.size(); i += configuration.parts()) {
      part.add(all.get(i));
    }
    return part;
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(CORPUS)) {
      return files
          .map(file -> CORPUS.relativize(file).toString())
          .filter(file -> file.endsWith(".sql") || file.endsWith(".sql.py"))
          .filter(file -> !file.equals("dump/rich-schema.sql"))
          .sorted()
          .toList();
    }
  }

  /** Lines FILE, tab, KILLS, as the driver expects them. */
  private static List<String> jobs(Sample sample, Configuration configuration, List<String> files) {
    if (Sample.FULL && configuration.parts() > 1) {
      return files.stream().map(file -> file + "\tall").toList();
    }
    List<String> killed = sample.of(files, configuration.kills());
    return files.stream()
        .map(file -> file + "\t" + (killed.contains(file) ? kill(sample.random()) : "none"))
        .toList();
  }

  /** A short run kills processes; a full run has too many for that. */
  private static String kill(Random random) {
    String fault = Sample.FULL ? "cut" : "kill";
    return random.nextDouble() + " " + PHASES.get(random.nextInt(PHASES.size())) + " " + fault;
  }

  private static List<Answer> execute(
      Container container, Configuration configuration, List<String> jobs) {
    container.write("/tmp/jobs", String.join("\n", jobs) + "\n");
    container.write("/tmp/options", configuration.options());
    container.write("/tmp/init", configuration.clientInit());
    return container
        .script(
            "python3 /tmp/equality/equality.py "
                + configuration.name()
                + " \"$(cat /tmp/options)\" \"$(cat /tmp/init)\" </tmp/jobs >/tmp/answers"
                + " && cat /tmp/answers") // a file, so that a long run can be watched
        .lines()
        .map(Answer::of)
        .toList();
  }

  private static void report(Configuration configuration, List<Answer> answers) {
    System.out.println(
        "SchemaEqualityIT "
            + configuration
            + ": "
            + answers.stream()
                .collect(Collectors.groupingBy(Answer::verdict, Collectors.counting())));
    SoftAssertions softly = new SoftAssertions();
    softly.assertThat(answers).as("executions on the server '%s'", configuration).isNotEmpty();
    answers.stream()
        .filter(Answer::failed)
        .forEach(answer -> softly.fail(configuration + ": " + answer));
    softly.assertAll();
  }
}
