// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.FakeTime;
import org.lsst.qserv.entrypoint.process.OutputFormat.OfStream;

/** Tests how the output of services is relayed to the output of the launcher. */
@Timeout(120)
final class OutputRelayTest {
  private static final Duration GENEROUS = Duration.ofSeconds(100);
  private static final OfStream TEXT = OutputFormat.text().of("xrootd", "stdout");
  private static final OfStream JSON = OutputFormat.json(new FakeTime()).of("xrootd", "stderr");

  private static byte[] relay(InputStream source, OfStream format) {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    OutputRelay.start("xrootd", source, new PrintStream(target), format).awaitEnd(GENEROUS);
    return target.toByteArray();
  }

  private static String relay(String output) {
    return utf8(relay(new ByteArrayInputStream(utf8(output)), TEXT));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void everyLineHasThePrefixOfItsComponent() {
    assertThat(relay("one\ntwo\n")).isEqualTo("xrootd | one\nxrootd | two\n");
  }

  @Test
  void theLastLineNeedsNoLineFeed() {
    assertThat(relay("one\ntwo")).isEqualTo("xrootd | one\nxrootd | two\n");
  }

  @Test
  void emptyLinesAreKept() {
    assertThat(relay("\n\none\n\n")).isEqualTo("xrootd | \nxrootd | \nxrootd | one\nxrootd | \n");
  }

  @Test
  void noOutputIsRelayedAsNoOutput() {
    assertThat(relay("")).isEmpty();
  }

  @Test
  void aLineIsRelayedAsSoonAsItIsComplete() throws IOException {
    try (PipedOutputStream service = new PipedOutputStream();
        PipedOutputStream relayed = new PipedOutputStream();
        PipedInputStream printed = new PipedInputStream(relayed)) {
      OutputRelay.start("xrootd", new PipedInputStream(service), new PrintStream(relayed), TEXT);
      service.write(utf8("one\ntw"));
      service.flush();
      assertThat(utf8(printed.readNBytes(13))).isEqualTo("xrootd | one\n");
      service.write(utf8("o\n"));
      service.flush();
      assertThat(utf8(printed.readNBytes(13))).isEqualTo("xrootd | two\n");
    }
  }

  @Test
  void aLineThatArrivesByteByByteIsRelayedAsOneLine() {
    InputStream slow =
        new ByteArrayInputStream(utf8("one\ntwo")) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, 1);
          }
        };
    assertThat(utf8(relay(slow, TEXT))).isEqualTo("xrootd | one\nxrootd | two\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 65_535, 65_536, 65_537, 131_072, 131_073, 1_000_000})
  void aLineOfMoreThan65536BytesIsSplitThere(int length) {
    String lines = relay("before\n" + "x".repeat(length) + "\nafter\n");
    List<String> expected = new ArrayList<>(List.of("xrootd | before"));
    for (int left = length; left > 0; left -= 65_536) {
      expected.add("xrootd | " + "x".repeat(Math.min(left, 65_536)));
    }
    expected.add("xrootd | after");
    assertThat(lines.lines().map(String::length).toList())
        .isEqualTo(expected.stream().map(String::length).toList());
    assertThat(lines).isEqualTo(String.join("\n", expected) + "\n");
  }

  @Test
  void anEmptyLineAfterASplitLineIsKept() {
    assertThat(relay("x".repeat(65_536) + "\n\n").lines().map(String::length))
        .containsExactly("xrootd | ".length() + 65_536, "xrootd | ".length());
  }

  @Test
  void theBytesOfALineAreNotChangedInText() {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    expected.writeBytes(utf8("xrootd | "));
    for (int value = 0; value < 256; value++) {
      if (value != '\n') {
        expected.write(value);
        output.write(value);
      }
    }
    expected.write('\n');
    assertThat(relay(new ByteArrayInputStream(output.toByteArray()), TEXT))
        .isEqualTo(expected.toByteArray());
  }

  @Test
  void jsonHasTimeComponentStreamAndMessage() {
    assertThat(utf8(relay(new ByteArrayInputStream(utf8("a \"b\"\n")), JSON)))
        .isEqualTo(
            "{\"time\": \"1970-01-01T00:00:00Z\", \"component\": \"xrootd\","
                + " \"stream\": \"stderr\", \"message\": \"a \\\"b\\\"\"}\n");
  }

  @Test
  void jsonIsValidForControlCharacters() throws IOException {
    String message =
        IntStream.range(0, 128)
            .filter(c -> c != '\n')
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    byte[] relayed = relay(new ByteArrayInputStream(utf8(message + "\n")), JSON);
    JsonNode json = new ObjectMapper().readTree(relayed);
    assertThat(json.get("message").textValue()).isEqualTo(message);
    assertThat(utf8(relayed).lines()).hasSize(1);
  }

  @Test
  void jsonIsValidForInvalidUtf8() throws IOException {
    byte[] output = {'a', (byte) 0xff, (byte) 0xc3, 'b', (byte) 0xed, (byte) 0xa0, (byte) 0x80};
    byte[] relayed = relay(new ByteArrayInputStream(output), JSON);
    assertThat(new ObjectMapper().readTree(relayed).get("message").textValue())
        .startsWith("a\uFFFD\uFFFDb\uFFFD");
  }

  @Test
  void linesOfTwoRelaysAreNeverMixed() throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    PrintStream shared = new PrintStream(new BufferedOutputStream(target, 8192), true);
    int lines = 100_000;
    List<OutputRelay> relays =
        List.of("cmsd", "xrootd").stream()
            .map(name ->
                OutputRelay.start(
                    name,
                    new ByteArrayInputStream(numberedLines(name, lines)),
                    shared,
                    OutputFormat.text().of(name, "stdout")))
            .toList();
    relays.forEach(relay -> relay.awaitEnd(GENEROUS));
    Map<String, Integer> next = new HashMap<>();
    target
        .toString(StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> {
          String name = line.substring(0, line.indexOf(' '));
          int number = next.merge(name, 1, Integer::sum) - 1;
          assertThat(line).isEqualTo(name + " | " + numberedLine(name, number));
        });
    assertThat(next).isEqualTo(Map.of("cmsd", lines, "xrootd", lines));
  }

  private static String numberedLine(String name, int number) {
    return "line " + number + " of " + name + "-".repeat(number % 50);
  }

  private static byte[] numberedLines(String name, int lines) {
    return utf8(
        IntStream.range(0, lines)
            .mapToObj(number -> numberedLine(name, number) + "\n")
            .collect(Collectors.joining()));
  }

  @Test
  void fiftyMegabytesAreRelayedCompletely() {
    int lines = 500_000;
    String line = "x".repeat(99) + "\n";
    CountingOutput target = new CountingOutput();
    OutputRelay relay =
        OutputRelay.start(
            "xrootd",
            new ByteArrayInputStream(utf8(line.repeat(lines))),
            new PrintStream(target),
            TEXT);
    relay.awaitEnd(GENEROUS);
    assertThat(target.bytes).isEqualTo((long) lines * (line.length() + "xrootd | ".length()));
  }

  private static final class CountingOutput extends OutputStream {
    private long bytes;

    @Override
    public void write(int value) {
      bytes++;
    }

    @Override
    public void write(byte[] values, int offset, int length) {
      bytes += length;
    }
  }

  @Test
  void awaitEndReturnsAfterItsTimeoutIfTheStreamStaysOpen() throws IOException {
    try (PipedOutputStream service = new PipedOutputStream();
        PipedInputStream source = new PipedInputStream(service)) {
      OutputRelay relay =
          OutputRelay.start("xrootd", source, new PrintStream(new ByteArrayOutputStream()), TEXT);
      relay.awaitEnd(Duration.ofMillis(1));
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  void theOutputBeforeAnErrorOfTheStreamIsRelayed() {
    InputStream output = new ByteArrayInputStream(utf8("one\ntwo"));
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("closed");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = output.read(bytes, offset, length);
            return read < 0 ? read() : read;
          }
        };
    assertThat(utf8(relay(failing, TEXT))).isEqualTo("xrootd | one\nxrootd | two\n");
  }
}
