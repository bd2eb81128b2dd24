package io.basketwise.simulate;

import java.util.List;
import java.util.Locale;

/** Why a shopper came. Exactly one drives a session. */
enum Intent {
  PROBLEM_SOLVER(
      new Traits(
          /* hour= */ 11,
          /* hourDeviation= */ 4.5,
          /* views= */ 3.2,
          /* search= */ 0.55,
          /* dwellSeconds= */ 26,
          /* pricePoint= */ 0.50,
          /* extraQuantity= */ 0.3,
          /* gift= */ 0.05,
          /* wander= */ 0.10,
          /* add= */ 0.58,
          /* rush= */ 0.65,
          /* scroll= */ 0.55,
          /* buy= */ 0.75,
          /* project= */ 0.70,
          /* family= */ 0.05,
          /* giftShelf= */ 0.04)),
  UPGRADER(
      new Traits(
          /* hour= */ 20,
          /* hourDeviation= */ 3.5,
          /* views= */ 4.6,
          /* search= */ 0.25,
          /* dwellSeconds= */ 62,
          /* pricePoint= */ 0.76,
          /* extraQuantity= */ 0.1,
          /* gift= */ 0.08,
          /* wander= */ 0.15,
          /* add= */ 0.38,
          /* rush= */ 0.25,
          /* scroll= */ 0.70,
          /* buy= */ 0.30,
          /* project= */ 0.10,
          /* family= */ 0.75,
          /* giftShelf= */ 0.04)),
  BULK_BUYER(
      new Traits(
          /* hour= */ 10,
          /* hourDeviation= */ 3.0,
          /* views= */ 3.8,
          /* search= */ 0.35,
          /* dwellSeconds= */ 24,
          /* pricePoint= */ 0.26,
          /* extraQuantity= */ 3.4,
          /* gift= */ 0.03,
          /* wander= */ 0.20,
          /* add= */ 0.58,
          /* rush= */ 0.45,
          /* scroll= */ 0.50,
          /* buy= */ 0.85,
          /* project= */ 0.30,
          /* family= */ 0.05,
          /* giftShelf= */ 0.02)),
  GIFT_SHOPPER(
      new Traits(
          /* hour= */ 19,
          /* hourDeviation= */ 3.5,
          /* views= */ 4.8,
          /* search= */ 0.30,
          /* dwellSeconds= */ 42,
          /* pricePoint= */ 0.62,
          /* extraQuantity= */ 0.2,
          /* gift= */ 0.62,
          /* wander= */ 0.30,
          /* add= */ 0.38,
          /* rush= */ 0.30,
          /* scroll= */ 0.65,
          /* buy= */ 0.45,
          /* project= */ 0.08,
          /* family= */ 0.05,
          /* giftShelf= */ 0.78)),
  EXPLORER(
      new Traits(
          /* hour= */ 21,
          /* hourDeviation= */ 3.5,
          /* views= */ 6.2,
          /* search= */ 0.12,
          /* dwellSeconds= */ 36,
          /* pricePoint= */ 0.48,
          /* extraQuantity= */ 0.2,
          /* gift= */ 0.09,
          /* wander= */ 0.62,
          /* add= */ 0.09,
          /* rush= */ 0.10,
          /* scroll= */ 0.80,
          /* buy= */ -0.70,
          /* project= */ 0.12,
          /* family= */ 0.12,
          /* giftShelf= */ 0.12));

  /**
   * What an intent does to a session.
   *
   * @param hour mean hour of the day, UTC
   * @param hourDeviation hours
   * @param views mean item views after the first
   * @param search probability of a search before a view
   * @param dwellSeconds median time on an item's page
   * @param pricePoint preferred place within the category's prices, 0 cheapest to 1 dearest
   * @param extraQuantity mean units beyond the first
   * @param gift probability of a gift order
   * @param wander probability that a view leaves the focus
   * @param add probability that a viewed item goes into the cart
   * @param rush mean hurry, 0 to 1
   * @param scroll mean scroll depth, 0 to 1
   * @param buy logit of passing each of the two purchase stages
   * @param project probability that the focus is a project
   * @param family probability that the focus is a family of tiers
   * @param giftShelf probability that the focus is what others give
   */
  record Traits(
      double hour,
      double hourDeviation,
      double views,
      double search,
      double dwellSeconds,
      double pricePoint,
      double extraQuantity,
      double gift,
      double wander,
      double add,
      double rush,
      double scroll,
      double buy,
      double project,
      double family,
      double giftShelf) {}

  private static final List<Intent> ALL = List.of(values());

  @SuppressWarnings("ImmutableEnumChecker") // a record of doubles
  private final Traits traits;

  Intent(Traits traits) {
    this.traits = traits;
  }

  Traits traits() {
    return traits;
  }

  /** The name in the labels table. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The traits that rule one facet of a session: mostly one's own, else those of any intent. */
  Traits facet(Dice dice) {
    return dice.chance(Model.BORROWED_FACET) ? ALL.get(dice.below(ALL.size())).traits : traits;
  }

  static Intent of(int index) {
    return ALL.get(index);
  }

  static int count() {
    return ALL.size();
  }
}
