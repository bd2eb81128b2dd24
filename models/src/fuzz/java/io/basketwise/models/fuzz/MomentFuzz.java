package io.basketwise.models.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basketwise.models.SmallModels;
import io.basketwise.models.SmallShop;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Json;
import io.basketwise.models.decision.DecisionWriter;
import io.basketwise.models.decision.MalformedMomentException;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.MomentReader;
import io.basketwise.models.score.Scorer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Any line as a moment; what is read is decided, and the decision is JSON. */
public final class MomentFuzz {
  private static final Scorer SCORER = scorer();

  private MomentFuzz() {}

  private static Scorer scorer() {
    try {
      Path folder = Files.createDirectory(Scratch.file("shop"));
      new SmallShop().behaviour(SmallModels.all()).write(folder);
      return Scorer.of(Artifact.openVerified(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Decided, or malformed. */
  public static void fuzzerTestOneInput(byte[] input) {
    Moment moment;
    try {
      moment = MomentReader.read(new String(input, UTF_8));
    } catch (MalformedMomentException e) {
      return;
    }
    Json.read(DecisionWriter.write(SCORER.decide(moment)));
    SCORER.explain(moment);
  }
}
