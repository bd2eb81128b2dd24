package io.basketwise.inputs;

/** Column names of labels: one row per session. */
public final class LabelColumns {
  public static final String SESSION_ID = "session_id";
  public static final String INTENT = "intent";

  private LabelColumns() {}
}
