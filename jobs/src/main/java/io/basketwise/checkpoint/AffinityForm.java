package io.basketwise.checkpoint;

import io.basketwise.affinity.LearnAffinity;
import io.basketwise.models.artifact.Factors;
import io.basketwise.models.artifact.Neighbours;
import io.basketwise.models.artifact.Relation;
import io.basketwise.models.format.Safetensors;
import io.basketwise.models.format.SafetensorsWriter;
import java.util.EnumMap;
import java.util.Map;

/** Neighbours and factors of a training span. */
public final class AffinityForm implements TensorForm<LearnAffinity.Result> {
  private static final String PAIRS = "pairs";
  private static final String LINEAR_ITEMS = "linear_items";
  private static final String NOTES = "notes";
  private static final String RANK = "rank";
  private static final String ALPHA = "alpha";
  private static final String REGULARIZATION = "regularization";
  private static final String OFFSETS = ".offsets";

  @Override
  public SafetensorsWriter write(LearnAffinity.Result result) {
    Factors factors = result.factors();
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .metadata(PAIRS, Long.toString(result.pairs()))
            .metadata(LINEAR_ITEMS, Integer.toString(result.linearItems()))
            .strings(NOTES, result.notes())
            .metadata(RANK, Integer.toString(factors.rank()))
            .metadata(ALPHA, Double.toString(factors.alpha()))
            .metadata(REGULARIZATION, Double.toString(factors.regularization()))
            .floats("factors", factors.values())
            .doubles("gram", factors.gram());
    result
        .relations()
        .forEach(
            (relation, neighbours) ->
                writer
                    .longs(relation.key() + OFFSETS, neighbours.offsets())
                    .ints(relation.key() + ".items", neighbours.items())
                    .floats(relation.key() + ".weights", neighbours.weights())
                    .ints(relation.key() + ".counts", neighbours.counts())
                    .ints(relation.key() + ".buyers", neighbours.buyers()));
    return writer;
  }

  @Override
  public LearnAffinity.Result read(Safetensors file) {
    Tensors tensors = new Tensors(file);
    Map<Relation, Neighbours> relations = new EnumMap<>(Relation.class);
    for (Relation relation : Relation.values()) {
      if (file.has(relation.key() + OFFSETS)) {
        relations.put(relation, neighbours(tensors, relation.key()));
      }
    }
    return new LearnAffinity.Result(
        relations,
        new Factors(
            Integer.parseInt(tensors.text(RANK)),
            tensors.floats("factors"),
            tensors.doubles("gram"),
            Double.parseDouble(tensors.text(ALPHA)),
            Double.parseDouble(tensors.text(REGULARIZATION))),
        Long.parseLong(tensors.text(PAIRS)),
        Integer.parseInt(tensors.text(LINEAR_ITEMS)),
        tensors.strings(NOTES));
  }

  private static Neighbours neighbours(Tensors tensors, String key) {
    return new Neighbours(
        tensors.longs(key + OFFSETS),
        tensors.ints(key + ".items"),
        tensors.floats(key + ".weights"),
        tensors.ints(key + ".counts"),
        tensors.ints(key + ".buyers"));
  }
}
