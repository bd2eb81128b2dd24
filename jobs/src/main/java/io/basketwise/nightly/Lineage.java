package io.basketwise.nightly;

import io.basketwise.config.ShopConfig;
import io.basketwise.evaluate.Evaluate;
import io.basketwise.evaluate.FitBlend;
import io.basketwise.prepare.RowAccount;
import io.basketwise.publish.Fit;
import io.basketwise.report.BlendFigures;
import io.basketwise.report.SoftwareVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a manifest keeps of where a version comes from. Paths of this machine are left out. */
final class Lineage {
  /** What depends on when and in which files the rows came, though the version does not. */
  static final String RUN = "run";

  /** The version that decides when to offer, where a new one was not better. */
  static final String TIMING_OF = "timing_of";

  private final ShopConfig config;
  private final Prepared prepared;

  Lineage(ShopConfig config, Prepared prepared) {
    this.config = config;
    this.prepared = prepared;
  }

  Map<String, Object> of(Fit measured, Fit published, Optional<String> timingOf) {
    Map<String, Object> lineage = new TreeMap<>();
    List<Object> inputs = new ArrayList<>();
    prepared.accounts().forEach(account -> inputs.add(account(account)));
    lineage.put("inputs", inputs);
    lineage.put("software", SoftwareVersion.text());
    lineage.put("config", Fingerprint.settings(config));
    lineage.put("policy_sha256", Fingerprint.ofPolicy(config));
    lineage.put(RUN, new TreeMap<>(Map.of("inputs", prepared.inputs().json())));
    lineage.put("measured_fit", fit(measured));
    lineage.put("published_fit", fit(published));
    timingOf.ifPresent(version -> lineage.put(TIMING_OF, version));
    return lineage;
  }

  Map<String, Object> metrics(
      Evaluate.Figures figures, FitBlend.Result blend, Map<String, Object> behaviour) {
    Map<String, Object> metrics = new TreeMap<>(figures.json());
    metrics.put("behaviour", behaviour);
    metrics.put("blend", BlendFigures.of(blend).json());
    return metrics;
  }

  /** What the window sees: how the rows came in is told by the run's record. */
  private static Map<String, Object> account(RowAccount account) {
    return new TreeMap<>(
        Map.of(
            "table", account.table().key(),
            "used", account.used(),
            "netted", account.netted()));
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
