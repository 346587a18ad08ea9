// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

/** The colors of a terminal, or none. */
public enum Palette {
  /** For files, pipes and logs. */
  PLAIN {
    @Override
    String paint(String code, String text) {
      return text;
    }
  },
  /** For a terminal: the control sequences of ECMA-48. */
  COLORS {
    @Override
    String paint(String code, String text) {
      return "\u001B[" + code + "m" + text + "\u001B[0m";
    }
  };

  abstract String paint(String code, String text);

  String heading(String text) {
    return paint("1", text);
  }

  String added(String text) {
    return paint("32", text);
  }

  String removed(String text) {
    return paint("31", text);
  }

  String noted(String text) {
    return paint("33", text);
  }
}
