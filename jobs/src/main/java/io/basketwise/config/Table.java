package io.basketwise.config;

import java.util.Locale;

/** The input tables of contract v1. */
public enum Table {
  ORDERS,
  CLICKS,
  CATALOG,
  LABELS;

  /** The name in the configuration, in the lake and in messages. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
