package io.basketwise.models.format;

import java.nio.file.Path;

/** A tensor file that breaks the rules of its format; nothing of it can be trusted. */
public final class DamagedFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String found;
  private final String expected;

  /** The file, what is in it, and what should be. */
  public DamagedFileException(Path path, String found, String expected) {
    super(path + ": found " + found + ", expected " + expected);
    this.found = found;
    this.expected = expected;
  }

  /** What is in the file. */
  public String found() {
    return found;
  }

  /** What should be in the file. */
  public String expected() {
    return expected;
  }
}
