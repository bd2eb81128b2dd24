package io.basketwise.cli;

import io.basketwise.config.ShopConfig;
import io.basketwise.inputs.FooterCheck;
import io.basketwise.inputs.SparkSessions;
import io.basketwise.inputs.TableCheck;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.publish.PolicyLint;
import io.basketwise.publish.PolicyLint.Remark;
import io.basketwise.storage.StoreCopy;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether a shop's configuration and inputs can be used, before any work is done. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Checks configuration, policy and inputs; Parquet without starting Spark.",
    footer = {
      "",
      "Examples:",
      "  basketwise check --config shop/basketwise.yaml",
      "  basketwise check --config shop/basketwise.yaml --as-of 2026-11-30 --json",
      "  basketwise check --config shop/basketwise.yaml --set inputs.orders.path=other"
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin private final ConfigOption config = new ConfigOption();
  @Mixin private final AsOfOption asOf = new AsOfOption();

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Override
  public Integer call() {
    ShopConfig shop = config.load();
    CheckReport report = new CheckReport(shop, checks(shop), asOf.date(), day -> lint(shop, day));
    spec.commandLine().getOut().println(json ? report.json() : report.text());
    return ExitCodes.DONE;
  }

  /** A shop's first check comes before its first version. */
  private static List<Remark> lint(ShopConfig shop, LocalDate day) {
    if (shop.policy().isEmpty()) {
      return List.of();
    }
    Path policy = shop.policy().get();
    try (StoreCopy artifacts = StoreCopy.open(shop)) {
      ArtifactStore store = artifacts.store();
      if (store.current().isEmpty()) {
        return PolicyLint.lint(policy, Optional.empty(), day);
      }
      try (Artifact live = Artifact.open(store.live())) {
        return PolicyLint.lint(policy, Optional.of(live), day);
      }
    }
  }

  private static List<TableCheck> checks(ShopConfig shop) {
    try (LazySession session = new LazySession(shop)) {
      return new FooterCheck(session::session).check(shop);
    }
  }

  /** Starts Spark at the first call, and stops it if it was started. */
  private static final class LazySession implements AutoCloseable {
    private final ShopConfig shop;
    private @Nullable SparkSession started;

    LazySession(ShopConfig shop) {
      this.shop = shop;
    }

    SparkSession session() {
      if (started == null) {
        started = SparkSessions.start(shop);
      }
      return started;
    }

    @Override
    public void close() {
      if (started != null) {
        started.stop();
      }
    }
  }
}
