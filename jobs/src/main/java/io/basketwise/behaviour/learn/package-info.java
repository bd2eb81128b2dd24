/** Learners of behaviour: from rows of features to the predictors that a version carries. */
package io.basketwise.behaviour.learn;
