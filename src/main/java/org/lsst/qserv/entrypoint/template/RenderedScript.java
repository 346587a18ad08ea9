// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

/**
 * A migration script after rendering, with a second text that contains no variable's value.
 *
 * <p>A caller splits both texts into statements and compares them one by one. A statement that is
 * the same in both does not depend on a variable; any other must be treated as secret, and may be
 * shown as it is in {@code redacted}. If the texts differ in their number of statements, because a
 * value decides what is rendered, or if {@code redacted} is empty, every statement must be treated
 * as secret. A statement that only exists because of a value, without containing it, can only be
 * recognized by that number.
 *
 * @param text the script as it is executed
 * @param redacted the same template rendered with other values: for a variable {@code name} the
 *     text {@code redacted_name} or one like it, for a number a number. They are no part of the
 *     real values and need no quoting. Empty if the template cannot be rendered with them.
 */
public record RenderedScript(String text, String redacted) {
  /** Returns a description without the text, which may contain secrets. */
  @Override
  public String toString() {
    return "RenderedScript[" + redacted + "]";
  }
}
