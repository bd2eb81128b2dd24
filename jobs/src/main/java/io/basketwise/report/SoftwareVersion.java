package io.basketwise.report;

/** The version in the jar's manifest; class files outside a jar have none. */
public final class SoftwareVersion {
  private SoftwareVersion() {}

  /** The version, or that there is none. */
  public static String text() {
    String version = SoftwareVersion.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
