package io.basketwise.models.artifact;

import io.basketwise.models.decision.Placement;
import java.time.LocalDate;
import java.util.List;

/**
 * A trial at one placement: each visitor is given one variant for as long as it runs.
 *
 * @param from first day in UTC
 * @param to last day in UTC
 */
public record Experiment(
    String id, Placement placement, LocalDate from, LocalDate to, List<Variant> variants) {
  private static final double ROUNDING = 1e-9;

  /**
   * One arm.
   *
   * @param share of the visitors, above 0
   * @param quiet whether nothing is offered
   * @param explore whether it offers when timing would not: what timing never tries it cannot learn
   */
  public record Variant(String name, double share, boolean quiet, boolean explore) {
    /** Checks the share, and that it does not ask for both. */
    public Variant {
      Checks.require(share > 0 && share <= 1, "share of " + name + " is " + share);
      Checks.require(!(quiet && explore), name + " is both quiet and explore");
    }

    /** Whether it offers, given whether timing would. */
    public boolean offers(boolean timely) {
      return explore || (timely && !quiet);
    }
  }

  /** Copies the variants; their shares add up to 1. */
  public Experiment {
    variants = List.copyOf(variants);
    double sum = variants.stream().mapToDouble(Variant::share).sum();
    Checks.require(
        Math.abs(sum - 1) <= ROUNDING, "shares of " + id + " add up to " + sum + ", expected 1");
  }

  /** Whether it runs at a placement on a day. */
  public boolean active(Placement where, LocalDate day) {
    return placement == where && !day.isBefore(from) && !day.isAfter(to);
  }

  /** Whether chance has a say at moments at which timing would be quiet. */
  public boolean explores() {
    return variants.stream().anyMatch(Variant::explore);
  }

  /**
   * The chance that a visitor is given a variant that offers, or stays quiet, as this one does: 1
   * where all do, for then chance decides nothing.
   *
   * @param timely whether timing would offer
   */
  public double shareOfAction(Variant variant, boolean timely) {
    double share = 0;
    boolean all = true;
    for (Variant each : variants) {
      boolean same = each.offers(timely) == variant.offers(timely);
      share += same ? each.share() : 0;
      all &= same;
    }
    return all ? 1 : Math.min(1, share);
  }

  static Experiment of(JsonObject json) {
    try {
      return new Experiment(
          json.text("id"),
          Placement.of(json.text("placement"))
              .orElseThrow(
                  () -> json.fault("placement", json.text("placement"), "a known placement")),
          json.parsed("from", "a date", LocalDate::parse),
          json.parsed("to", "a date", LocalDate::parse),
          json.objects("variants").stream().map(Experiment::variant).toList());
    } catch (IllegalArgumentException e) {
      throw new JsonException(json.where("variants") + ": " + e.getMessage());
    }
  }

  private static Variant variant(JsonObject json) {
    return new Variant(
        json.text("name"),
        json.number("share"),
        json.has("quiet") && json.flag("quiet"),
        json.has("explore") && json.flag("explore"));
  }
}
