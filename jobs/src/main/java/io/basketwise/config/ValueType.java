package io.basketwise.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a configuration key accepts: its type and its range. */
sealed interface ValueType {

  /** The value, or empty where the scalar is not one of this type's. */
  Optional<Object> parse(Scalar scalar);

  /** The accepted values in words. */
  String allowed();

  /** A text that is not blank and matches the pattern. */
  record Text(String allowed, String pattern) implements ValueType {
    static Text any(String allowed) {
      return new Text(allowed, "(?s).*");
    }

    @Override
    public Optional<Object> parse(Scalar scalar) {
      boolean accepted = !scalar.text().isBlank() && scalar.text().matches(pattern);
      return accepted ? Optional.of(scalar.text()) : Optional.empty();
    }
  }

  /** A whole number, both ends included. */
  record Whole(long min, long max) implements ValueType {
    @Override
    public Optional<Object> parse(Scalar scalar) {
      boolean whole = scalar.type() == Scalar.Type.WHOLE;
      if (!whole || !scalar.text().matches("[-+]?[0-9]{1,18}")) {
        return Optional.empty();
      }
      long value = Long.parseLong(scalar.text());
      return value < min || value > max ? Optional.empty() : Optional.of(value);
    }

    @Override
    public String allowed() {
      return max >= Integer.MAX_VALUE
          ? "a whole number from " + min
          : "a whole number from " + min + " to " + max;
    }
  }

  /** A number; the lower end is included unless it is open, the upper end always is. */
  record Real(double min, boolean open, double max) implements ValueType {
    static Real from(double min, double max) {
      return new Real(min, false, max);
    }

    static Real above(double min, double max) {
      return new Real(min, true, max);
    }

    @Override
    public Optional<Object> parse(Scalar scalar) {
      if (scalar.type() != Scalar.Type.WHOLE && scalar.type() != Scalar.Type.NUMBER) {
        return Optional.empty();
      }
      return decimal(scalar.text()).filter(this::contains).map(value -> value);
    }

    private boolean contains(double value) {
      return Double.isFinite(value) && (open ? value > min : value >= min) && value <= max;
    }

    private static Optional<Double> decimal(String text) {
      return text.matches("[-+.0-9eE]+") ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }

    @Override
    public String allowed() {
      String low = open ? "a number above " : "a number from ";
      String high = max == Double.MAX_VALUE ? "" : (open ? " and up to " : " to ") + plain(max);
      return low + plain(min) + high;
    }

    private static String plain(double value) {
      return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
  }

  /** True or false. */
  record Flag() implements ValueType {
    @Override
    public Optional<Object> parse(Scalar scalar) {
      return scalar.type() == Scalar.Type.FLAG
          ? Optional.of(Boolean.valueOf(scalar.text().toLowerCase(Locale.ROOT)))
          : Optional.empty();
    }

    @Override
    public String allowed() {
      return "true or false";
    }
  }

  /** One of a few words. */
  record Choice(List<String> words) implements ValueType {
    public Choice {
      words = List.copyOf(words);
    }

    /** The constants of an enum, in lower case. */
    static Choice of(Class<? extends Enum<?>> constants) {
      return new Choice(Stream.of(constants.getEnumConstants()).map(Choice::word).toList());
    }

    /** How a constant is written. */
    static String word(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<Object> parse(Scalar scalar) {
      return words.contains(scalar.text()) ? Optional.of(scalar.text()) : Optional.empty();
    }

    @Override
    public String allowed() {
      return String.join(" or ", words);
    }
  }
}
