package io.basketwise.models.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.basketwise.models.SmallShop;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.CartLine;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.SessionEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Asks for single features of moments in the small shop. */
final class Asked {
  private final SessionFeatures features;

  private Asked(SessionFeatures features) {
    this.features = features;
  }

  /** Over the small shop, written into an empty folder. */
  static Asked of(Path folder) {
    return of(new SmallShop(), folder);
  }

  static Asked of(SmallShop shop, Path folder) {
    shop.behaviour(BehaviourModels.NONE).write(folder);
    Artifact artifact = Artifact.open(folder);
    return new Asked(
        new SessionFeatures(
            artifact,
            artifact.behaviour().orElseThrow().signals(),
            ItemFinder.each(artifact.items()::find)));
  }

  /** An hour after the start of a session. */
  static Moment.Builder session(SessionEvent... events) {
    return Moment.builder().at(Clicks.START.plusSeconds(3600)).events(List.of(events));
  }

  /** Looks at items, one every ten seconds. */
  static Moment.Builder views(String... items) {
    return session(
        IntStream.range(0, items.length)
            .mapToObj(i -> Clicks.view(10L * i, items[i]))
            .toArray(SessionEvent[]::new));
  }

  static Moment.Builder cart(CartLine... lines) {
    return Moment.builder().at(Clicks.START).cart(List.of(lines));
  }

  static double ln1p(double value) {
    return StrictMath.log1p(value);
  }

  double[] row(Moment.Builder moment) {
    return features.of(moment.build());
  }

  void assertIs(Moment.Builder moment, SessionFeature feature, double expected) {
    assertThat(row(moment)[feature.column()]).as(feature.key()).isCloseTo(expected, offset(1e-12));
  }

  void assertMissing(Moment.Builder moment, SessionFeature... those) {
    for (SessionFeature feature : those) {
      assertThat(row(moment)[feature.column()]).as(feature.key()).isNaN();
    }
  }
}
