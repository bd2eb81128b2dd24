package io.basketwise.simulate;

/** One file of each growing table: what a range of customers leaves behind. */
interface Part extends AutoCloseable {
  /** The whole life of one customer in the shop. */
  void live(int customer);

  Written written();

  @Override
  void close();
}
