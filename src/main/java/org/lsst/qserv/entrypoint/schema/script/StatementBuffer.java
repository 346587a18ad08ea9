package org.lsst.qserv.entrypoint.schema.script;

import java.util.ArrayList;
import java.util.List;

/** A statement while it is read. */
public final class StatementBuffer {
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

  /** Without semicolons at its end, which are left by another delimiter; so does the server. */
  String text() {
    int end = text.length();
    while (end > 0
        && (text.charAt(end - 1) == ';' || Character.isWhitespace(text.charAt(end - 1)))) {
      end--;
    }
    return text.substring(0, end).strip();
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
