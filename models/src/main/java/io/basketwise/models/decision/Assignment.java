package io.basketwise.models.decision;

/**
 * The experiment that decided, and its variant.
 *
 * @param propensity chance of the action, offering or staying quiet, whichever variant it came by:
 *     what a log of the decision tells
 */
public record Assignment(String id, String variant, double propensity) {}
