package org.lsst.qserv.entrypoint.sql;

import java.util.ArrayList;
import java.util.List;

/** A statement while it is read. */
final class StatementBuffer {
  private final StringBuilder text = new StringBuilder();
  private final List<Token> tokens = new ArrayList<>();
  private final Compound compound = new Compound();
  private int line;

  /** Text that means nothing by itself: space, the borders of an executable comment. */
  void copy(String part, int partLine) {
    if (isEmpty()) {
      line = partLine;
    }
    text.append(part);
  }

  void add(Token token, String part, int partLine) {
    copy(part, partLine);
    tokens.add(token);
    compound.add(token, partLine);
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  String text() {
    return text.toString().strip();
  }

  List<Token> tokens() {
    return tokens;
  }

  Compound compound() {
    return compound;
  }

  /** Where it begins. */
  int line() {
    return line;
  }
}
