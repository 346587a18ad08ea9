// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Tests the documents with facts: writing, the published schema, reading, and bad documents. */
final class FactsJsonTest {
  private static final FactsReader READER = FactsReader.of(TestFiles.BUNDLED);
  private static final String FIX =
      "\nfix: write the document with 'entrypoint compatibility describe', or correct it as"
          + " docs/compatibility-facts.schema.json describes";

  @TempDir Path directory;

  private static String complete() {
    return FactsJson.of(
        new TestFacts().without("rest.oldest-accepted").number("schemas.replication", 15).build());
  }

  private static void assertRejected(String document, String message) {
    assertThatThrownBy(() -> READER.read("old.json", document))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.BAD_DATA))
        .hasMessage(message);
  }

  @Test
  void whatIsWrittenMatchesTheSchemaAndIsReadAgain() throws IOException {
    assertThat(FactsSchema.errors(complete())).isEmpty();
    assertThat(FactsJson.of(READER.read("old.json", complete()))).isEqualTo(complete());
  }

  @Test
  void theFactsOfEachReleaseMatchTheSchemaAndAreReadAgain() throws IOException {
    for (String tag : new ReleaseTable(TestFiles.BUNDLED).releases()) {
      ImageFacts facts = TestFacts.ofRelease(directory, tag);
      String document = FactsJson.of(facts);
      assertThat(FactsSchema.errors(document)).as(tag).isEmpty();
      assertThat(READER.read(tag, document)).isEqualTo(facts);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"value\" : 17, | \"value\" : \"17\", | schemas.czar.version.value must be an integer from 0 on",
        "\"value\" : 17, | \"value\" : -1, | schemas.czar.version.value must be an integer from 0 on",
        "\"value\" : 17, | \"value\" : 1.5, | schemas.czar.version.value must be an integer from 0 on",
        "\"value\" : 17, | \"value\" : 99999999999, | schemas.czar.version.value must be an integer from 0 on",
        "\"value\" : \"xrd\" | \"value\" : true | release-line.value must be a string or null",
        "\"value\" : \"xrd\" | \"valeu\" : \"xrd\" | release-line.valeu is not a fact",
        "\"value\" : \"11.4.4\" | \"value\" : \"eleven\" | mariadb.value must be a version such as 11.4.4",
        "\"rest\" | \"REST\" | REST is not a fact",
        "\"digest\" | \"digests\" | catalog.digests is not a fact",
        "\"restart-order\" : [ | \"restart-order\" : [ 5, | catalog.restart-order must be an array of strings"
      })
  void rejectsADocumentThatTheSchemaRejects(String part, String replacement, String problem)
      throws IOException {
    assertThat(complete()).contains(part);
    String document = complete().replace(part, replacement);
    assertRejected(document, "error: old.json: " + problem + FIX);
    if (!problem.startsWith("mariadb")) { // the schema has no pattern for versions
      assertThat(FactsSchema.errors(document)).isNotEmpty();
    }
  }

  @Test
  void rejectsADocumentWithoutARequiredFact() {
    assertRejected("{\"version\": 1}", "error: old.json: release is missing" + FIX);
    assertRejected("{}", "error: old.json: version is missing" + FIX);
  }

  @Test
  void rejectsAnotherVersionOfTheFormat() {
    assertRejected(
        complete().replaceFirst("\"version\" : 1", "\"version\" : 2"),
        "error: old.json: version 2 of the format is unknown (expected 1)\n"
            + "fix: run the check in the newer of the two images");
  }

  @Test
  void rejectsWhatIsNoJsonObjectWithoutQuotingIt() {
    assertNoObject("{\"version\": 1,\n\"s3cret\" oops}", " (line 2)");
    assertNoObject("verdict: rolling", " (line 1)");
    assertNoObject("", " (line 1)");
    assertNoObject("[1]", " (line 1)");
    assertNoObject("55", " (line 1)");
  }

  private static void assertNoObject(String document, String line) {
    assertRejected(
        document,
        "error: old.json is not a JSON object"
            + line
            + "\nfix: write the document with 'entrypoint compatibility describe'");
  }

  @Test
  void aModuleOrProtocolThatTheDocumentLacksIsUnknown() {
    FactsReader reader = new FactsReader(Set.of("czar-worker", "another"), Set.of("css"));
    ImageFacts facts = reader.read("old.json", complete());
    assertThat(facts.protocols()).containsEntry("another", ImageFact.unknown("not in old.json"));
    assertThat(facts.schemas().keySet())
        .isEqualTo(Set.copyOf(List.of("css", "czar", "replication", "worker")));
    assertThat(CompatibilityCheck.assess(facts, facts).verdict()).isEqualTo(UpgradeVerdict.UNKNOWN);
  }
}
