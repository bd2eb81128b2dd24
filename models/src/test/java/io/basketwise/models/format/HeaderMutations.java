package io.basketwise.models.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Opens a small tensor file again and again, each time with its first bytes changed at random: some
 * flipped, cut out, doubled, or replaced by words and numbers of the format. Whatever opens is read
 * to its end.
 */
public final class HeaderMutations {
  private static final List<byte[]> WORDS =
      List.of(
              "{",
              "}",
              "[",
              "]",
              ",",
              "\"",
              "-1",
              "9223372036854775807",
              "1e9",
              "null",
              "U8",
              "I64")
          .stream()
          .map(word -> word.getBytes(UTF_8))
          .toList();

  private final Path file;
  private final byte[] good;
  private final int headerEnd;
  private final long seed;
  private final Random random;
  private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);

  /** What came of an opening. */
  public enum Outcome {
    REFUSED,
    WHOLE
  }

  /** Mutations in a folder of the caller's; a seed gives the same ones. */
  public HeaderMutations(Path folder, long seed) throws IOException {
    file = folder.resolve("mutated.safetensors");
    this.seed = seed;
    random = new Random(seed);
    new SafetensorsWriter()
        .metadata("key", "value")
        .strings("words", List.of("a", "bc", ""))
        .floats("matrix", new float[] {1, 2, 3, 4}, 2, 2)
        .doubles("none", new double[0])
        .write(file);
    good = Files.readAllBytes(file);
    headerEnd = 8 + ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
  }

  /** Opens one more mutation; what is neither opened nor refused is thrown with the seed. */
  public void next() throws IOException {
    byte[] bytes = good;
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      bytes = changed(bytes);
    }
    // A new file each time: overwriting one makes some file systems flush it to the disk.
    Files.delete(file);
    Files.write(file, bytes);
    counts.merge(outcome(bytes), 1, Integer::sum);
  }

  /** How often it came to this. */
  public int count(Outcome outcome) {
    return counts.getOrDefault(outcome, 0);
  }

  private byte[] changed(byte[] bytes) {
    int at = random.nextInt(Math.min(headerEnd, bytes.length) + 1);
    byte[] middle =
        switch (random.nextInt(4)) {
          case 0 -> new byte[] {(byte) random.nextInt(256)};
          case 1 -> new byte[0];
          case 2 -> Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + random.nextInt(40)));
          default -> WORDS.get(random.nextInt(WORDS.size()));
        };
    int skipped = Math.min(bytes.length, at + random.nextInt(3));
    ByteBuffer result = ByteBuffer.allocate(at + middle.length + bytes.length - skipped);
    return result.put(bytes, 0, at).put(middle).put(bytes, skipped, bytes.length - skipped).array();
  }

  private static void readAll(Safetensors tensors) {
    StringColumn words = tensors.strings("words");
    for (int i = 0; i < words.size(); i++) {
      words.at(i);
    }
    FloatBuffer matrix = tensors.floats("matrix");
    matrix.get(new float[matrix.limit()]);
    tensors.doubles("none");
  }

  private Outcome outcome(byte[] bytes) {
    try {
      readAll(Safetensors.open(file));
      return Outcome.WHOLE;
    } catch (DamagedFileException e) {
      return Outcome.REFUSED;
    } catch (RuntimeException | Error e) {
      throw new AssertionError("seed " + seed + ": " + Arrays.toString(bytes), e);
    }
  }
}
