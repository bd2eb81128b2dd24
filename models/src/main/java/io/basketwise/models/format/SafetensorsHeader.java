package io.basketwise.models.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Parses and checks a header: after this the entries tile the data exactly, each aligned. Names are
 * not kept in a symbol table, which hostile ones could fill.
 */
final class SafetensorsHeader {
  private static final int MAX_DIMENSIONS = 8;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8).build())
          .build();

  private final Path path;
  private final Map<String, String> metadata = new TreeMap<>();
  private final List<TensorEntry> entries = new ArrayList<>();

  private SafetensorsHeader(Path path) {
    this.path = path;
  }

  static SafetensorsHeader parse(Path path, String header, long dataBytes) {
    var parsed = new SafetensorsHeader(path);
    try (JsonParser json = JSON.createParser(header)) {
      parsed.readRoot(json);
    } catch (JsonProcessingException e) {
      throw parsed.damaged("a header that is not JSON: " + e.getOriginalMessage(), "a JSON object");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    parsed.checkTiling(dataBytes);
    return parsed;
  }

  Map<String, String> metadata() {
    return Map.copyOf(metadata);
  }

  /** The tensors in the order in which they tile the data. */
  List<TensorEntry> entries() {
    return List.copyOf(entries);
  }

  private DamagedFileException damaged(String found, String expected) {
    return new DamagedFileException(path, found, expected);
  }

  private void expect(JsonToken found, JsonToken expected, String where) {
    if (found != expected) {
      throw damaged(found + " at " + where, expected.toString());
    }
  }

  private void readRoot(JsonParser json) throws IOException {
    expect(next(json), JsonToken.START_OBJECT, "the start of the header");
    while (next(json) == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      expect(next(json), JsonToken.START_OBJECT, name);
      if (name.equals("__metadata__")) {
        readMetadata(json);
      } else {
        readEntry(json, name);
      }
    }
    if (json.nextToken() != null) {
      throw damaged("more after the header's object", "only spaces");
    }
  }

  /** The next token; a header that ends early is damaged. */
  private JsonToken next(JsonParser json) throws IOException {
    JsonToken token = json.nextToken();
    if (token == null) {
      throw damaged("a header that ends early", "a JSON object");
    }
    return token;
  }

  private void readMetadata(JsonParser json) throws IOException {
    while (next(json) == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      expect(next(json), JsonToken.VALUE_STRING, "__metadata__." + key);
      metadata.put(key, json.getText());
    }
  }

  private void readEntry(JsonParser json, String name) throws IOException {
    String dtype = "none";
    long[] shape = {-1};
    long[] offsets = {};
    while (next(json) == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      switch (field) {
        case "dtype" -> {
          expect(next(json), JsonToken.VALUE_STRING, name + ".dtype");
          dtype = json.getText();
        }
        case "shape" -> shape = readLongs(json, name + ".shape");
        case "data_offsets" -> offsets = readLongs(json, name + ".data_offsets");
        default -> throw damaged("key " + name + "." + field, "dtype, shape, data_offsets");
      }
    }
    entries.add(entry(name, dtype, shape, offsets));
  }

  private long[] readLongs(JsonParser json, String where) throws IOException {
    expect(next(json), JsonToken.START_ARRAY, where);
    var values = new long[MAX_DIMENSIONS];
    int size = 0;
    while (next(json) != JsonToken.END_ARRAY) {
      expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, where);
      if (size == MAX_DIMENSIONS || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        throw damaged("too many or too large numbers in " + where, "up to 8 numbers of 64 bits");
      }
      values[size++] = json.getLongValue();
    }
    return Arrays.copyOf(values, size);
  }

  private TensorEntry entry(String name, String dtypeName, long[] shape, long[] offsets) {
    Dtype dtype =
        Dtype.named(dtypeName)
            .orElseThrow(
                () -> damaged("dtype " + dtypeName + " of " + name, "U8, I32, I64, F32 or F64"));
    if (offsets.length != 2 || offsets[0] < 0 || offsets[1] < offsets[0]) {
      throw damaged("data_offsets " + Arrays.toString(offsets) + " of " + name, "[begin, end]");
    }
    var entry = new TensorEntry(name, dtype, shape, offsets[0], offsets[1]);
    if (shapeBytes(shape, dtype) != entry.sizeBytes()) {
      throw damaged(
          entry.sizeBytes() + " bytes for " + name + " of shape " + Arrays.toString(shape),
          "the product of the shape times " + dtype.sizeBytes());
    }
    if (entry.begin() % dtype.sizeBytes() != 0) {
      throw damaged(name + " at offset " + entry.begin(), "a multiple of " + dtype.sizeBytes());
    }
    return entry;
  }

  /** The bytes that a shape asks for, or -1 when there is no such number. */
  private static long shapeBytes(long[] shape, Dtype dtype) {
    long product = dtype.sizeBytes();
    for (long dimension : shape) {
      if (dimension < 0 || Math.multiplyHigh(product, dimension) != 0) {
        return -1;
      }
      product *= dimension;
      if (product < 0) {
        return -1;
      }
    }
    return product;
  }

  private void checkTiling(long dataBytes) {
    entries.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
    long end = 0;
    for (TensorEntry entry : entries) {
      if (entry.begin() != end) {
        throw damaged(entry.name() + " at offset " + entry.begin(), "offset " + end);
      }
      end = entry.end();
    }
    if (end != dataBytes) {
      throw damaged(dataBytes + " bytes of data", end + " bytes, as the header says");
    }
  }
}
