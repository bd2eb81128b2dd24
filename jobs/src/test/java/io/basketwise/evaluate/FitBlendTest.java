package io.basketwise.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.TeaShop;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.score.Scorer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In the tea shop tea calls for the pot, and the pot for nothing. */
class FitBlendTest {
  private static final int POT = 0;
  private static final int TEA = 1;

  @TempDir private Path folder;

  private static Query query(int cart, int hidden) {
    return new Query(0, 20_000, new int[] {cart}, hidden, new int[0]);
  }

  @Test
  void noQueryIsToldFromQueriesWhoseItemIsNoCandidate() {
    TeaShop.publish(folder);
    try (Scorer scorer = Scorer.of(Artifact.open(new ArtifactStore(folder).live()))) {
      FitBlend fit = new FitBlend(7);
      assertThat(fit.fit(scorer, List.of())).isEmpty();
      FitBlend.Result none = fit.fit(scorer, List.of(query(POT, TEA))).orElseThrow();
      assertThat(none.queries()).isEqualTo(1);
      assertThat(none.reached()).isZero();
      assertThat(none.blend().weights()).isEqualTo(scorer.blend());
      FitBlend.Result some =
          fit.fit(scorer, List.of(query(POT, TEA), query(TEA, POT))).orElseThrow();
      assertThat(some.reached()).isEqualTo(1);
    }
  }
}
