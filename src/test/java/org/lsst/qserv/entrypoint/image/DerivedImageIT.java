// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.Sample;
import org.lsst.qserv.entrypoint.cluster.Command;
import org.lsst.qserv.entrypoint.image.Container.Outcome;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * Builds images with the Dockerfiles of the documentation, and launches a database in them as
 * different users. The engine's own builder is used, not BuildKit.
 */
final class DerivedImageIT {
  private static final String BASE = System.getProperty("entrypoint.base-image", "qserv-dev-base");

  /** Root changes to uid 1000. */
  private static final List<String> USERS = List.of("1000:1000", "1000:0", "4711:0", "0:0");

  /** A base with MariaDB, without the programs that the launcher does not need. */
  private static final String BARE =
      """
      FROM %s
      RUN rm /usr/bin/setpriv /usr/bin/setsid /usr/bin/flock /bin/su /usr/sbin/mysqld \\
       && ! command -v java && ! command -v tini
      """
          .formatted(BASE);

  private final List<String> built = new ArrayList<>();

  /** Returns the Dockerfile in a page that contains this text. */
  private static String documented(String page, String text) throws IOException {
    return Pattern.compile("```dockerfile\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(Path.of("docs", page)))
        .results()
        .map(block -> block.group(1))
        .filter(block -> block.contains(text))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the Dockerfile with three lines, with another base. */
  private static String threeLines(String base) throws IOException {
    String dockerfile = documented("build-your-image.md", "COPY --from");
    assertThat(dockerfile.lines()).hasSize(3);
    return dockerfile
        .replaceFirst("FROM .*\n", Matcher.quoteReplacement(base))
        .replace("--from=qserv-lite ", "--from=" + Image.LITE + " ");
  }

  private static String optionalLines() throws IOException {
    return documented("build-your-image.md", "ENTRYPOINT");
  }

  private String build(String dockerfile) {
    String name = new ImageFromDockerfile().withFileFromString("Dockerfile", dockerfile).get();
    built.add(name);
    return name;
  }

  @AfterEach
  void removeTheImages() {
    for (String name : built) {
      DockerClientFactory.lazyClient().removeImageCmd(name).withForce(true).exec();
    }
  }

  @Test
  void launchesDatabasesOnABaseWithoutUtilLinux() throws IOException {
    String name = build(threeLines(BARE));
    for (String user : Sample.of(DerivedImageIT.class).of(USERS, 2)) {
      assertLaunchesADatabase(name, user);
    }
  }

  @Test
  void behavesLikeAnImageOfDevWithTheOptionalLines() throws IOException {
    String name = build(threeLines(BARE) + optionalLines());
    try (Container database = Container.of(name, "entrypoint", "worker", "database").start()) {
      database.awaitReady();
      assertThat(database.script("id -u; id -g; pwd")).isEqualTo("1000\n0\n/home/qserv\n");
      assertThat(database.script("mariadb --print-defaults")).contains("--socket=");
    }
  }

  /** Any uid of group 0 and uid 1000 with any group can write, but no others. */
  private static void assertLaunchesADatabase(String image, String user) {
    try (Container database =
        Container.of(image, "entrypoint", "worker", "database")
            .user(user)
            .environment("a-b", "1")
            .environment("my.site", "2")
            .start()) {
      database.awaitReady();
      String uid = user.equals("0:0") ? "1000" : user.substring(0, user.indexOf(':'));
      assertThat(database.script("stat -c %u /qserv/data/mysql/ibdata1")).isEqualTo(uid + "\n");
      // Not even root may read the variables of another user's process.
      assertThat(
              database.scriptAs(
                  user.equals("0:0") ? "1000:0" : user,
                  """
                  cd $(dirname $(grep -lx mariadbd /proc/[0-9]*/comm))
                  tr '\\0' '\\n' <environ | grep -E '^(a-b|my.site)=' | sort
                  """))
          .isEqualTo("a-b=1\nmy.site=2\n");
      assertThat(database.script("mysqld --version")).contains("MariaDB");
      assertUsesTheAotCaches(database);
    }
  }

  private static void assertUsesTheAotCaches(Container container) {
    Map<String, String> required = Map.of("ENTRYPOINT_JAVA_OPTIONS", "-XX:AOTMode=on");
    for (List<String> command : List.of(List.of("--version"), List.of("probe", "live"))) {
      Outcome outcome =
          container.run(
              required,
              Stream.concat(Stream.of("entrypoint"), command.stream()).toArray(String[]::new));
      assertThat(outcome.exit()).as(outcome.toString()).isZero();
    }
  }

  /** The releases of Debian that are not the base of the other tests; only with all rows. */
  static List<String> otherReleases() {
    return Sample.FULL ? List.of("bullseye", "trixie") : List.of();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("otherReleases")
  void launchesDatabasesOnOtherReleasesOfDebian(String suite) throws IOException {
    String name =
        build(
            threeLines(
                """
                FROM qserv-debian-%s
                RUN apt-get update \\
                 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends mariadb-server \\
                 && rm -rf /var/lib/mysql/*
                """
                    .formatted(suite)));
    for (String user : USERS) {
      assertLaunchesADatabase(name, user);
    }
  }

  /** The labels are those of the base; {@code ./dev image} adds the launcher. */
  @Test
  @Tag("full-suite")
  void describesABaseWithTheLabelsOfThePage() throws IOException {
    String base =
        build(
            documented("compatibility.md", "LABEL")
                .replaceFirst("FROM .*\n", Matcher.quoteReplacement("FROM " + BASE + "\n")));
    String name = base + "-labeled";
    new Command(Path.of("").toAbsolutePath(), Map.of())
        .output("./dev", "image", "--base", base, "--to", name);
    built.add(name);
    try (Container database = Container.of(name, "entrypoint", "worker", "database").start()) {
      database.awaitReady();
      assertThat(database.script("entrypoint compatibility describe"))
          .contains("\"2026.9.1\"", "\"52c19e39\"", "\"aaa93f08\"");
    }
  }
}
