package io.basketwise.models.decision;

/** A moment that cannot be understood; the message is one line and names the field. */
public final class MalformedMomentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedMomentException(String message) {
    super(message);
  }
}
