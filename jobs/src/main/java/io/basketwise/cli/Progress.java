package io.basketwise.cli;

import io.basketwise.report.RunListener;

/** Shows how far a run is, until it is closed. */
interface Progress extends RunListener, AutoCloseable {
  @Override
  default void close() {}
}
