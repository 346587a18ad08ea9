// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Parses InnoDB's log in the format of MariaDB 10.5 to 10.7, as far as necessary to find changes
 * after the last checkpoint. The format is described in the {@code log0log.h} of these series: the
 * log consists of blocks, and the header of a block contains the number of bytes in use, including
 * the header. After a clean shutdown the last block ends at the checkpoint. Later servers apply the
 * same rule, but they check it only after the launcher has recorded their start.
 */
final class BlockRedoLog {
  private static final int FORMAT = 0x50485953; // "PHYS"

  /** Set in the format of an encrypted log; the headers of its blocks are not encrypted. */
  private static final int ENCRYPTED = 1 << 31;

  private static final int BLOCK = 512;
  private static final int CHECKSUM_OFFSET = BLOCK - 4;
  private static final int LENGTH_OFFSET = 4;
  private static final int[] CHECKPOINT_BLOCKS = {512, 1536};

  /** In a checkpoint: its number, its LSN, and the offset of the LSN in the file. */
  private static final int NUMBER_OFFSET = 0;

  private static final int FILE_OFFSET = 16;

  private final FileChannel file;

  BlockRedoLog(FileChannel file) {
    this.file = file;
  }

  /** Returns whether the first four bytes of a log identify this format. */
  static boolean isFormat(int format) {
    return (format & ~ENCRYPTED) == FORMAT;
  }

  /** Returns whether the log contains changes after the last checkpoint. */
  boolean containsChanges() throws IOException {
    ByteBuffer last = null;
    for (int at : CHECKPOINT_BLOCKS) {
      ByteBuffer block = RedoLog.readAt(file, at, BLOCK);
      if (isIntact(block)
          && (last == null || block.getLong(NUMBER_OFFSET) > last.getLong(NUMBER_OFFSET))) {
        last = block;
      }
    }
    return last == null || !isLogicalEnd(last.getLong(FILE_OFFSET));
  }

  private static boolean isIntact(ByteBuffer block) {
    return block.limit() == BLOCK
        && RedoLog.checksum(block, CHECKSUM_OFFSET) == block.getInt(CHECKSUM_OFFSET);
  }

  private boolean isLogicalEnd(long offset) throws IOException {
    ByteBuffer block = RedoLog.readAt(file, offset - offset % BLOCK, BLOCK);
    return block.limit() == BLOCK && block.getShort(LENGTH_OFFSET) == offset % BLOCK;
  }
}
