package io.basketwise.models.artifact;

/** Text that is not JSON, or JSON that is not what was expected; the message names the place. */
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JsonException(String message) {
    super(message);
  }
}
