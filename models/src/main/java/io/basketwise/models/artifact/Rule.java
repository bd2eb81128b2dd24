package io.basketwise.models.artifact;

/** Baskets with the antecedent, ascending items, often hold the consequent as well. */
public record Rule(
    int[] antecedent, int consequent, long count, long buyers, float confidence, float lift) {
  /** Checks order and ranges. */
  public Rule {
    Checks.require(antecedent.length > 0, "a rule has no antecedent");
    for (int i = 0; i < antecedent.length; i++) {
      Checks.require(antecedent[i] != consequent, "a rule's consequent is in its antecedent");
      Checks.require(
          i == 0 || antecedent[i - 1] < antecedent[i], "the antecedent of a rule does not ascend");
    }
    Checks.require(
        confidence > 0 && confidence <= 1 && lift > 0 && Float.isFinite(lift),
        "a rule has confidence " + confidence + " and lift " + lift);
  }
}
