package io.basketwise.cli;

import io.basketwise.report.SoftwareVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class ManifestVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"basketwise " + SoftwareVersion.text()};
  }
}
