package org.lsst.qserv.entrypoint.sql;

import java.util.List;

/** What a statement means to an upgrade. */
record Meaning(StatementKind kind, List<ObjectEffect> effects, boolean readsData, String reason) {

  static Meaning of(List<Token> tokens) {
    return new Meaning(StatementKind.DATA, List.of(), false, "");
  }
}
