package io.basketwise.behaviour.learn;

/**
 * How one tree grows.
 *
 * @param maxLeaves most leaves, 2 or more
 * @param minLeafHessian least sum of the loss's second derivatives in a leaf, above 0
 * @param l2 pull of leaves towards 0, as a sum of second derivatives; 0 or more
 * @param featureShare share of the features that a split may use, drawn anew; above 0, at most 1
 * @param leafShare share of the best step that a leaf takes, above 0, at most 1
 */
record TreeParameters(
    int maxLeaves, double minLeafHessian, double l2, double featureShare, double leafShare) {}
