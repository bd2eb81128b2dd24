package io.basketwise.nightly;

import io.basketwise.behaviour.LearnBehaviour;
import io.basketwise.config.ShopConfig;
import io.basketwise.evaluate.Evaluate;
import io.basketwise.evaluate.FitBlend;
import io.basketwise.prepare.RowAccount;
import io.basketwise.publish.Fit;
import io.basketwise.report.BlendFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a manifest keeps of where a version comes from. Paths of this machine are left out. */
final class Lineage {
  private final ShopConfig config;
  private final Prepared prepared;

  Lineage(ShopConfig config, Prepared prepared) {
    this.config = config;
    this.prepared = prepared;
  }

  Map<String, Object> of(Fit measured, Fit published) {
    Map<String, Object> lineage = new TreeMap<>();
    List<Object> inputs = new ArrayList<>();
    prepared.accounts().forEach(account -> inputs.add(account(account)));
    lineage.put("inputs", inputs);
    lineage.put("seed", config.seed());
    lineage.put("bundles", bundles(config.bundles()));
    lineage.put("affinity", affinity(config.affinity()));
    lineage.put("measured_fit", fit(measured));
    lineage.put("published_fit", fit(published));
    return lineage;
  }

  Map<String, Object> metrics(
      Evaluate.Figures figures,
      FitBlend.Result blend,
      Optional<LearnBehaviour.Measured> behaviour) {
    Map<String, Object> metrics = new TreeMap<>(figures.json());
    behaviour.ifPresent(each -> metrics.put("behaviour", each.report().json()));
    metrics.put("blend", BlendFigures.of(blend).json());
    return metrics;
  }

  private static Map<String, Object> account(RowAccount account) {
    return new TreeMap<>(
        Map.of(
            "table", account.table().key(),
            "read", account.read(),
            "used", account.used(),
            "netted", account.netted(),
            "duplicate", account.duplicate(),
            "filtered", account.filtered(),
            "quarantined", account.quarantined()));
  }

  private static Map<String, Object> bundles(ShopConfig.Bundles bundles) {
    return new TreeMap<>(
        Map.of(
            "min_support", bundles.minSupport(),
            "min_confidence", bundles.minConfidence(),
            "min_lift", bundles.minLift(),
            "max_size", (long) bundles.maxSize(),
            "max_basket_items", (long) bundles.maxBasketItems(),
            "min_buyers", (long) bundles.minBuyers(),
            "engine", word(bundles.engine())));
  }

  private static Map<String, Object> affinity(ShopConfig.Affinity affinity) {
    return new TreeMap<>(
        Map.of(
            "engine", word(affinity.engine()),
            "solver", word(affinity.solver()),
            "rank", (long) affinity.rank(),
            "iterations", (long) affinity.iterations(),
            "regularization", affinity.regularization(),
            "alpha", affinity.alpha(),
            "neighbours", (long) affinity.neighbours(),
            "half_life_days", affinity.halfLifeDays(),
            "linear_regularization", affinity.linearRegularization()));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> fit(Fit fit) {
    return new TreeMap<>(
        Map.of(
            "from", fit.from().toString(),
            "to", fit.to().toString(),
            "baskets", fit.counts().totalBaskets(),
            "items", fit.counts().bought(),
            "capped_baskets", fit.cappedBaskets(),
            "absolute_support", (long) fit.bundles().minCount(),
            "itemsets", (long) fit.bundles().columns().itemsets(),
            "rules", (long) fit.bundles().columns().rules(),
            "pairs", fit.affinity().pairs(),
            "linear_items", (long) fit.affinity().linearItems()));
  }
}
