package io.basketwise.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.decision.Decision;
import io.basketwise.models.decision.MomentReader;
import io.basketwise.models.decision.Offer;
import io.basketwise.models.score.Scorer;
import io.basketwise.nightly.Nightly;
import io.basketwise.report.RunRecord;
import io.basketwise.storage.StoreCopy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: the newcomer's first command. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs nightly over the two sample shops.",
      "One is real and one simulated. It scores a few moments with what it published,"
          + " and says where everything lies."
    },
    footer = {"", "Examples:", "  basketwise demo"})
final class DemoCommand implements Callable<Integer> {
  private static final List<String> SHOPS = List.of("online-retail", "demo-shop");
  private static final String CONFIG = "basketwise.yaml";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Option(
      names = "--samples",
      paramLabel = "DIR",
      defaultValue = "${sys:basketwise.home:-.}/data-samples",
      description = "the samples (default: the checkout's data-samples)")
  @SuppressWarnings("NullAway.Init") // picocli sets the default before the command runs
  private Path samples;

  @Mixin private final ProgressOption progress = new ProgressOption();

  private final InstantSource clock;

  DemoCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    for (String shop : SHOPS) {
      Path config = samples.resolve(shop).resolve(CONFIG);
      if (!Files.exists(config)) {
        throw Refusal.configuration(
            "The sample shop " + shop + " is missing",
            "there is no " + config,
            "run from the checkout's folder, or name the samples with --samples");
      }
      ShopConfig loaded = ConfigLoader.load(config, Map.of());
      RunRecord run =
          new NightlyRunner(spec.commandLine(), clock, progress, ProgressOption.Mode.LINE)
              .run(loaded, Optional.empty(), Nightly.Outcome.PUBLISH);
      NightlyRunner.refuseUnlessPassed(run);
      score(loaded, config.resolveSibling("moments.jsonl"));
    }
    return ExitCodes.DONE;
  }

  private void score(ShopConfig shop, Path moments) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.println("A few moments, decided by the version just published:");
    try (StoreCopy copy = StoreCopy.open(shop);
        Scorer scorer = Scorer.of(Artifact.open(copy.store().live()))) {
      for (String line : Files.readAllLines(moments, UTF_8)) {
        tell(out, scorer.decide(MomentReader.read(line)));
      }
    }
    out.println();
    out.println("What lies where:");
    where(out, "published versions", shop.artifacts());
    where(out, "Delta tables", shop.lake());
    where(out, "records and pages", shop.reports());
    where(out, "moments", moments);
    out.println("Try:");
    out.printf(
        Locale.ROOT,
        "  ./basketwise score --artifacts %s --moments %s%n",
        shop.artifacts(),
        moments);
    out.printf(
        Locale.ROOT, "  ./basketwise versions show current --artifacts %s%n%n", shop.artifacts());
    out.flush();
  }

  private static void where(PrintWriter out, String what, Object path) {
    out.printf(Locale.ROOT, "  %-20s %s%n", what, path);
  }

  private static void tell(PrintWriter out, Decision decision) {
    if (decision.offers().isEmpty()) {
      out.printf(
          Locale.ROOT,
          "  %-26s quiet: %s%n",
          decision.momentId(),
          decision.reason().name().toLowerCase(Locale.ROOT));
    }
    String moment = decision.momentId();
    for (Offer offer : decision.offers()) {
      out.printf(
          Locale.ROOT,
          "  %-26s %-10s %-8s %s%n",
          moment,
          offer.kind().name().toLowerCase(Locale.ROOT),
          offer.itemId(),
          offer.message());
      moment = "";
    }
  }
}
