// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tracks values through the expressions of one rendering, and decides for each expression whether
 * its output is safe.
 */
interface OutputGuard {
  /** Accepts all output. */
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

  /** Called when the evaluation of an expression starts; expressions may be nested. */
  void beginExpression();

  /** Called when the current expression reads a variable. */
  void read(@Nullable Object value);

  /** Marks a string in the current expression as safe or already checked. */
  void trust(String text);

  /** Called when a loop iterates over the characters of a string. */
  void iterate(String text);

  /** Called when the evaluation of the expression that started last is finished. */
  void endExpression(@Nullable Object result);

  /** Returns the variables that make the output of the expression that finished last unsafe. */
  Set<String> unsafeIn(String output);

  /** Returns the filters that make values safe. */
  List<SqlFilter> filters();
}
