package io.basketwise.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest; class files outside a jar have none. */
final class ManifestVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = ManifestVersion.class.getPackage().getImplementationVersion();
    return new String[] {"basketwise " + (version == null ? "(not packaged)" : version)};
  }
}
