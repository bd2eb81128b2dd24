package io.basketwise.messages;

/** A text that is not said, and what to do about it. */
final class RefusedText extends Exception {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  RefusedText(String reason, String remedy) {
    super(reason);
    this.remedy = remedy;
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  String remedy() {
    return remedy;
  }
}
