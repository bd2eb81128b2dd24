package io.basketwise.models.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes one safetensors file. The bytes depend on the content alone: tensors lie by descending
 * element size, then name, so that each is naturally aligned; the header is padded with spaces to a
 * multiple of eight. Arrays are not copied and must not change until {@link #write}.
 */
public final class SafetensorsWriter {
  private static final int CHUNK_BYTES = 1 << 16;

  private final Map<String, String> metadata = new TreeMap<>();
  private final Map<String, Tensor> tensors = new TreeMap<>();

  /** The elements of an array, put one by one, so that any array streams through one buffer. */
  @FunctionalInterface
  private interface Elements {
    void put(ByteBuffer into, int index);
  }

  private record Tensor(String name, Dtype dtype, long[] shape, int length, Elements elements) {
    long sizeBytes() {
      return (long) length * dtype.sizeBytes();
    }
  }

  /** Adds an entry to the header's string map. */
  public SafetensorsWriter metadata(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  /** Adds a U8 tensor of one dimension. */
  public SafetensorsWriter bytes(String name, byte[] values) {
    return add(name, Dtype.U8, values.length, (into, i) -> into.put(values[i]));
  }

  /** Adds an I32 tensor; without a shape it has one dimension. */
  public SafetensorsWriter ints(String name, int[] values, long... shape) {
    return add(name, Dtype.I32, values.length, (into, i) -> into.putInt(values[i]), shape);
  }

  /** Adds an I64 tensor; without a shape it has one dimension. */
  public SafetensorsWriter longs(String name, long[] values, long... shape) {
    return add(name, Dtype.I64, values.length, (into, i) -> into.putLong(values[i]), shape);
  }

  /** Adds an F32 tensor; without a shape it has one dimension. */
  public SafetensorsWriter floats(String name, float[] values, long... shape) {
    return add(name, Dtype.F32, values.length, (into, i) -> into.putFloat(values[i]), shape);
  }

  /** Adds an F64 tensor; without a shape it has one dimension. */
  public SafetensorsWriter doubles(String name, double[] values, long... shape) {
    return add(name, Dtype.F64, values.length, (into, i) -> into.putDouble(values[i]), shape);
  }

  /**
   * Adds {@code prefix.bytes} (U8, UTF-8) and {@code prefix.offsets} (I64, one more than strings).
   */
  public SafetensorsWriter strings(String prefix, List<String> values) {
    var blob = new ByteArrayOutputStream();
    var offsets = new long[values.size() + 1];
    for (int i = 0; i < values.size(); i++) {
      blob.writeBytes(values.get(i).getBytes(UTF_8));
      offsets[i + 1] = blob.size();
    }
    return bytes(prefix + ".bytes", blob.toByteArray()).longs(prefix + ".offsets", offsets);
  }

  private SafetensorsWriter add(
      String name, Dtype dtype, int length, Elements elements, long... shape) {
    long[] dimensions = shape.length == 0 ? new long[] {length} : shape.clone();
    long product = 1;
    for (long dimension : dimensions) {
      product = Math.multiplyExact(product, dimension);
    }
    if (product != length) {
      throw new IllegalArgumentException(
          "tensor " + name + " has " + length + " elements, its shape asks for " + product);
    }
    if (tensors.put(name, new Tensor(name, dtype, dimensions, length, elements)) != null) {
      throw new IllegalArgumentException("tensor " + name + " is added twice");
    }
    return this;
  }

  /** Writes a new file; one that exists is replaced. */
  public void write(Path file) throws IOException {
    List<Tensor> ordered =
        tensors.values().stream()
            .sorted(
                Comparator.comparingInt((Tensor t) -> -t.dtype.sizeBytes())
                    .thenComparing(Tensor::name))
            .toList();
    byte[] header = header(ordered);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      drain(length.putLong(header.length), channel);
      drain(ByteBuffer.allocate(header.length).put(header), channel);
      ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (Tensor tensor : ordered) {
        write(tensor, chunk, channel);
      }
    }
  }

  private static void write(Tensor tensor, ByteBuffer chunk, FileChannel channel)
      throws IOException {
    for (int i = 0; i < tensor.length; i++) {
      if (chunk.remaining() < tensor.dtype.sizeBytes()) {
        drain(chunk, channel);
      }
      tensor.elements.put(chunk, i);
    }
    drain(chunk, channel);
  }

  private static void drain(ByteBuffer buffer, FileChannel channel) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  private byte[] header(List<Tensor> ordered) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        writeMetadata(json);
      }
      long begin = 0;
      for (Tensor tensor : ordered) {
        writeEntry(json, tensor, begin);
        begin += tensor.sizeBytes();
      }
      json.writeEndObject();
    }
    while (bytes.size() % Long.BYTES != 0) {
      bytes.write(' ');
    }
    return bytes.toByteArray();
  }

  private void writeMetadata(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("__metadata__");
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private static void writeEntry(JsonGenerator json, Tensor tensor, long begin) throws IOException {
    json.writeObjectFieldStart(tensor.name);
    json.writeStringField("dtype", tensor.dtype.name());
    json.writeFieldName("shape");
    json.writeArray(tensor.shape, 0, tensor.shape.length);
    json.writeFieldName("data_offsets");
    json.writeArray(new long[] {begin, begin + tensor.sizeBytes()}, 0, 2);
    json.writeEndObject();
  }
}
