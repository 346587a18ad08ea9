// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Taint tracking: follows the values of variables through the expressions of one rendering, and
 * decides for each expression whether its output is safe.
 */
interface TaintTracker {
  /** Accepts all output. */
  TaintTracker NONE =
      new TaintTracker() {
        @Override
        public void beginExpression() {}

        @Override
        public void onRead(@Nullable Object value) {}

        @Override
        public void markSafe(String text) {}

        @Override
        public void onIterate(String text) {}

        @Override
        public void endExpression(@Nullable Object result) {}

        @Override
        public Set<String> taintedVariablesIn(String output) {
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
  void onRead(@Nullable Object value);

  /** Marks a string in the current expression as safe or already checked. */
  void markSafe(String text);

  /** Called when a loop iterates over the characters of a string. */
  void onIterate(String text);

  /** Called when the evaluation of the expression that started last is finished. */
  void endExpression(@Nullable Object result);

  /** Returns the variables that make the output of the expression that finished last unsafe. */
  Set<String> taintedVariablesIn(String output);

  /** Returns the filters that make values safe. */
  List<SqlFilter> filters();
}
