package io.basketwise.models.artifact;

import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What goes with what. */
public final class Affinity {
  static final String FILE = "affinity.safetensors";

  private final Columns file;
  private final Map<Relation, NeighbourTable> relations = new EnumMap<>(Relation.class);
  private final Optional<FactorTable> factors;
  private final Blend blend;

  private Affinity(Columns file, int items) {
    this.file = file;
    for (Relation relation : Relation.values()) {
      if (file.tensors().has(relation.key() + ".items")) {
        relations.put(relation, new NeighbourTable(file, relation.key(), items));
      }
    }
    factors =
        file.tensors().has("als.factors")
            ? Optional.of(new FactorTable(file, items))
            : Optional.empty();
    blend = blend(file);
  }

  void verify() {
    file.verify();
    relations.values().forEach(NeighbourTable::verifyOrder);
  }

  static Affinity open(Path path, int items) {
    return new Affinity(new Columns(path), items);
  }

  private static Blend blend(Columns file) {
    DoubleBuffer weights =
        file.parameters("blend.weights", file.tensors().doubles("blend.weights").limit());
    DoubleBuffer calibration = file.parameters("blend.calibration", 2);
    var copy = new double[weights.limit()];
    weights.get(0, copy);
    try {
      return new Blend(copy, calibration.get(0), calibration.get(1));
    } catch (IllegalArgumentException e) {
      throw file.damaged(String.valueOf(e.getMessage()), "a slope above 0");
    }
  }

  /** The neighbours under a relation, if the version has it. */
  public Optional<NeighbourTable> neighbours(Relation relation) {
    return Optional.ofNullable(relations.get(relation));
  }

  /** The ALS item factors, if the version has them. */
  public Optional<FactorTable> factors() {
    return factors;
  }

  /** The learned ranking. */
  public Blend blend() {
    return blend;
  }
}
