package io.basketwise.config;

/** Whose algorithm does a piece of work. */
public enum Engine {
  /** Our own. */
  NATIVE,
  /** Spark's MLlib. */
  MLLIB
}
