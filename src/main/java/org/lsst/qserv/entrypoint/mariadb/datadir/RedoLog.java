// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * InnoDB's log in the format that MariaDB 10.8 brought, as far as it takes to see whether anything
 * stands behind the last checkpoint. A server that ends cleanly leaves nothing there but the
 * checkpoint's own mini-transaction. The format is described in MariaDB's {@code log0log.h} and
 * {@code mtr0types.h}: a mini-transaction is a row of records that each begin with their length, a
 * byte 0 or 1 that alternates with each lap through the file, and a checksum.
 */
final class RedoLog {
  private static final int FORMAT = 0x50687973; // "Phys"
  private static final int FIRST_LSN_AT = 8;
  private static final int[] CHECKPOINTS_AT = {4096, 8192};
  private static final int CHECKPOINT_BLOCK = 64;
  private static final int CHECKSUM_AT = CHECKPOINT_BLOCK - 4;
  private static final int RECORDS_AT = 12288;

  /** Type and length, an empty page number, the checkpoint, the end mark, the checksum. */
  private static final int CHECKPOINT_RECORD = 16;

  /** Longest mini-transaction that InnoDB writes, and so the longest that is looked at. */
  private static final int LONGEST = 1 << 20;

  private final FileChannel file;
  private final long firstLsn;
  private final long capacity;

  private RedoLog(FileChannel file) throws IOException {
    this.file = file;
    this.firstLsn = read(FIRST_LSN_AT, Long.BYTES).getLong();
    this.capacity = file.size() - RECORDS_AT;
  }

  /**
   * Whether changes stand behind the last checkpoint. No for a log in another format: a later
   * server looks into these itself and refuses before it writes.
   */
  static boolean holdsChanges(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      boolean known = file.size() > RECORDS_AT && readAt(file, 0, Integer.BYTES).getInt() == FORMAT;
      return known && new RedoLog(file).holdsChanges();
    }
  }

  private boolean holdsChanges() throws IOException {
    ByteBuffer last = null;
    for (int at : CHECKPOINTS_AT) {
      ByteBuffer block = read(at, CHECKPOINT_BLOCK);
      if (isIntact(block) && (last == null || block.getLong(0) > last.getLong(0))) {
        last = block;
      }
    }
    if (last == null) {
      return true;
    }
    long checkpoint = last.getLong(0);
    long end = last.getLong(Long.BYTES);
    // files that were written to since are named between the checkpoint and its mini-transaction
    return checkpoint != end || hasMiniTransaction(end + CHECKPOINT_RECORD);
  }

  private static boolean isIntact(ByteBuffer block) {
    return checksum(block, CHECKSUM_AT) == block.getInt(CHECKSUM_AT);
  }

  private boolean hasMiniTransaction(long lsn) throws IOException {
    ByteBuffer bytes = records(lsn);
    int at = 0;
    while (at < bytes.limit() && (bytes.get(at) & 0xff) > 1) {
      int length = length(bytes, at);
      if (length <= 0) {
        return false;
      }
      at += length;
    }
    return at > 0
        && at + 1 + Integer.BYTES <= bytes.limit()
        && bytes.get(at) == endMark(lsn + at)
        && bytes.getInt(at + 1) == checksum(bytes, at);
  }

  /** What the file holds from there on; it goes on at its beginning behind its end. */
  private ByteBuffer records(long lsn) throws IOException {
    int size = (int) Math.min(LONGEST, capacity);
    long offset = (lsn - firstLsn) % capacity;
    ByteBuffer bytes = ByteBuffer.allocate(size);
    int beforeTheEnd = (int) Math.min(size, capacity - offset);
    bytes.put(read(RECORDS_AT + offset, beforeTheEnd));
    return bytes.put(read(RECORDS_AT, size - beforeTheEnd)).flip();
  }

  /** 1 in the first lap through the file, 0 in the second, and so on. */
  private byte endMark(long lsn) {
    return (byte) (1 - ((lsn - firstLsn) / capacity & 1));
  }

  /** The length of a record, its first byte included; 0 if none begins there. */
  private static int length(ByteBuffer bytes, int at) {
    int size = bytes.get(at) & 0xf;
    if (size > 0) {
      return size + 1;
    }
    if (at + 4 >= bytes.limit()) {
      return 0;
    }
    int first = bytes.get(at + 1) & 0xff;
    if (first < 0x80) {
      return 16 + first;
    }
    int second = bytes.get(at + 2) & 0xff;
    if (first < 0xc0) {
      return 16 + 0x80 + ((first & 0x3f) << 8 | second);
    }
    int third = bytes.get(at + 3) & 0xff;
    return first < 0xe0 ? 16 + 0x4080 + ((first & 0x1f) << 16 | second << 8 | third) : 0;
  }

  private static int checksum(ByteBuffer bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.duplicate().position(0).limit(length));
    return (int) checksum.getValue();
  }

  private ByteBuffer read(long at, int size) throws IOException {
    return readAt(file, at, size);
  }

  private static ByteBuffer readAt(FileChannel file, long at, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    int got = 0;
    while (bytes.hasRemaining() && got >= 0) {
      got = file.read(bytes, at + bytes.position());
    }
    return bytes.flip();
  }
}
