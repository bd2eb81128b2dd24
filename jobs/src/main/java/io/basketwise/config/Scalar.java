package io.basketwise.config;

/**
 * One value as it was written.
 *
 * @param text the characters, without quotes
 * @param type what the characters are in YAML
 * @param origin where it was written, for messages
 */
record Scalar(String text, Type type, String origin) {
  /** YAML's core scalar types. */
  enum Type {
    TEXT,
    WHOLE,
    NUMBER,
    FLAG,
    NOTHING
  }
}
