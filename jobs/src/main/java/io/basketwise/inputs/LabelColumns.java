package io.basketwise.inputs;

/** Column names of labels: one row per session. What each one means is made into INPUTS.md. */
public final class LabelColumns {
  /** The session of the clicks. */
  public static final String SESSION_ID = "session_id";

  /** Why the visitor was there. Where there are labels, they take the place of weak ones. */
  public static final String INTENT = "intent";

  private LabelColumns() {}
}
