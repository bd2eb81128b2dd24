package io.basketwise.models.decision;

/** The experiment that decided, its variant, and the probability with which that was drawn. */
public record Assignment(String id, String variant, double propensity) {}
