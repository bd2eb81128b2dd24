package io.basketwise.models.score;

import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.Decision;
import io.basketwise.models.decision.OfferKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A decision with what the models of behaviour made of the session and every candidate that was
 * looked at: the offers first, then the others that were eligible, then those that were not, each
 * best first.
 */
public record Trace(Decision decision, List<Model> models, List<Line> lines) {
  /**
   * One candidate.
   *
   * @param kind as what it is or could have been offered; none when nothing leads to it
   * @param value its worth to the placement's objective, with boosts
   * @param drop why it is not offered
   * @param rank from 1 on; -1 when it is not offered
   */
  public record Line(
      String itemId,
      String title,
      Optional<OfferKind> kind,
      Map<EvidenceFeature, Double> features,
      double blend,
      double score,
      double value,
      Drop drop,
      int rank) {}

  /**
   * What a model of behaviour made of the session.
   *
   * @param value a probability or an amount
   * @param moved the features that moved it most, the strongest first
   */
  public record Model(String name, double value, List<Moved> moved) {
    /** Copies the features. */
    public Model {
      moved = List.copyOf(moved);
    }
  }

  /**
   * What a feature did to a model's output.
   *
   * @param value of the feature, NaN where it is missing
   * @param by how much it moved the output, before calibration
   */
  public record Moved(SessionFeature feature, double value, double by) {}

  /** Copies the lines. */
  public Trace {
    models = List.copyOf(models);
    lines = List.copyOf(lines);
  }
}
