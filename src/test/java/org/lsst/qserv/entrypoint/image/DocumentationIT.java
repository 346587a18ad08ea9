// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.Sample;

/**
 * Executes the commands of the documentation: all blocks of a page that are marked as {@code sh},
 * from top to bottom, as a user would paste them. The blocks of a page share one shell, and remove
 * what they create.
 */
@Order(1)
final class DocumentationIT {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");

  /** Every container and volume of the documentation has a name with this prefix. */
  private static final String PREFIX = "doc-";

  private static final long LIMIT_MINUTES = 3;

  @TempDir Path directory;

  static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(docs, Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")))
          .filter(page -> page.toString().endsWith(".md"))
          .filter(page -> !commands(page).isEmpty())
          .sorted()
          .toList();
    }
  }

  static List<Path> sampledPages() throws IOException {
    return Sample.of(DocumentationIT.class).of(pages(), 14);
  }

  @ParameterizedTest
  @MethodSource("sampledPages")
  void theCommandsOfAPageSucceed(Path page) throws Exception {
    Path output = directory.resolve("output");
    Process shell =
        new ProcessBuilder("bash", "-eux", "-c", commands(page))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = shell.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    shell.destroyForcibly();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(ended).as("%s: %s", page, text).isTrue();
    assertThat(shell.exitValue()).as("%s: %s", page, text).isZero();
  }

  @Test
  void thereArePagesWithCommands() throws IOException {
    assertThat(pages()).hasSizeGreaterThan(10).contains(Path.of("README.md"));
  }

  @AfterAll
  static void nothingIsLeft() throws Exception {
    String left =
        run("docker ps -a --format '{{.Names}}'; docker volume ls --format '{{.Name}}'")
            .lines()
            .filter(name -> name.startsWith(PREFIX))
            .collect(Collectors.joining(" "));
    if (!left.isEmpty()) {
      run("docker rm --force --volumes " + left + "; docker volume rm --force " + left);
    }
    assertThat(left).as("containers and volumes that pages did not remove").isEmpty();
  }

  private static String run(String script) throws IOException {
    Process shell = new ProcessBuilder("bash", "-c", script).start();
    return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Returns the commands of a page, for the images under test. */
  private static String commands(Path page) {
    try {
      String blocks =
          BLOCK
              .matcher(Files.readString(page))
              .results()
              .map((MatchResult block) -> block.group(1))
              .collect(Collectors.joining("\n"));
      return blocks
          .replaceAll("\\bqserv-lite-dev\\b(?!-)", Image.DEVELOPMENT)
          .replaceAll("\\bqserv-lite\\b(?!-)", Image.LITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
