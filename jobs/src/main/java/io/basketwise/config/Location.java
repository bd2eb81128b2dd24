package io.basketwise.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a folder or file lies: on this machine, or wherever a Hadoop file system reaches, such as
 * {@code hdfs://namenode:8020/shop/lake} or {@code s3a://bucket/shop/lake}.
 *
 * @param text an absolute path of this machine, or a URI with its scheme
 */
public record Location(String text) {
  private static final String SCHEME = "[a-z][a-z0-9+.-]*://.*";
  private static final String FILE = "file://";

  /** A place on this machine. */
  public static Location of(Path path) {
    return new Location(path.toAbsolutePath().normalize().toString());
  }

  /** Whether a text names its file system. */
  static boolean isUri(String text) {
    return text.matches(SCHEME);
  }

  /** A URI, or a path of this machine. */
  public static Location parse(String text) {
    if (text.startsWith(FILE)) {
      return of(Path.of(text.substring(FILE.length())));
    }
    return isUri(text) ? new Location(text.replaceFirst("/+$", "")) : of(Path.of(text));
  }

  /** The path, where the place is on this machine. */
  public Optional<Path> local() {
    return isUri(text) ? Optional.empty() : Optional.of(Path.of(text));
  }

  /** The place of that name below this one. */
  public Location resolve(String name) {
    return new Location(text + "/" + name);
  }

  /** With its file system, unescaped, as Spark and Hadoop take paths. */
  public String qualified() {
    return isUri(text) ? text : FILE + text;
  }

  @Override
  public String toString() {
    return text;
  }
}
