package io.basketwise.models.artifact;

/** A file of a version: its path below the version's folder, with slashes, and what it holds. */
public record FileEntry(String path, long sizeBytes, String sha256) {
  /** Refuses a path that could lead out of the folder. */
  public FileEntry {
    for (String part : path.split("/", -1)) {
      if (!part.matches("[A-Za-z0-9_=-][A-Za-z0-9._=-]*")) {
        throw new IllegalArgumentException(
            "file path \"" + path + "\" is not made of plain names below the version's folder");
      }
    }
    if (sizeBytes < 0 || !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "file " + path + " has size " + sizeBytes + " and SHA-256 " + sha256);
    }
  }
}
