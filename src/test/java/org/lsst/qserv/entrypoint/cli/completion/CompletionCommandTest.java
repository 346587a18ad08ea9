// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.cli.EntrypointCommand;

/** Tests completion in real shells. */
final class CompletionCommandTest {
  @TempDir Path directory;

  private String script(String shell) {
    TestHost host = new TestHost(directory.resolve("root"));
    int exit =
        new EntrypointCommand(
                host.host(), TestFiles.BUNDLED, () -> "entrypoint 1.2.3", (level, format) -> {})
            .run(List.of("completion", shell));
    assertThat(exit).as(host.err()).isEqualTo(shell.equals("fish") ? 64 : 0);
    return host.out();
  }

  /** Returns the completions of the last word of a line in bash. */
  private List<String> completions(String line) throws IOException, InterruptedException {
    Path script = Files.writeString(directory.resolve("completion"), script("bash"));
    String words = line.replace("_", "''");
    String program =
        "source "
            + script
            + "; COMP_WORDS=("
            + words
            + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _entrypoint; printf '%s\\n' \"${COMPREPLY[@]}\"";
    Process bash = new ProcessBuilder("bash", "-c", program).redirectErrorStream(true).start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(out).isZero();
    return out.lines().filter(word -> !word.isEmpty()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "entrypoint cmsd-m | cmsd-manager",
        "entrypoint worker-xrootd --vn | --vnid-config",
        "entrypoint proxy --db-uri x --proxy-b | --proxy-backend-address",
        "entrypoint ex | explain",
        "entrypoint worker x | xrootd",
        "entrypoint -e mode=full czar p | proxy",
        "entrypoint explain re | replication",
        "entrypoint config ch | check",
        "entrypoint probe l | live",
        "entrypoint probe s | startup",
        "entrypoint mode se | set",
        "entrypoint stat | status",
        "entrypoint --mode m | maintenance",
        "entrypoint worker -e czar.http.po | czar.http.port=",
        "entrypoint explain --output j | json",
        "entrypoint explain worker --ch | --changed",
        "entrypoint config show --ch | --changed",
        "entrypoint worker --dr | --dry-run",
        "entrypoint completion z | zsh"
      })
  void completesTheOnlyMatch(String line, String word) throws Exception {
    assertThat(completions(line)).containsExactly(word);
  }

  @Test
  void offersAllMatches() throws Exception {
    assertThat(completions("entrypoint _"))
        .contains("czar", "worker", "xrootd", "replication", "explain", "config", "probe")
        .doesNotContain("train", "compact");
    assertThat(completions("entrypoint worker _"))
        .containsExactly("cmsd", "database", "replica", "xrootd");
    assertThat(completions("entrypoint -e database.admin-pass"))
        .containsExactly("database.admin-password=", "database.admin-password-file=");
    assertThat(completions("entrypoint worker xrootd -- _")).isEmpty();
  }

  /** Runs zsh in a pseudo terminal, in which the tab key is pressed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "entrypoint expl | entrypoint explain",
        "entrypoint worker cm | entrypoint worker cmsd",
        "entrypoint worker-xrootd --vn | entrypoint worker-xrootd --vnid-config"
      })
  void zshCompletesACommandLine(String line, String whole) throws Exception {
    Path zsh = Path.of("/usr/bin/zsh");
    assumeThat(zsh).exists();
    Path completion = Files.writeString(directory.resolve("completion"), script("zsh"));
    Path program =
        Files.writeString(
            directory.resolve("press"),
            """
            zmodload zsh/zpty
            zpty terminal zsh -f -i
            zpty -w terminal 'PS1=; autoload -U compinit; compinit -u -D; source %s; echo REA''DY'
            zpty -r terminal out '*READY*'
            zpty -w -n terminal $'%s\t'
            zpty -r -m terminal out '*%s*' && print -r -- "$out"
            """
                .formatted(completion, line, whole));
    Process shell =
        new ProcessBuilder("timeout", "60", zsh.toString(), "-f", program.toString())
            .redirectErrorStream(true)
            .start();
    String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(out).contains(whole);
  }

  @Test
  void theZshScriptLoadsBashCompletion() {
    assertThat(script("zsh")).startsWith("#compdef entrypoint\n").contains("bashcompinit");
  }

  @Test
  void refusesAnotherShell() {
    assertThat(script("fish")).isEmpty();
  }
}
