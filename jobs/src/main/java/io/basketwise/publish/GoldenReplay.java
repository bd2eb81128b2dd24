package io.basketwise.publish;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Json;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.decision.Action;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.MomentReader;
import io.basketwise.models.decision.Placement;
import io.basketwise.models.score.Scorer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The golden moments of a version, asked again at any placement under another policy. */
final class GoldenReplay {
  private final Scorer tried;
  private final Scorer standard;
  private final List<Map<String, Object>> moments;

  GoldenReplay(Artifact version, Policy policy) {
    tried = Scorer.of(version.with(policy));
    standard = Scorer.of(version.with(Policy.of(Policy.defaults())));
    moments = moments(version.folder().resolve("golden.jsonl"));
  }

  /**
   * How many moments there is something to offer at under the defaults, and how many of these the
   * policy leaves empty.
   */
  record Outcome(int offered, int emptied) {}

  Outcome at(Placement placement) {
    int offered = 0;
    int emptied = 0;
    for (Map<String, Object> each : moments) {
      Map<String, Object> tree = new TreeMap<>(each);
      tree.put("placement", placement.key());
      Moment moment = MomentReader.read(Json.write(tree));
      if (standard.decide(moment).action() == Action.OFFER) {
        offered++;
        emptied += tried.decide(moment).action() == Action.OFFER ? 0 : 1;
      }
    }
    return new Outcome(offered, emptied);
  }

  /** Those that were decided; one that is answered with an error has nothing to offer anywhere. */
  private static List<Map<String, Object>> moments(Path file) {
    try {
      List<Map<String, Object>> moments = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        if (Json.read(line) instanceof Map<?, ?> golden
            && golden.get("moment") instanceof Map<?, ?> moment
            && golden.get("decision") instanceof Map<?, ?> decision
            && !decision.containsKey("error")) {
          Map<String, Object> tree = new TreeMap<>();
          moment.forEach((key, value) -> tree.put(String.valueOf(key), value));
          moments.add(tree);
        }
      }
      return moments;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the golden moments " + file, e);
    }
  }
}
