package io.basketwise.nightly;

import io.basketwise.config.ShopConfig;
import io.basketwise.evaluate.Evaluate;
import io.basketwise.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Decides whether a measured version is good enough to be published. */
final class Gates {
  private Gates() {}

  static List<Verdict> judge(ShopConfig.Gates gates, Evaluate.Figures figures) {
    double blend = figures.of(Evaluate.BLEND, Evaluate.HIT_RATE_6).value();
    double popularity = figures.of(Evaluate.POPULARITY, Evaluate.HIT_RATE_6).value();
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(
        new Verdict(
            "gates.minHitRate",
            "HR@6 of the blend at least " + gates.minHitRate(),
            blend,
            blend >= gates.minHitRate()));
    if (gates.beatPopularity()) {
      verdicts.add(
          new Verdict(
              "gates.beatPopularity",
              String.format(Locale.ROOT, "HR@6 of the blend above popularity's %.4f", popularity),
              blend,
              blend > popularity));
    }
    return List.copyOf(verdicts);
  }
}
