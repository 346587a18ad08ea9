// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

/**
 * A rendered migration script, and a second text that contains no variable's value.
 *
 * <p>A caller splits both texts into statements and compares them one by one. A statement that is
 * equal in both does not depend on a variable. Any other statement must be treated as secret, and
 * its {@code redacted} form may be shown. If the texts have different numbers of statements,
 * because a value determines what is rendered, or if {@code redacted} is empty, every statement
 * must be treated as secret. A statement that exists only because of a value, without containing
 * it, can be recognized only by that number.
 *
 * @param text the script to execute
 * @param redacted the same template rendered with other values: {@code redacted_name} or similar
 *     for a variable {@code name}, another number for a number. They are not part of the real
 *     values and need no quoting. Empty if the template cannot be rendered with them.
 */
public record RenderedScript(String text, String redacted) {
  /** Returns a description without the text, which may contain secrets. */
  @Override
  public String toString() {
    return "RenderedScript[" + redacted + "]";
  }
}
