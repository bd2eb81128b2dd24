package io.basketwise.models.artifact;

import java.util.Map;
import java.util.Optional;

/** What goes with what: neighbours by relation, ALS factors if any, and the blend. */
public record AffinityColumns(
    Map<Relation, Neighbours> relations, Optional<Factors> factors, Blend blend) {
  /** Copies the map. */
  public AffinityColumns {
    relations = Map.copyOf(relations);
  }
}
