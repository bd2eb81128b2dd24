package io.basketwise.models.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * A safetensors file, memory-mapped and read-only. A map covers as many tensors as fit 2 GiB, so
 * that a file may be larger while no tensor is. The maps live until the garbage collector finds
 * this object and all its tensors unused. Faults in the file are {@link DamagedFileException}s at
 * {@link #open}, or at the first request for a tensor that is absent or of another type.
 *
 * <p>A file must not change while it is open. One that is cut short makes a read beyond its new end
 * an {@link InternalError}; the process lives on.
 */
public final class Safetensors {
  private static final long MAX_HEADER_BYTES = 1L << 20;

  private final Path path;
  private final Map<String, String> metadata;
  private final Map<String, Mapped> tensors;

  private record Mapped(TensorEntry entry, ByteBuffer bytes) {}

  private Safetensors(Path path, Map<String, String> metadata, Map<String, Mapped> tensors) {
    this.path = path;
    this.metadata = metadata;
    this.tensors = Map.copyOf(tensors);
  }

  /** Maps a plain file and checks its structure; a symbolic link is not followed. */
  public static Safetensors open(Path path) {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new DamagedFileException(path, "no plain file", "a plain file");
    }
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      long fileBytes = channel.size();
      if (fileBytes < Long.BYTES) {
        throw new DamagedFileException(path, fileBytes + " bytes", "at least 8 bytes");
      }
      long headerBytes = read(path, channel, 0, Long.BYTES).getLong(0);
      long limit = Math.min(fileBytes - Long.BYTES, MAX_HEADER_BYTES);
      if (headerBytes < 2 || headerBytes > limit) {
        throw new DamagedFileException(
            path, "a header of " + headerBytes + " bytes", "2 to " + limit + " bytes");
      }
      long dataStart = Long.BYTES + headerBytes;
      var header =
          SafetensorsHeader.parse(
              path,
              UTF_8
                  .newDecoder()
                  .decode(read(path, channel, Long.BYTES, (int) headerBytes))
                  .toString(),
              fileBytes - dataStart);
      header.entries().forEach(entry -> checkMappable(path, dataStart, entry));
      return new Safetensors(path, header.metadata(), map(channel, dataStart, header.entries()));
    } catch (CharacterCodingException e) {
      throw new DamagedFileException(path, "a header that is not UTF-8", "UTF-8 text");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteBuffer read(Path path, FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new DamagedFileException(path, "a file that shrinks", "one that never changes");
      }
    }
    return buffer.flip();
  }

  private static void checkMappable(Path path, long dataStart, TensorEntry entry) {
    if (entry.sizeBytes() > Integer.MAX_VALUE) {
      throw new DamagedFileException(
          path, entry.sizeBytes() + " bytes in " + entry.name(), "at most 2147483647 a tensor");
    }
    if ((dataStart + entry.begin()) % entry.dtype().sizeBytes() != 0) {
      throw new DamagedFileException(
          path, entry.name() + " unaligned in the file", "data from a multiple of 8 on");
    }
  }

  /** Maps entries in the order in which they tile the data, as many at a time as fit a map. */
  private static Map<String, Mapped> map(
      FileChannel channel, long dataStart, List<TensorEntry> entries) throws IOException {
    var tensors = new HashMap<String, Mapped>();
    int next = 0;
    while (next < entries.size()) {
      long begin = entries.get(next).begin();
      int first = next;
      while (next < entries.size() && entries.get(next).end() - begin <= Integer.MAX_VALUE) {
        next++;
      }
      long length = entries.get(next - 1).end() - begin;
      ByteBuffer window = channel.map(MapMode.READ_ONLY, dataStart + begin, length);
      for (TensorEntry entry : entries.subList(first, next)) {
        ByteBuffer bytes = window.slice((int) (entry.begin() - begin), (int) entry.sizeBytes());
        tensors.put(entry.name(), new Mapped(entry, bytes));
      }
    }
    return tensors;
  }

  /** Where the file lies. */
  public Path path() {
    return path;
  }

  /** The string map of the header. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** Whether the file has a tensor of this name. */
  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  /** An I32 tensor. */
  public IntBuffer ints(String name) {
    return buffer(name, Dtype.I32).asIntBuffer();
  }

  /** An I64 tensor. */
  public LongBuffer longs(String name) {
    return buffer(name, Dtype.I64).asLongBuffer();
  }

  /** An F32 tensor. */
  public FloatBuffer floats(String name) {
    return buffer(name, Dtype.F32).asFloatBuffer();
  }

  /** An F64 tensor. */
  public DoubleBuffer doubles(String name) {
    return buffer(name, Dtype.F64).asDoubleBuffer();
  }

  /** A U8 tensor. */
  public ByteBuffer bytes(String name) {
    return buffer(name, Dtype.U8);
  }

  /** The number of elements of a tensor. */
  public int size(String name) {
    Mapped tensor = mapped(name);
    return tensor.bytes.limit() / tensor.entry.dtype().sizeBytes();
  }

  /** The elements of a tensor of any type as numbers; I64 may be rounded, U8 is unsigned. */
  public IntToDoubleFunction values(String name) {
    return switch (mapped(name).entry.dtype()) {
      case U8 -> {
        ByteBuffer values = bytes(name);
        yield i -> values.get(i) & 0xff;
      }
      case I32 -> ints(name)::get;
      case I64 -> longs(name)::get;
      case F32 -> floats(name)::get;
      case F64 -> doubles(name)::get;
    };
  }

  /** The dimensions of a tensor. */
  public long[] shape(String name) {
    return mapped(name).entry.shape().clone();
  }

  /** The strings of {@code prefix.bytes} and {@code prefix.offsets}. */
  public StringColumn strings(String prefix) {
    return StringColumn.of(path, prefix, bytes(prefix + ".bytes"), longs(prefix + ".offsets"));
  }

  private ByteBuffer buffer(String name, Dtype dtype) {
    Mapped tensor = mapped(name);
    if (tensor.entry.dtype() != dtype) {
      throw new DamagedFileException(
          path, "tensor " + name + " of type " + tensor.entry.dtype(), dtype.toString());
    }
    return tensor.bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private Mapped mapped(String name) {
    Mapped tensor = tensors.get(name);
    if (tensor == null) {
      throw new DamagedFileException(path, "no tensor " + name, "tensor " + name);
    }
    return tensor;
  }
}
