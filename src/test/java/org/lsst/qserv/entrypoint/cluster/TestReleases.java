// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster;

import java.nio.file.Path;
import java.util.Map;

/**
 * Images of four releases, derived from the development image.
 *
 * @param old has an older schema of the workers
 * @param bugFix differs from the old release in nothing that matters
 * @param broken is the old release without the program of the registry
 * @param current the development image
 */
record TestReleases(String old, String bugFix, String broken, String current) {

  /** Builds the images for the release line under test. */
  static TestReleases build() {
    String current = Cluster.image();
    String old =
        build(
            "old",
            """
            FROM %s
            USER root
            RUN rm /usr/local/qserv/schema/worker/migrate-2-to-3*
            USER 1000
            """
                .formatted(current));
    String bugFix = build("bug-fix", "FROM %s\nLABEL fixed=yes\n".formatted(old));
    String broken =
        build(
            "broken",
            """
            FROM %s
            USER root
            RUN rm /usr/local/bin/qserv-replica-registry
            USER 1000
            """
                .formatted(old));
    return new TestReleases(old, bugFix, broken, current);
  }

  private static String build(String name, String dockerfile) {
    String image = Cluster.image() + "-" + name;
    new Command(Path.of("").toAbsolutePath(), Map.of("DOCKERFILE", dockerfile))
        .output(
            "bash",
            "-euc",
            "printf %s \"$DOCKERFILE\" | DOCKER_BUILDKIT=0 docker build --quiet --tag "
                + image
                + " -");
    return image;
  }
}
