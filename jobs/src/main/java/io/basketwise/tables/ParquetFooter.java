package io.basketwise.tables;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * The end of a Parquet file: metadata, its length (4 bytes, little-endian), the magic word.
 *
 * <p>parquet-hadoop lists the encodings of a column in the order of a hash set of enums, which is
 * another one in every JVM. Sorted, they are the same everywhere, and nothing else changes: the
 * format gives their order no meaning.
 */
final class ParquetFooter {
  private static final int TAIL_BYTES = 8;

  private ParquetFooter() {}

  /** Writes the metadata of a finished file again, with every column's encodings in order. */
  static void sortEncodings(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer tail = read(channel, channel.size() - TAIL_BYTES, TAIL_BYTES);
      int length = tail.getInt();
      int magic = tail.getInt();
      long start = channel.size() - TAIL_BYTES - length;
      byte[] sorted = sorted(read(channel, start, length).array());
      ByteBuffer end =
          ByteBuffer.allocate(sorted.length + TAIL_BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .put(sorted)
              .putInt(sorted.length)
              .putInt(magic)
              .flip();
      channel.truncate(start).position(start);
      while (end.hasRemaining()) {
        channel.write(end);
      }
    }
  }

  private static byte[] sorted(byte[] metadata) throws IOException {
    FileMetaData file = Util.readFileMetaData(new ByteArrayInputStream(metadata));
    for (RowGroup group : file.getRow_groups()) {
      for (ColumnChunk chunk : group.getColumns()) {
        ColumnMetaData column = chunk.getMeta_data();
        column.setEncodings(column.getEncodings().stream().sorted().toList());
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(metadata.length);
    Util.writeFileMetaData(file, bytes);
    return bytes.toByteArray();
  }

  private static ByteBuffer read(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("the file ends at " + (position + bytes.position()));
      }
    }
    return bytes.flip();
  }
}
