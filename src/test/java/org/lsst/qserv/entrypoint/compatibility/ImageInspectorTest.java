// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.SettingsReader;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import org.lsst.qserv.entrypoint.settings.source.LegacyLineSettings;
import org.lsst.qserv.entrypoint.settings.source.SettingsSources;

/** Tests where the facts of an image come from. */
final class ImageInspectorTest {
  private static final String LABELS = "etc/qserv-image/labels";

  /** The SHA-256 checksum of "SELECT 1;". */
  private static final String CHECKSUM =
      "17db4fd369edb9244b9f91d9aeed145c3d04ad8ba6e95d06247f07a63527d11a";

  @TempDir Path directory;

  private TestHost host;

  @BeforeEach
  void prepareImage() {
    host = new TestHost(directory).image();
  }

  private ImageFacts inspect(String... assignments) throws InterruptedException {
    return inspect(TestFiles.BUNDLED, assignments);
  }

  private ImageFacts inspect(BundledFiles bundled, String... assignments)
      throws InterruptedException {
    SettingsSources sources =
        new SettingsSources(
            List.of(assignments), List.of(), List.of(), List.of(), LegacyLineSettings.NOTHING);
    Settings settings = new SettingsReader(host.host(), bundled).read(sources, "");
    return new ImageInspector(host.host(), bundled).image(settings);
  }

  private static SchemaFacts schema(ImageFacts facts, String module) {
    return requireNonNull(facts.schemas().get(module));
  }

  private String scripts() {
    host.file("scripts/czar/migrate-None-to-4.sql", "SELECT 1;")
        .file("scripts/czar/migrate-4-to-5.sql", "SELECT 1;")
        .file("scripts/czar/README", "not a script");
    return "schema.scripts=" + directory.resolve("scripts");
  }

  @Test
  void withoutLabelsAndProgramsOnlyTheLineAndTheCatalogAreKnown() throws InterruptedException {
    ImageFacts facts = inspect();
    assertThat(facts.releaseLine())
        .isEqualTo(ImageFact.known("xrd", "release-line=xrd from QSERV_RELEASE_LINE"));
    assertThat(facts.release())
        .isEqualTo(
            ImageFact.unknown(
                "the base image has no label org.lsst.qserv.release or"
                    + " org.opencontainers.image.version"));
    assertThat(facts.rest().version())
        .isEqualTo(
            ImageFact.unknown("no label org.lsst.qserv.rest.version, and the release is unknown"));
    assertThat(facts.mariadb())
        .isEqualTo(
            ImageFact.unknown(
                "'mariadbd' not found in the image (required by compatibility); no label"
                    + " org.lsst.qserv.mariadb, and the release is unknown"));
    assertThat(facts.schemas().keySet()).containsExactly("czar", "replication", "worker");
    assertThat(facts.schemas().values()).noneMatch(schema -> schema.version().isKnown());
    assertThat(facts.catalog().digest().isKnown()).isTrue();
    assertThat(CompatibilityCheck.assess(facts, facts).verdict()).isEqualTo(UpgradeVerdict.UNKNOWN);
  }

  @Test
  void aReleaseTagInALabelSelectsTheFactsOfTheTable() throws InterruptedException {
    host.file(LABELS, "org.opencontainers.image.version=2026.3.3\n");
    ImageFacts facts = inspect();
    assertThat(facts.release())
        .isEqualTo(ImageFact.known("2026.3.3", "label org.opencontainers.image.version"));
    assertThat(facts.rest().version())
        .isEqualTo(ImageFact.known(55, "table of releases: 2026.3.3"));
    assertThat(facts.mariadb()).isEqualTo(ImageFact.known("11.4.4", "table of releases: 2026.3.3"));
    assertThat(schema(facts, "czar").version().text()).isEqualTo("17");
  }

  @Test
  void aLabelOfAnOperatingSystemIsNoReleaseTag() throws InterruptedException {
    host.file(LABELS, "org.opencontainers.image.version=24.04\n");
    assertThat(inspect().release().isKnown()).isFalse();
  }

  @Test
  void aReleaseThatIsNoTagIsUnknownAlsoIfTheBaseImageHasOne() throws InterruptedException {
    host.file(
        LABELS, "org.lsst.qserv.release=nightly\norg.opencontainers.image.version=2026.3.3\n");
    assertThat(inspect().release())
        .isEqualTo(
            ImageFact.unknown(
                "label org.lsst.qserv.release is not the tag of a release: 'nightly'"));
  }

  @Test
  void aTagThatIsNotInTheTableIsReportedAndSelectsNothing() throws InterruptedException {
    host.file(LABELS, "org.lsst.qserv.release=2027.1.1-rc2\n");
    ImageFacts facts = inspect();
    assertThat(facts.release().text()).isEqualTo("2027.1.1-rc2");
    assertThat(facts.rest().oldestAccepted())
        .isEqualTo(
            ImageFact.unknown(
                "no label org.lsst.qserv.rest.oldest-accepted, and not in the table for release"
                    + " 2027.1.1-rc2"));
  }

  @Test
  void labelsTakePrecedenceOverTheTable() throws InterruptedException {
    host.file(
        LABELS,
        """
        org.lsst.qserv.release=2026.3.3
        org.lsst.qserv.rest.version=56
        org.lsst.qserv.rest.oldest-accepted=about 52
        org.lsst.qserv.protocols.replication=cafe0123
        a line without a value
        """);
    ImageFacts facts = inspect();
    assertThat(facts.rest().version())
        .isEqualTo(ImageFact.known(56, "label org.lsst.qserv.rest.version"));
    assertThat(facts.rest().oldestAccepted())
        .isEqualTo(
            ImageFact.unknown(
                "label org.lsst.qserv.rest.oldest-accepted is not a number: 'about 52'"));
    assertThat(facts.protocols())
        .containsEntry(
            "replication",
            ImageFact.known("cafe0123", "label org.lsst.qserv.protocols.replication"))
        .containsEntry("czar-worker", ImageFact.known("52c19e39", "table of releases: 2026.3.3"));
  }

  @Test
  void scriptsTakePrecedenceOverLabels() throws InterruptedException {
    host.file(LABELS, "org.lsst.qserv.schemas.czar=17\norg.lsst.qserv.schemas.worker=3\n");
    ImageFacts facts = inspect(scripts());
    String source = directory.resolve("scripts/czar").toString();
    assertThat(schema(facts, "czar").version()).isEqualTo(ImageFact.known(5, source));
    assertThat(schema(facts, "czar").scripts())
        .isEqualTo(
            ImageFact.known(
                Map.of("migrate-None-to-4.sql", CHECKSUM, "migrate-4-to-5.sql", CHECKSUM), source));
    assertThat(schema(facts, "worker").version())
        .isEqualTo(ImageFact.known(3, "label org.lsst.qserv.schemas.worker"));
    assertThat(schema(facts, "worker").scripts())
        .isEqualTo(ImageFact.unknown("no such directory: " + directory.resolve("scripts/worker")));
  }

  @Test
  void theServerProgramTakesPrecedenceOverTheTable() throws IOException, InterruptedException {
    host.file(LABELS, "org.lsst.qserv.release=2026.3.3\n");
    installServer();
    assertThat(inspect().mariadb()).isEqualTo(ImageFact.known("10.11.6", "mariadbd --version"));
  }

  @Test
  void theLabelOfADatabaseImageTakesPrecedenceOverTheServerProgram()
      throws IOException, InterruptedException {
    host.file(LABELS, "org.lsst.qserv.mariadb=11.4.4\n");
    installServer();
    assertThat(inspect().mariadb())
        .isEqualTo(ImageFact.known("11.4.4", "label org.lsst.qserv.mariadb"));
  }

  @Test
  void anInvalidVersionOfMariadbIsUnknownAndTheDocumentCanBeRead()
      throws IOException, InterruptedException {
    host.file(LABELS, "org.lsst.qserv.mariadb=eleven\n");
    installServer();
    ImageFacts facts = inspect();
    assertThat(facts.mariadb())
        .isEqualTo(ImageFact.unknown("label org.lsst.qserv.mariadb is not a version: 'eleven'"));
    assertThat(FactsReader.of(TestFiles.BUNDLED).read("old.json", FactsJson.of(facts)))
        .isEqualTo(facts);
  }

  private void installServer() throws IOException {
    Path program = directory.resolve("image/mariadbd");
    Files.createDirectories(program.getParent());
    Files.writeString(
        program, "#!/bin/sh\necho mariadbd  Ver 10.11.6-MariaDB-0+deb12u1 for Linux\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void eachReleaseOfLineHttpUsesJsonBetweenCzarsAndWorkers() throws InterruptedException {
    host.line("http");
    assertThat(inspect().protocols())
        .containsEntry("czar-worker", ImageFact.known("json", "every release of the release line"));
  }

  @Test
  void withoutALineItsCatalogIsUnknown() throws InterruptedException {
    host.lineOfImage();
    ImageFacts facts = inspect(scripts());
    assertThat(facts.releaseLine())
        .isEqualTo(ImageFact.unknown("the image contains the programs of no release line"));
    assertThat(facts.catalog().digest().isKnown()).isFalse();
    assertThat(facts.catalog().restartOrder()).isEmpty();
    assertThat(facts.schemas().keySet()).containsExactly("czar", "replication", "worker");
  }

  @Test
  void theDigestDependsOnTheCatalogButNotOnItsForm() throws IOException, InterruptedException {
    Path compact = directory.resolve("settings.compact");
    TestFiles.BUNDLED.writeCompact(compact);
    ImageFact<String> digest = inspect().catalog().digest();
    assertThat(digest.text()).matches("[0-9a-f]{64}");
    assertThat(inspect(new BundledFiles(compact)).catalog().digest()).isEqualTo(digest);
    assertThat(inspect("release-line=http").catalog().digest().text()).isNotEqualTo(digest.text());
  }

  @Test
  void anUnknownReleaseIsReportedWithTheKnownOnes() {
    assertThatThrownBy(() -> TestFacts.ofRelease(directory, "2026.3.4"))
        .hasMessage(
            "error: unknown release '2026.3.4' (known: 2024.3.2-rc1, 2024.5.1-rc5, 2025.2.1,"
                + " 2026.1.2, 2026.3.3, http-2026-04)\nfix: did you mean 2026.3.3?");
  }
}
