package io.basketwise.cli;

/** Entry point of {@code ./basketwise}. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.out.println("basketwise");
  }
}
