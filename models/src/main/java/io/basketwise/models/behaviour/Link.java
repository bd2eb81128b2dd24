package io.basketwise.models.behaviour;

/** What the outputs of a classifier are. */
public enum Link {
  /** A class's logit, up to a constant that all classes share; of a single class its log odds. */
  LOGITS {
    @Override
    public void logits(double[] raw) {}
  },
  /** A class's probability. */
  PROBABILITIES {
    @Override
    public void logits(double[] raw) {
      if (raw.length == 1) {
        raw[0] = log(raw[0]) - log(1 - raw[0]);
        return;
      }
      for (int output = 0; output < raw.length; output++) {
        raw[output] = log(raw[output]);
      }
    }
  };

  /** A class that no tree saw is unlikely, not impossible. */
  private static final double LEAST_PROBABILITY = 1e-6;

  /** Turns a prediction into logits, in place; a probability below 1e-6 counts as 1e-6. */
  public abstract void logits(double[] raw);

  private static double log(double probability) {
    return StrictMath.log(Math.max(LEAST_PROBABILITY, probability));
  }
}
