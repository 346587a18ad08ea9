// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.Sample;
import org.lsst.qserv.entrypoint.image.Container.Outcome;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * Builds images with the Dockerfile of {@code docs/build-your-image.md}, and launches a database in
 * them as different users. The engine's own builder is used, not BuildKit.
 */
final class DerivedImageIT {
  private static final Path PAGE = Path.of("docs/build-your-image.md");

  /** Root changes to uid 1000. */
  private static final List<String> USERS = List.of("1000:1000", "1000:0", "4711:0", "0:0");

  /** A base with MariaDB, without the programs that the launcher does not need. */
  private static final String BARE =
      """
      FROM %s
      RUN rm /usr/bin/setpriv /usr/bin/setsid /usr/bin/flock /bin/su && ! command -v java tini
      """
          .formatted(System.getProperty("entrypoint.base-image", "qserv-dev-base"));

  private final List<String> built = new ArrayList<>();

  /** Returns the Dockerfile of the page, with another base. */
  private static String documented(String base) throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("```dockerfile\nFROM") + "```dockerfile\n".length();
    String dockerfile = page.substring(start, page.indexOf("```", start));
    assertThat(dockerfile.lines()).hasSize(3);
    return dockerfile
        .replaceFirst("FROM .*\n", base)
        .replace("--from=qserv-lite ", "--from=" + Image.LITE + " ");
  }

  private String build(String base) throws IOException {
    String name =
        new ImageFromDockerfile().withFileFromString("Dockerfile", documented(base)).get();
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
    String name = build(BARE);
    for (String user : Sample.of(DerivedImageIT.class).of(USERS, 2)) {
      assertLaunchesADatabase(name, user);
    }
  }

  /** Any uid of group 0 and uid 1000 with any group can write, but no others. */
  private static void assertLaunchesADatabase(String image, String user) {
    try (Container database =
        Container.of(image, "entrypoint", "worker", "database").user(user).start()) {
      database.awaitReady();
      String uid = user.equals("0:0") ? "1000" : user.substring(0, user.indexOf(':'));
      assertThat(database.script("stat -c %u /qserv/data/mysql/ibdata1")).isEqualTo(uid + "\n");
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
  void launchesDatabasesOnOtherReleasesOfDebian(String suite)
      throws IOException, InterruptedException {
    String debian = "entrypoint-test-" + suite;
    Process build =
        new ProcessBuilder("images/debian/build", debian, suite).redirectErrorStream(true).start();
    String log = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(build.waitFor()).as(log).isZero();
    String name =
        build(
            """
            FROM %s
            RUN apt-get update \\
             && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends mariadb-server \\
             && rm -rf /var/lib/mysql/*
            """
                .formatted(debian));
    for (String user : USERS) {
      assertLaunchesADatabase(name, user);
    }
  }
}
