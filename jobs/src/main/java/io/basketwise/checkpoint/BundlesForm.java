package io.basketwise.checkpoint;

import io.basketwise.bundles.MineBundles;
import io.basketwise.models.artifact.BundleColumns;
import io.basketwise.models.format.Safetensors;
import io.basketwise.models.format.SafetensorsWriter;

/** Itemsets and rules of a training span. */
public final class BundlesForm implements TensorForm<MineBundles.Result> {
  private static final String MIN_COUNT = "min_count";
  private static final String BELOW_BUYER_FLOOR = "below_buyer_floor";

  @Override
  public SafetensorsWriter write(MineBundles.Result result) {
    BundleColumns columns = result.columns();
    return new SafetensorsWriter()
        .metadata(MIN_COUNT, Integer.toString(result.minCount()))
        .metadata(BELOW_BUYER_FLOOR, Long.toString(result.belowBuyerFloor()))
        .ints("item", columns.item())
        .ints("children", columns.children())
        .ints("count", columns.count())
        .ints("buyers", columns.buyers())
        .ints("rule_offsets", columns.ruleOffsets())
        .ints("rule_consequent", columns.ruleConsequent())
        .ints("rule_count", columns.ruleCount())
        .ints("rule_buyers", columns.ruleBuyers())
        .floats("rule_confidence", columns.ruleConfidence())
        .floats("rule_lift", columns.ruleLift());
  }

  @Override
  public MineBundles.Result read(Safetensors file) {
    Tensors tensors = new Tensors(file);
    return new MineBundles.Result(
        new BundleColumns(
            tensors.ints("item"),
            tensors.ints("children"),
            tensors.ints("count"),
            tensors.ints("buyers"),
            tensors.ints("rule_offsets"),
            tensors.ints("rule_consequent"),
            tensors.ints("rule_count"),
            tensors.ints("rule_buyers"),
            tensors.floats("rule_confidence"),
            tensors.floats("rule_lift")),
        Integer.parseInt(tensors.text(MIN_COUNT)),
        Long.parseLong(tensors.text(BELOW_BUYER_FLOOR)));
  }
}
