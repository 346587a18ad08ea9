// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Is told how values flow through the expressions of one rendering, and decides about each text
 * that an expression puts into the output.
 */
interface OutputGuard {
  /** Accepts every text. */
  OutputGuard NONE =
      new OutputGuard() {
        @Override
        public void beginExpression() {}

        @Override
        public void read(@Nullable Object value) {}

        @Override
        public void trust(String text) {}

        @Override
        public void iterate(String text) {}

        @Override
        public void endExpression(@Nullable Object result) {}

        @Override
        public Set<String> unsafeIn(String output) {
          return Set.of();
        }

        @Override
        public List<SqlFilter> filters() {
          return List.of();
        }
      };

  /** The evaluation of an expression starts; expressions may contain each other. */
  void beginExpression();

  /** The current expression reads a value by its name. */
  void read(@Nullable Object value);

  /** The text, which the current expression works with, is safe or was decided about before. */
  void trust(String text);

  /** A loop iterates over the characters of a text. */
  void iterate(String text);

  /** The evaluation of the expression that started last is finished. */
  void endExpression(@Nullable Object result);

  /** Returns the variables that make the output of the expression that finished last unsafe. */
  Set<String> unsafeIn(String output);

  /** Returns the filters that make values safe. */
  List<SqlFilter> filters();
}
