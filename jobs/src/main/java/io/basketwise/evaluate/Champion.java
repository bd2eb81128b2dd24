package io.basketwise.evaluate;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Behaviour;
import io.basketwise.models.artifact.Items;
import io.basketwise.models.artifact.Manifest;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.score.Scorer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The live version, asked the same questions as a new one; items are matched by their ids. */
public final class Champion implements AutoCloseable {
  private static final int ABSENT = -1;

  private final Artifact artifact;
  private final Scorer scorer;

  private Champion(Artifact artifact) {
    this.artifact = artifact;
    this.scorer = Scorer.of(artifact);
  }

  /** Opens a version's folder as production would. */
  public static Champion open(Path version) {
    return new Champion(Artifact.open(version));
  }

  /** Its models of behaviour, if it has any. */
  public Optional<BehaviourModels> behaviour() {
    return artifact.behaviour().map(Behaviour::models);
  }

  /** The policy that was compiled into it. */
  public Policy policy() {
    return artifact.policy();
  }

  public Manifest manifest() {
    return artifact.manifest();
  }

  /**
   * Which items another version and this one have in common.
   *
   * @param theirs a number of the other version to ours, or {@link #ABSENT}
   * @param ours the way back
   */
  private record Shared(int[] theirs, int[] ours) {
    static Shared of(Items other, Items own) {
      int[] theirs = IntStream.range(0, other.size()).map(i -> own.find(other.id(i))).toArray();
      int[] ours = new int[own.size()];
      Arrays.fill(ours, ABSENT);
      IntStream.range(0, theirs.length)
          .filter(item -> theirs[item] >= 0)
          .forEach(item -> ours[theirs[item]] = item);
      return new Shared(theirs, ours);
    }
  }

  /**
   * What it ranks.
   *
   * @param rankings for each query, in the queries' numbers of items
   * @param lacking hidden items that it does not have: misses of it
   */
  record Answers(List<int[]> rankings, int lacking) {}

  /** Ranks for the carts of queries that number the items of another version. */
  Answers answer(Items items, List<Query> queries, int k) {
    Shared shared = Shared.of(items, artifact.items());
    return new Answers(
        queries.parallelStream().map(query -> rank(query, shared, k)).toList(),
        (int) queries.stream().filter(query -> shared.theirs()[query.hidden()] < 0).count());
  }

  private int[] rank(Query query, Shared shared, int k) {
    int[] cart =
        IntStream.of(query.cart())
            .map(item -> shared.theirs()[item])
            .filter(item -> item >= 0)
            .toArray();
    return IntStream.of(scorer.candidates(cart).best(scorer.blend(), k))
        .map(item -> shared.ours()[item])
        .toArray();
  }

  @Override
  public void close() {
    scorer.close();
  }
}
