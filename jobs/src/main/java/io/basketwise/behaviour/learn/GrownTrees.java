package io.basketwise.behaviour.learn;

import io.basketwise.models.behaviour.TreeEnsemble;
import java.util.List;

/**
 * Trees as they grew, over the bins of their training rows.
 *
 * @param base what is added to the trees, one an output
 */
record GrownTrees(Cuts cuts, double[] base, List<Tree> trees) {
  /** The same over features, which is what scoring gets. */
  TreeEnsemble ensemble() {
    return Ensembles.of(cuts.features(), base, trees);
  }
}
