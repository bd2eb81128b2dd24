package io.basketwise.models.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basketwise.models.artifact.Experiment;
import io.basketwise.models.artifact.Experiment.Variant;
import io.basketwise.models.decision.Assignment;
import io.basketwise.models.decision.Moment;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Draws the variant of an experiment for a visitor: the first 53 bits of SHA-256 of {@code
 * experiment 0x00 visitor}, as a number in [0, 1), fall into one of the shares laid end to end. Who
 * names no visitor or withholds consent takes part in none.
 */
final class Trials {
  private static final int UNUSED_BITS = 11;
  private static final double UNIT = 0x1p-53;

  private final List<Experiment> experiments;

  Trials(List<Experiment> experiments) {
    this.experiments = experiments;
  }

  /**
   * A visitor's variant of an experiment.
   *
   * @param timely whether timing would offer
   */
  record Drawn(Experiment experiment, Variant variant, boolean timely) {
    boolean offers() {
      return variant.offers(timely);
    }

    Assignment assignment() {
      return new Assignment(
          experiment.id(), variant.name(), experiment.shareOfAction(variant, timely));
    }
  }

  /**
   * The variant of the first experiment that runs at a moment; none where timing would be quiet and
   * no variant explores.
   */
  Optional<Drawn> draw(Moment moment, boolean timely) {
    if (experiments.isEmpty() || moment.visitorId().isEmpty() || !moment.consent()) {
      return Optional.empty();
    }
    LocalDate day = LocalDate.ofInstant(moment.at(), ZoneOffset.UTC);
    for (Experiment experiment : experiments) {
      if (experiment.active(moment.placement(), day)) {
        return timely || experiment.explores()
            ? Optional.of(new Drawn(experiment, variant(experiment, moment.visitorId()), timely))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  static Variant variant(Experiment experiment, String visitor) {
    double at = uniform(experiment.id(), visitor);
    double end = 0;
    for (Variant variant : experiment.variants()) {
      end += variant.share();
      if (at < end) {
        return variant;
      }
    }
    // Shares that round to a little less than 1 end in the last variant.
    return experiment.variants().get(experiment.variants().size() - 1);
  }

  private static double uniform(String experiment, String visitor) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(experiment.getBytes(UTF_8));
      sha256.update((byte) 0);
      byte[] digest = sha256.digest(visitor.getBytes(UTF_8));
      return (ByteBuffer.wrap(digest).getLong() >>> UNUSED_BITS) * UNIT;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
