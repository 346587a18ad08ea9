// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests parsing generated InnoDB logs; PlatformsIT uses those of real servers. */
final class RedoLogTest {
  private static final int RECORDS = 12288;
  private static final int CHECKPOINT_RECORD = 16;

  @TempDir Path directory;

  private final ByteBuffer log = ByteBuffer.allocate(RECORDS + 4096);

  private void header(long checkpoint, long end) {
    log.putInt(0, 0x50687973).putLong(8, RECORDS);
    log.putLong(4096, checkpoint).putLong(4104, end).putInt(4156, checksum(4096, 60));
  }

  /** Writes a mini-transaction with a single record of three bytes. */
  private void miniTransaction(int at, int endMarker) {
    log.put(at, (byte) 0x33).put(at + 4, (byte) endMarker).putInt(at + 5, checksum(at, 4));
  }

  private int checksum(int at, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(log.array(), at, length);
    return (int) checksum.getValue();
  }

  private boolean containsChanges() throws IOException {
    return RedoLog.containsChanges(Files.write(directory.resolve("ib_logfile0"), log.array()));
  }

  @Test
  void findsNoChangesIfNothingFollowsTheLastCheckpoint() throws IOException {
    header(RECORDS + 100, RECORDS + 100);
    assertThat(containsChanges()).isFalse();
  }

  @Test
  void findsAMiniTransactionAfterTheCheckpoint() throws IOException {
    header(RECORDS + 100, RECORDS + 100);
    miniTransaction(RECORDS + 100 + CHECKPOINT_RECORD, 1);
    assertThat(containsChanges()).isTrue();
  }

  @Test
  void ignoresAMiniTransactionOfThePreviousPass() throws IOException {
    header(RECORDS + 4096 + 100, RECORDS + 4096 + 100);
    miniTransaction(RECORDS + 100 + CHECKPOINT_RECORD, 1);
    assertThat(containsChanges()).isFalse();
  }

  @Test
  void ignoresAMiniTransactionWithAWrongChecksum() throws IOException {
    header(RECORDS + 100, RECORDS + 100);
    miniTransaction(RECORDS + 100 + CHECKPOINT_RECORD, 1);
    log.put(RECORDS + 100 + CHECKPOINT_RECORD + 1, (byte) 1);
    assertThat(containsChanges()).isFalse();
  }

  @Test
  void continuesAtTheStartOfACircularLog() throws IOException {
    header(RECORDS + 4078, RECORDS + 4078); // its record ends 2 bytes before the end of the file
    log.put(RECORDS + 4094, (byte) 0x33);
    CRC32C checksum = new CRC32C();
    checksum.update(new byte[] {0x33, 0, 0, 0});
    log.put(RECORDS + 2, (byte) 0).putInt(RECORDS + 3, (int) checksum.getValue());
    assertThat(containsChanges()).isTrue();
  }

  @Test
  void treatsFileNamesAfterTheCheckpointAsChanges() throws IOException {
    header(RECORDS + 100, RECORDS + 200);
    assertThat(containsChanges()).isTrue();
  }

  @Test
  void treatsALogWithoutAnIntactCheckpointAsChanged() throws IOException {
    header(RECORDS + 100, RECORDS + 100);
    log.put(4157, (byte) 0).putInt(4156, 7);
    assertThat(containsChanges()).isTrue();
  }

  /** Writes a checkpoint of the format with blocks at one of its two positions. */
  private void blockCheckpoint(int at, long number, long offset) {
    log.putInt(0, 0x50485953).putLong(at, number).putLong(at + 16, offset);
    log.putInt(at + 508, checksum(at, 508));
  }

  @Test
  void findsNoChangesIfTheLastBlockEndsAtTheCheckpoint() throws IOException {
    blockCheckpoint(512, 7, 4096 + 100);
    blockCheckpoint(1536, 6, 2048 + 12);
    log.putShort(4096 + 4, (short) 100);
    assertThat(containsChanges()).isFalse();
  }

  @Test
  void findsChangesInTheBlockOfTheLaterCheckpoint() throws IOException {
    blockCheckpoint(512, 6, 2048 + 12);
    log.putShort(2048 + 4, (short) 12);
    blockCheckpoint(1536, 7, 4096 + 100);
    log.putShort(4096 + 4, (short) 512);
    assertThat(containsChanges()).isTrue();
  }

  @Test
  void readsTheHeadersOfEncryptedBlocks() throws IOException {
    blockCheckpoint(512, 7, 4096 + 100);
    log.putInt(0, 0x50485953 | 1 << 31).putShort(4096 + 4, (short) 101);
    assertThat(containsChanges()).isTrue();
  }

  @Test
  void treatsBlocksWithoutAnIntactCheckpointAsChanged() throws IOException {
    blockCheckpoint(512, 7, 4096 + 100);
    log.putShort(4096 + 4, (short) 100).putInt(1020, 7);
    assertThat(containsChanges()).isTrue();
  }

  @Test
  void acceptsALogOfMariaDb104() throws IOException {
    log.putInt(0, 104);
    assertThat(containsChanges()).isFalse();
  }

  @Test
  void acceptsAFileThatIsTooShort() throws IOException {
    assertThat(RedoLog.containsChanges(Files.writeString(directory.resolve("ib_logfile0"), "x")))
        .isFalse();
  }
}
