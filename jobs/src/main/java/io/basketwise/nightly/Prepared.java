package io.basketwise.nightly;

import io.basketwise.intake.PinnedInputs;
import io.basketwise.prepare.BasketBlock;
import io.basketwise.prepare.ItemDictionary;
import io.basketwise.prepare.ItemFacts;
import io.basketwise.prepare.LakeView;
import io.basketwise.prepare.RowAccount;
import io.basketwise.prepare.TimeWindow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;

/**
 * The inputs, ready to learn from.
 *
 * @param window the days of the run
 * @param view the lake as these days see it
 * @param accounts where every input row went
 * @param basketCount baskets in the whole window
 * @param items all items, numbered
 * @param facts what is known of them
 * @param baskets encoded baskets of the whole window
 * @param views encoded views of sessions; empty without clicks
 * @param erasedUntil when somebody was last erased
 * @param inputs the files that all this was read from
 * @param notes what is left out because of missing inputs
 */
record Prepared(
    TimeWindow window,
    LakeView view,
    List<RowAccount> accounts,
    long basketCount,
    ItemDictionary items,
    ItemFacts facts,
    JavaRDD<BasketBlock> baskets,
    Optional<JavaRDD<BasketBlock>> views,
    Optional<Instant> erasedUntil,
    PinnedInputs inputs,
    List<String> notes) {}
