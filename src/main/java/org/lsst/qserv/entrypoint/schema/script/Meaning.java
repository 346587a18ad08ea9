package org.lsst.qserv.entrypoint.schema.script;

import java.util.List;

/** What a statement means to an upgrade. */
public record Meaning(
    StatementKind kind, List<ObjectEffect> effects, boolean readsData, String reason) {

  static Meaning of(List<Token> tokens) {
    return new MeaningReader(tokens).read();
  }

  static Meaning definition(List<ObjectEffect> effects) {
    return new Meaning(StatementKind.DEFINITION, effects, false, "");
  }

  static Meaning data(boolean leavesWhatItRead) {
    return new Meaning(StatementKind.DATA, List.of(), leavesWhatItRead, "");
  }

  static Meaning session(boolean readsData) {
    return new Meaning(StatementKind.SESSION, List.of(), readsData, "");
  }

  static Meaning transaction(StatementKind kind) {
    return new Meaning(kind, List.of(), false, "");
  }

  static Meaning refused(String reason) {
    return new Meaning(StatementKind.REFUSED, List.of(), false, reason);
  }
}
