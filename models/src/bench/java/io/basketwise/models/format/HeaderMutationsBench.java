package io.basketwise.models.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.models.format.HeaderMutations.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million mutated headers, each refused or whole. */
class HeaderMutationsBench {
  private static final int MUTATIONS = 1_000_000;

  @TempDir Path folder;

  @Test
  void aMillion() throws IOException {
    var mutations = new HeaderMutations(folder, 1);
    for (int i = 0; i < MUTATIONS; i++) {
      mutations.next();
    }
    System.out.printf(
        "%,d mutated headers: %,d refused, %,d whole%n",
        MUTATIONS, mutations.count(Outcome.REFUSED), mutations.count(Outcome.WHOLE));
    assertThat(mutations.count(Outcome.REFUSED)).isPositive();
  }
}
