package io.basketwise.models.artifact;

import io.basketwise.models.format.DamagedFileException;
import java.nio.file.Path;

/** A version that cannot be used: what was found where, what was expected, and what to do. */
public final class ArtifactException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The exit code of a process that stops for this. */
  public static final int EXIT_CODE = 6;

  /** Why it cannot be used. */
  public enum Kind {
    /** There is none. */
    MISSING,
    /** Its bytes are not what its writer wrote. */
    DAMAGED,
    /** Its format is older than this build reads. */
    TOO_OLD,
    /** Its format is newer than this build reads. */
    TOO_NEW,
    /** What would be read into memory is too large for this JVM's heap. */
    TOO_LARGE
  }

  private final Kind kind;

  private ArtifactException(
      Kind kind, String problem, Path path, String found, String expected, String remedy) {
    super(
        problem
            + ": "
            + path
            + "\n  found:    "
            + found
            + "\n  expected: "
            + expected
            + "\n  remedy:   "
            + remedy);
    this.kind = kind;
  }

  /** Nothing there. */
  public static ArtifactException missing(Path path, String found, String expected) {
    return new ArtifactException(
        Kind.MISSING,
        "artifact missing",
        path,
        found,
        expected,
        "check the artifacts folder, or publish a version with the nightly command");
  }

  /** Something there that no writer of this format left. */
  public static ArtifactException damaged(Path path, String found, String expected) {
    return new ArtifactException(
        Kind.DAMAGED,
        "artifact damaged",
        path,
        found,
        expected,
        "restore the version from a copy, or publish another version");
  }

  /** A store's memory that cannot be read. */
  static ArtifactException damagedHistory(Path path, String found) {
    return new ArtifactException(
        Kind.DAMAGED,
        "history of versions damaged",
        path,
        found,
        "what the store's writer writes",
        "restore it from a copy, or delete it: then what was rolled back is forgotten");
  }

  static ArtifactException damaged(Path path, DamagedFileException e) {
    return damaged(path, e.found(), e.expected());
  }

  /** Written by an older build, in a format that this one no longer reads. */
  public static ArtifactException tooOld(Path path, String found, String expected) {
    return new ArtifactException(
        Kind.TOO_OLD, "artifact too old", path, found, expected, "train and publish a new version");
  }

  /** Written by a newer build. */
  public static ArtifactException tooNew(Path path, String found, String expected) {
    return new ArtifactException(
        Kind.TOO_NEW, "artifact too new", path, found, expected, "upgrade the scorer");
  }

  /** Not for a heap as small as this one; it may be sound. */
  static ArtifactException tooLarge(Path path, String found, String expected) {
    return new ArtifactException(
        Kind.TOO_LARGE,
        "artifact too large",
        path,
        found,
        expected,
        "give the JVM more heap (-Xmx), or publish a version that has less to say");
  }

  /** Why the version cannot be used. */
  public Kind kind() {
    return kind;
  }
}
