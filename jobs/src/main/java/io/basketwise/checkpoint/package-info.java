/**
 * What the finished steps of a run have learned, kept in the lake until the run is over: the next
 * run over the same rows and settings goes on where one was cut off.
 */
package io.basketwise.checkpoint;
