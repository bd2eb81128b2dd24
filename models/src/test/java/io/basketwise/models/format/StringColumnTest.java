package io.basketwise.models.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StringColumnTest {
  private static final String LETTERS = "abAB01-_ \u00e4\u00df\u20ac\ue000\uffff\ud83d\ude00";

  @TempDir private Path folder;

  private StringColumn column(List<String> words) throws IOException {
    Path file = folder.resolve("words.safetensors");
    new SafetensorsWriter().strings("words", words).write(file);
    return Safetensors.open(file).strings("words");
  }

  /** Code points are drawn, so that no surrogate stands alone. */
  private static String word(SplittableRandom random) {
    int[] letters = LETTERS.codePoints().toArray();
    return IntStream.range(0, random.nextInt(4))
        .map(i -> letters[random.nextInt(letters.length)])
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void wordsAreToldApartAndHashedAsTheirLettersAre() throws IOException {
    for (long seed = 1; seed <= 20; seed++) {
      var random = new SplittableRandom(seed);
      List<String> words = Stream.generate(() -> word(random)).limit(100).toList();
      StringColumn column = column(words);
      assertThat(column.hashes())
          .as("seed %d", seed)
          .containsExactly(words.stream().mapToInt(StringColumn::hash).toArray());
      for (int i = 0; i < words.size(); i++) {
        for (String other : words) {
          assertThat(column.is(i, other))
              .as("seed %d: %s and %s", seed, words.get(i), other)
              .isEqualTo(words.get(i).equals(other));
        }
      }
    }
  }

  @Test
  void wordsOfAnyLengthAreHashed() throws IOException {
    List<String> words =
        IntStream.of(0, 9, 16_384, 0, 5, 16_385, 40_000, 1, 16_379, 3)
            .mapToObj(length -> "x".repeat(length))
            .toList();
    assertThat(column(words).hashes())
        .containsExactly(words.stream().mapToInt(StringColumn::hash).toArray());
  }
}
