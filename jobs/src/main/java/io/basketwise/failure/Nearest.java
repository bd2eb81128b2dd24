package io.basketwise.failure;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what a misspelt name was meant to be. */
public final class Nearest {
  private Nearest() {}

  /** The name with the smallest edit distance, case aside; the first in order on a tie. */
  public static Optional<String> name(String unknown, Stream<String> known) {
    return known.min(
        Comparator.comparingInt((String name) -> distance(unknown, name))
            .thenComparing(Comparator.naturalOrder()));
  }

  private static int distance(String a, String b) {
    return LevenshteinDistance.getDefaultInstance()
        .apply(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT));
  }
}
