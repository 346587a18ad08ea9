// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Parses InnoDB's log in the format of MariaDB 10.8 and later, as far as necessary to find changes
 * after the last checkpoint. After a clean shutdown only the checkpoint's own mini-transaction
 * follows it. The format is described in MariaDB's {@code log0log.h} and {@code mtr0types.h}: a
 * mini-transaction is a sequence of records that each start with their length, a byte 0 or 1 that
 * alternates with each pass through the file, and a checksum.
 */
final class RedoLog {
  private static final int FORMAT = 0x50687973; // "Phys"
  private static final int FIRST_LSN_OFFSET = 8;
  private static final int[] CHECKPOINT_OFFSETS = {4096, 8192};
  private static final int CHECKPOINT_BLOCK = 64;
  private static final int CHECKSUM_OFFSET = CHECKPOINT_BLOCK - 4;
  private static final int RECORDS_OFFSET = 12288;

  /** Type and length, an empty page number, the checkpoint, the end marker, the checksum. */
  private static final int CHECKPOINT_RECORD = 16;

  /** The size of the longest mini-transaction that InnoDB writes. */
  private static final int MAX_MINI_TRANSACTION = 1 << 20;

  private final FileChannel file;
  private final long firstLsn;
  private final long capacity;

  private RedoLog(FileChannel file) throws IOException {
    this.file = file;
    this.firstLsn = read(FIRST_LSN_OFFSET, Long.BYTES).getLong();
    this.capacity = file.size() - RECORDS_OFFSET;
  }

  /**
   * Returns whether the log contains changes after the last checkpoint. Returns false for a log
   * that is neither in this format nor in that of {@link BlockRedoLog}, because only MariaDB 10.4
   * and earlier write such logs.
   */
  static boolean containsChanges(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      if (file.size() <= RECORDS_OFFSET) {
        return false;
      }
      int format = readAt(file, 0, Integer.BYTES).getInt();
      return format == FORMAT
          ? new RedoLog(file).containsChanges()
          : BlockRedoLog.isFormat(format) && new BlockRedoLog(file).containsChanges();
    }
  }

  private boolean containsChanges() throws IOException {
    ByteBuffer last = null;
    for (int at : CHECKPOINT_OFFSETS) {
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
    // between the checkpoint and its mini-transaction are the names of files written to since
    return checkpoint != end || hasMiniTransaction(end + CHECKPOINT_RECORD);
  }

  private static boolean isIntact(ByteBuffer block) {
    return checksum(block, CHECKSUM_OFFSET) == block.getInt(CHECKSUM_OFFSET);
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
        && bytes.get(at) == endMarker(lsn + at)
        && bytes.getInt(at + 1) == checksum(bytes, at);
  }

  /** Returns the bytes from an LSN on; the log is circular. */
  private ByteBuffer records(long lsn) throws IOException {
    int size = (int) Math.min(MAX_MINI_TRANSACTION, capacity);
    long offset = (lsn - firstLsn) % capacity;
    ByteBuffer bytes = ByteBuffer.allocate(size);
    int beforeWrap = (int) Math.min(size, capacity - offset);
    bytes.put(read(RECORDS_OFFSET + offset, beforeWrap));
    return bytes.put(read(RECORDS_OFFSET, size - beforeWrap)).flip();
  }

  /** Returns 1 in the first pass through the file, 0 in the second, and so on. */
  private byte endMarker(long lsn) {
    return (byte) (1 - ((lsn - firstLsn) / capacity & 1));
  }

  /** Returns the length of a record including its first byte; 0 if there is no valid record. */
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

  /** Returns InnoDB's checksum of the first bytes of a buffer. */
  static int checksum(ByteBuffer bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.duplicate().position(0).limit(length));
    return (int) checksum.getValue();
  }

  private ByteBuffer read(long at, int size) throws IOException {
    return readAt(file, at, size);
  }

  /** Reads bytes at an offset; fewer at the end of the file. */
  static ByteBuffer readAt(FileChannel file, long at, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    int count = 0;
    while (bytes.hasRemaining() && count >= 0) {
      count = file.read(bytes, at + bytes.position());
    }
    return bytes.flip();
  }
}
