package io.basketwise.storage;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Texts that nobody else has or can guess; nothing that a version holds depends on them. */
public final class Mark {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  private Mark() {}

  /** A new one: 32 hexadecimal digits. */
  public static String next() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
